//! From a bearer token to the actor, at the door of a web API (RFC 6750).

use super::{Claims, TokenError, claims::resource, scope};
use crate::{Actor, Office, live::LiveApplication};
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
    /// Who calls `api` with this token. Asks the database nothing while what it knows of the application is fresh.
    pub async fn authenticate_bearer(&self, token: &str, api: ApiType) -> Result<Actor, BearerError> {
        if token.is_empty() {
            return Err(BearerError::Missing);
        }
        let claims = self.read_token(token)?.ok_or(BearerError::InvalidToken)?;
        let application = self.application_of_living(&claims).await.map_err(TokenError::from)?;
        let application = application.ok_or(BearerError::InvalidToken)?;
        let apis = still_open(&claims, &application);
        if !apis.contains(&api) {
            return Err(BearerError::InsufficientScope);
        }
        if !claims.aud.contains(&resource(&self.0.settings.public_url, api)) {
            return Err(BearerError::InvalidToken);
        }
        application.actor_for(apis).ok_or(BearerError::InvalidToken)
    }
}

/// What the token was made for and the application may still use: an API taken away is closed at once.
pub(super) fn still_open(claims: &Claims<'_>, application: &LiveApplication) -> Vec<ApiType> {
    let allowed = scope::allowed(application);
    claims.apis().filter(|api| allowed.contains(api)).collect()
}
