//! The message that a path names, with its person. What is no id at all names nothing: not found.

use crate::api::{error::Refusal, id::parse};
use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use model::{AttachedMessageId, UserId};

/// `{id}` and `{message}`.
pub(super) struct Named {
    /// The person.
    pub person: UserId,
    /// The message.
    pub message: AttachedMessageId,
}

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Path((person, message)) = path.map_err(|_| Refusal::not_found())?;
        let ids = parse(&person).zip(parse(&message));
        ids.map(|(person, message)| Self { person, message }).ok_or_else(Refusal::not_found)
    }
}
