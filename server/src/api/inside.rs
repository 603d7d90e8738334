//! Requests that are part of a larger one: answered by the same handlers, with the office of its transaction and its caller.

use super::{caller::Caller, error::Refusal, face::Face};
use crate::AppState;
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    response::Response,
};
use domain::Office;
use serde_json::Value;
use tower::ServiceExt;

/// The largest answer of a part that is read, in bytes. Ours are far smaller.
const SIZE_MAX: usize = 4 * 1024 * 1024;

/// The API as it is inside.
pub(super) struct Inside {
    routes: Router,
    face: Face,
    caller: Caller,
}

impl Inside {
    /// These routes with this office, for this caller.
    pub fn new(
        routes: Router<AppState>,
        state: &AppState,
        office: Office,
        face: Face,
        caller: Caller,
    ) -> Self {
        let state = AppState { office, ..state.clone() };
        Self { routes: routes.with_state(state), face, caller }
    }

    /// Answers a part, as it would be alone.
    pub async fn respond(&self, mut request: Request) -> Response {
        // What the outer routes read from the path would stand beside what these read.
        request.extensions_mut().clear();
        request.extensions_mut().insert(self.face);
        request.extensions_mut().insert(self.caller.clone());
        match self.routes.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }

    /// The document a part is answered with, if it is not refused; null if there is none.
    pub async fn answer(&self, request: Request) -> Result<Value, Refusal> {
        let mut response = self.respond(request).await;
        if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
            return Err(refusal);
        }
        let (parts, body) = response.into_parts();
        match document(body).await {
            Some(document) if parts.status.is_success() => Ok(document),
            _ => {
                tracing::error!(
                    status = parts.status.as_u16(),
                    "a part of a request got an answer that is none of ours"
                );
                Err(Refusal::internal())
            }
        }
    }
}

/// The document in a body of ours.
pub(super) async fn document(body: Body) -> Option<Value> {
    let bytes = to_bytes(body, SIZE_MAX).await.ok()?;
    if bytes.is_empty() { Some(Value::Null) } else { serde_json::from_slice(&bytes).ok() }
}
