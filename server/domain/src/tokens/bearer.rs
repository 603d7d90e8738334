//! From a bearer token to the actor, at the door of a web API (RFC 6750).

use super::{TokenError, claims::resource};
use crate::{Actor, Office};
use model::ApiType;

/// Why a bearer token opens nothing (RFC 6750 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BearerError {
    /// There is none.
    #[error("no access token")]
    Missing,
    /// It is no token of ours, or dead.
    #[error("the access token is invalid, expired or revoked")]
    InvalidToken,
    /// It lives, but not for this API.
    #[error("the access token is not for this API")]
    InsufficientScope,
    /// The database or the keys are gone; the log says which.
    #[error("temporarily unavailable")]
    Unavailable,
}

impl From<TokenError> for BearerError {
    fn from(error: TokenError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "an access token could not be looked at");
        Self::Unavailable
    }
}

impl Office {
    /// Who calls `api` with this token. Asks the database nothing while what it knows of the application and the person is
    /// fresh.
    pub async fn authenticate_bearer(&self, token: &str, api: ApiType) -> Result<Actor, BearerError> {
        if token.is_empty() {
            return Err(BearerError::Missing);
        }
        let claims = self.read_token(token)?.ok_or(BearerError::InvalidToken)?;
        let living = self.living(&claims).await.map_err(TokenError::from)?;
        let living = living.ok_or(BearerError::InvalidToken)?;
        if !living.open.apis.contains(&api) {
            return Err(BearerError::InsufficientScope);
        }
        if !claims.aud.contains(&resource(&self.0.settings.public_url, api)) {
            return Err(BearerError::InvalidToken);
        }
        Ok(living.actor)
    }
}
