//! How the web APIs answered the tokens of each application: whoever reads a token leaves whose it is, and the answer on its
//! way out is counted for that application.

use crate::AppState;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::{Actor, Via};
use http::Extensions;
use model::ApplicationId;
use std::sync::{Arc, OnceLock};

/// Where whoever reads the token leaves whose it is.
#[derive(Clone, Default)]
pub(crate) struct UsedBy(Arc<OnceLock<ApplicationId>>);

impl UsedBy {
    /// Leaves it.
    pub(crate) fn note(extensions: &Extensions, actor: &Actor) {
        if let (Some(Self(used_by)), Via::Application { id, .. }) = (extensions.get(), &actor.via) {
            let _the_same = used_by.set(*id);
        }
    }
}

/// Counts the answer.
pub(crate) async fn count(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let used_by = UsedBy::default();
    request.extensions_mut().insert(used_by.clone());
    let response = next.run(request).await;
    if let Some(application) = used_by.0.get() {
        state.office.note_api_answer(*application, response.status().as_u16());
    }
    response
}
