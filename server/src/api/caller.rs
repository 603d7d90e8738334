//! Who calls: the one door of this API. A handler gets its actor here or not at all.

use super::{
    error::Refusal,
    face::Face,
    media_type::{self, Form},
};
use crate::{
    AppState,
    bearer::{Denied, NoActor, actor_of},
};
use axum::extract::FromRequestParts;
use domain::Actor;
use http::{StatusCode, header::WWW_AUTHENTICATE, request::Parts};

/// Who calls, and where.
///
/// So that no handler can forget it, the `Accept` header is looked at here too.
#[derive(Clone)]
pub(super) struct Caller {
    /// The actor of the request's access token.
    pub actor: Actor,
    /// Where the API is that was called: what stands before the path of every resource.
    pub base: String,
}

/// The same where the answer is in the form of atomic operations.
pub(super) struct AtomicCaller(pub Caller);

impl Caller {
    /// Lets them in where answers have this form.
    pub async fn of(parts: &mut Parts, state: &AppState, served: Form) -> Result<Self, Refusal> {
        // Part of a request whose caller is known; see `inside`.
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let face = Face::from_request_parts(parts, state).await?;
        let actor = actor_of(state, parts, face.0).await?;
        media_type::check_accept(&parts.headers, served)?;
        Ok(Self { actor, base: face.base(state) })
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        Self::of(parts, state, Form::Plain).await
    }
}

impl FromRequestParts<AppState> for AtomicCaller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        Caller::of(parts, state, Form::Atomic).await.map(Self)
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
