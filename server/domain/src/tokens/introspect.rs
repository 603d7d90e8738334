//! Token introspection (RFC 7662): an application asks about its own tokens and those of its organization.

use super::{Audience, Claims, Credentials, TokenError};
use crate::{Office, Sensitive, digest, jws::Kind, live::LiveApplication};
use model::Timestamp;
use serde::Serialize;
use std::borrow::Cow;

/// What is said of a token that lives; of every other one nothing is said but that it does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Introspected {
    /// An access token, with what it still opens.
    AccessToken(Box<Claims<'static>>),
    /// A refresh token.
    RefreshToken(RefreshTokenFacts),
}

/// What is said of a refresh token (RFC 7662 §2.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefreshTokenFacts {
    /// This server.
    pub iss: String,
    /// Who let the application in.
    pub sub: String,
    /// The application.
    pub client_id: String,
    /// What was let in.
    pub scope: String,
    /// When it was made, in seconds since 1970.
    pub iat: i64,
    /// When it runs out, in seconds since 1970.
    pub exp: i64,
    /// The authorization it came of.
    pub grant_id: String,
}

/// The answer as a JWT (RFC 9701 §5).
#[derive(Serialize)]
struct SignedAnswer<'a, T> {
    iss: &'a str,
    aud: &'a str,
    iat: i64,
    token_introspection: &'a T,
}

impl Office {
    /// What a living token says; none for every other text. Tokens of other organizations are none of the caller's business
    /// and look like dead ones; of refresh tokens only one's own are known.
    pub async fn introspect_token(
        &self,
        credentials: Option<&Credentials>,
        address: &str,
        token: Option<&str>,
    ) -> Result<Option<Introspected>, TokenError> {
        let caller = self.authenticate(credentials, address).await?.application;
        // Whoever has nothing to show could be anybody (RFC 7662 §2.1).
        if !caller.confidential {
            return Err(TokenError::InvalidClient);
        }
        let token = token.ok_or(TokenError::InvalidRequest("The parameter token is missing."))?;
        let Some(claims) = self.read_token(token).await? else {
            let facts = self.living_refresh_token(&Sensitive::new(token), &caller).await?;
            return Ok(facts.map(Introspected::RefreshToken));
        };
        let Some(living) = self.living(&claims).await? else { return Ok(None) };
        if living.application.organization != caller.organization || living.open.is_empty() {
            return Ok(None);
        }
        let mut claims = Box::new(Claims::clone(&claims));
        if living.open != claims.scope() {
            claims.scope = Cow::Owned(living.open.to_string());
            claims.aud = Audience::of(&self.0.settings.public_url, &living.open);
        }
        Ok(Some(Introspected::AccessToken(claims)))
    }

    /// An answer to this application as a JWT (RFC 9701 §5).
    pub async fn sign_introspection(
        &self,
        client_id: &str,
        answer: &impl Serialize,
    ) -> Result<Sensitive, TokenError> {
        let key = self.signing_key().await?.ok_or(TokenError::KeysMissing)?;
        let signed = SignedAnswer {
            iss: &self.0.settings.public_url,
            aud: client_id,
            iat: self.now().0,
            token_introspection: answer,
        };
        let token = key.sign(Kind::Introspection, &signed);
        token.map(Sensitive::new).ok_or_else(|| TokenError::Internal(anyhow::anyhow!("signing failed")))
    }

    /// A refresh token of this application that could be used now.
    async fn living_refresh_token(
        &self,
        token: &Sensitive,
        application: &LiveApplication,
    ) -> Result<Option<RefreshTokenFacts>, TokenError> {
        let now = self.now();
        let Some(row) = self.0.database.find_refresh_token(&digest(token.reveal())).await? else {
            return Ok(None);
        };
        let authorization = self.0.database.find_authorization(row.authorization_id).await?;
        let Some(authorization) = authorization else { return Ok(None) };
        let lives = row.used_at_ms.is_none()
            && row.expires_at > now
            && authorization.ended_at.is_none()
            && authorization.application_id == application.id;
        if !lives || self.person_of(application, Some(authorization.user_id)).await?.is_none() {
            return Ok(None);
        }
        let Timestamp(exp) = row.expires_at;
        Ok(Some(RefreshTokenFacts {
            iss: self.0.settings.public_url.clone(),
            sub: authorization.user_id.to_string(),
            client_id: application.client_id.clone(),
            scope: authorization.scope.to_string(),
            iat: row.created_at.0,
            exp,
            grant_id: authorization.id.to_string(),
        }))
    }
}
