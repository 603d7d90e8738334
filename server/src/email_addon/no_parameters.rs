//! For handlers without query parameters: a typing mistake is refused, not passed over.

use crate::api::{error::Refusal, parameters::Parameters, view::unknown};
use axum::extract::FromRequestParts;
use http::request::Parts;

/// There are none.
pub(super) struct NoParameters;

impl<S: Send + Sync> FromRequestParts<S> for NoParameters {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let parameters = Parameters::from_request_parts(parts, state).await?;
        match parameters.iter().next() {
            Some((name, _)) => Err(unknown(name).into()),
            None => Ok(Self),
        }
    }
}
