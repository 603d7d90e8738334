//! From a bearer token to the actor, at the door of a web API (RFC 6750).

use super::{Claims, PresentedProof, TokenError, claims::resource};
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
    /// It is bound to a key, and whoever shows it does not prove to hold that (RFC 9449 §7.1).
    #[error("the proof of possession is missing or proves nothing")]
    InvalidProof,
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

/// How a request shows a token (RFC 6750 §2.1, RFC 9449 §7.1).
#[derive(Clone, Debug)]
pub enum PresentedBearer<'a> {
    /// As a bearer token.
    Bearer(&'a str),
    /// As one that is bound to a key, with the proof, if there is one.
    Dpop(&'a str, Option<PresentedProof>),
}

impl PresentedBearer<'_> {
    pub(crate) const fn token(&self) -> &str {
        match self {
            Self::Bearer(token) | Self::Dpop(token, _) => token,
        }
    }
}

impl Office {
    /// Who calls `api` with this token. Asks the database nothing while what it knows of the application and the person is
    /// fresh.
    pub async fn authenticate_bearer(
        &self,
        presented: &PresentedBearer<'_>,
        api: ApiType,
    ) -> Result<Actor, BearerError> {
        let token = presented.token();
        if token.is_empty() {
            return Err(BearerError::Missing);
        }
        let claims = self.read_token(token).await?.ok_or(BearerError::InvalidToken)?;
        let living = self.living(&claims).await.map_err(TokenError::from)?;
        let living = living.ok_or(BearerError::InvalidToken)?;
        if !living.open.apis.contains(&api) {
            return Err(BearerError::InsufficientScope);
        }
        if !claims.aud.contains(&resource(&self.0.settings.public_url, api)) {
            return Err(BearerError::InvalidToken);
        }
        self.require_possession(presented, &claims)?;
        Ok(living.actor)
    }

    /// A token that is bound to a key is worth nothing without it, and one that is not is not shown as one (RFC 9449 §7.2).
    pub(crate) fn require_possession(
        &self,
        presented: &PresentedBearer<'_>,
        claims: &Claims<'_>,
    ) -> Result<(), BearerError> {
        match (presented, &claims.cnf) {
            (PresentedBearer::Bearer(_), None) => Ok(()),
            (PresentedBearer::Dpop(token, Some(proof)), Some(key)) if self.proves(proof, token, &key.jkt) => {
                Ok(())
            }
            (PresentedBearer::Dpop(..), Some(_)) => Err(BearerError::InvalidProof),
            (PresentedBearer::Bearer(_), Some(_)) | (PresentedBearer::Dpop(..), None) => {
                Err(BearerError::InvalidToken)
            }
        }
    }
}
