//! Who calls: the one door of this API. A handler gets its actor here or not at all.

use super::{error::Refusal, media_type};
use crate::{
    AppState,
    bearer::{Denied, NoActor, actor_of},
};
use axum::extract::FromRequestParts;
use domain::Actor;
use http::{StatusCode, header::WWW_AUTHENTICATE, request::Parts};
use model::ApiType;

/// The actor of a request's access token.
///
/// So that no handler can forget it, the `Accept` header is looked at here too.
pub(super) struct Caller(pub Actor);

impl FromRequestParts<AppState> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let actor = actor_of(state, parts, ApiType::JsonApi).await?;
        media_type::check_accept(&parts.headers)?;
        Ok(Self(actor))
    }
}

impl From<NoActor> for Refusal {
    fn from(why: NoActor) -> Self {
        match why {
            NoActor::Denied(Denied { status, code, detail, challenge }) => {
                Self::in_header(status, "Authorization", code, detail).with(WWW_AUTHENTICATE, challenge)
            }
            NoActor::TooMany(wait) => Self::wait(
                StatusCode::TOO_MANY_REQUESTS,
                "quota_exceeded",
                "The application made too many requests. The header RateLimit tells when there may be more.",
                wait,
            ),
            NoActor::Unavailable => Self::unavailable(),
        }
    }
}
