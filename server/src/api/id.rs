//! Ids in paths, bodies and filters: a UUID in its usual form and no other, so that one record has one URL.

use super::error::Refusal;
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use model::ApplicationId;
use uuid::Uuid;

/// Reads `01890a5d-ac96-774b-bcce-b302099a8057`.
pub(crate) fn parse<T: From<Uuid>>(text: &str) -> Option<T> {
    // `Uuid` itself also reads it without hyphens, in braces and as a URN.
    let usual = text.len() == uuid::fmt::Hyphenated::LENGTH;
    usual.then(|| Uuid::try_parse(text).ok()).flatten().map(T::from)
}

/// The record that the path names, an application unless said otherwise. What is no id at all names no record either: not
/// found.
pub(crate) struct Named<T = ApplicationId>(pub T);

impl<S: Send + Sync, T: From<Uuid>> FromRequestParts<S> for Named<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let Path(text) =
            Path::<String>::from_request_parts(parts, state).await.map_err(|_| Refusal::not_found())?;
        parse(&text).map(Self).ok_or_else(Refusal::not_found)
    }
}
