//! Requests that are part of a larger one: answered by the same handlers, with the office of its transaction and its caller.

use super::{caller::Caller, error::Refusal, face::Face};
use crate::AppState;
use axum::{Router, body::to_bytes, extract::Request, response::Response};
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

/// What a part was answered, if it was not refused.
pub(super) struct Done {
    /// Status and headers.
    pub parts: http::response::Parts,
    /// Its document; null if it has none.
    pub document: Value,
}

impl Inside {
    /// The API with this office, for this caller.
    pub fn new(state: &AppState, office: Office, face: Face, caller: Caller) -> Self {
        let state = AppState { office, ..state.clone() };
        Self { routes: super::resources(face).with_state(state), face, caller }
    }

    /// Answers a part.
    pub async fn answer(&self, mut request: Request) -> Result<Done, Refusal> {
        request.extensions_mut().insert(self.face);
        request.extensions_mut().insert(self.caller.clone());
        let response = match self.routes.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        read(response).await
    }
}

async fn read(mut response: Response) -> Result<Done, Refusal> {
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        return Err(refusal);
    }
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, SIZE_MAX).await.ok();
    let document = match bytes.as_deref() {
        Some([]) => Some(Value::Null),
        bytes => bytes.and_then(|bytes| serde_json::from_slice(bytes).ok()),
    };
    match document {
        Some(document) if parts.status.is_success() => Ok(Done { parts, document }),
        _ => {
            tracing::error!(
                status = parts.status.as_u16(),
                "a part of a request got an answer that is none of ours"
            );
            Err(Refusal::internal())
        }
    }
}
