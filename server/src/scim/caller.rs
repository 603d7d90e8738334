//! Who calls: the one door of this API. A handler gets its actor here or not at all.

use super::error::Refusal;
use crate::{
    AppState,
    bearer::{NoActor, actor_of},
};
use axum::extract::FromRequestParts;
use domain::Actor;
use http::{header::WWW_AUTHENTICATE, request::Parts};
use model::ApiType;

/// The actor of a request's access token.
pub(super) struct Caller(pub Actor);

impl FromRequestParts<AppState> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        match actor_of(state, parts, ApiType::Scim).await {
            Ok(actor) => Ok(Self(actor)),
            Err(NoActor::Denied(denied)) => {
                Err(Refusal::new(denied.status, denied.detail).with(WWW_AUTHENTICATE, denied.challenge))
            }
            Err(NoActor::TooMany(wait)) => {
                Err(Refusal::too_many("The application made too many requests.", wait))
            }
            Err(NoActor::Unavailable) => Err(Refusal::unavailable()),
        }
    }
}
