//! What the application of a living access token may know of its person (OpenID Connect Core §5.3), as it is now.

use super::{id_token::MoreClaims, person::claims_of};
use crate::{Office, PresentedBearer, TokenError};
use model::IdentityScope;
use openidconnect::{UserInfoClaims, core::CoreGenderClaim};

/// Why nothing is said (RFC 6750 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserInfoError {
    /// The token is none of ours, dead, or of nobody who let the application in.
    InvalidToken,
    /// Its scope has no `openid`.
    InsufficientScope,
    /// The database or the keys are gone; the log says which.
    Unavailable,
}

impl From<TokenError> for UserInfoError {
    fn from(error: TokenError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "an access token could not be looked at");
        Self::Unavailable
    }
}

impl Office {
    /// What there is to say, as JSON.
    pub async fn user_info(
        &self,
        presented: &PresentedBearer<'_>,
    ) -> Result<serde_json::Value, UserInfoError> {
        let claims = self.read_token(presented.token()).await?.ok_or(UserInfoError::InvalidToken)?;
        let living = self.living(&claims).await.map_err(TokenError::from)?;
        let living = living.ok_or(UserInfoError::InvalidToken)?;
        if claims.sub == claims.client_id {
            return Err(UserInfoError::InvalidToken);
        }
        if !living.open.has(IdentityScope::OpenId) {
            return Err(UserInfoError::InsufficientScope);
        }
        self.require_possession(presented, &claims).map_err(|_| UserInfoError::InvalidToken)?;
        let person = self.0.database.find_person(living.actor.viewer.id).await.map_err(TokenError::from)?;
        let person = person.ok_or(UserInfoError::InvalidToken)?;
        let more = MoreClaims { sid: None, org: Some(living.application.organization.to_string()) };
        let info = UserInfoClaims::<MoreClaims, CoreGenderClaim>::new(claims_of(person, &living.open), more);
        serde_json::to_value(info).map_err(|error| TokenError::Internal(error.into()).into())
    }
}
