//! Who calls: the one door of this API. A handler gets its actor here or not at all.

use super::API;
use crate::{AppState, api::error::Refusal, bearer::actor_of};
use axum::extract::FromRequestParts;
use domain::Actor;
use http::request::Parts;

/// Who calls, and where.
pub(super) struct Caller {
    /// The actor of the request's access token.
    pub actor: Actor,
    /// Where the server is that was called.
    pub public_url: String,
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let actor = actor_of(state, parts, API).await?;
        Ok(Self { actor, public_url: state.office.settings().public_url.clone() })
    }
}
