//! Issuing access tokens: client credentials (RFC 6749 §4.4) as JWTs (RFC 9068). One signature, no query, no row.

use super::{Audience, Claims, Credentials, TokenError, claims, scope, token_id::TokenId};
use crate::{
    Office, Sensitive,
    jws::SigningKey,
    live::{LiveApplication, LiveSecret},
};
use model::{ApiType, Grant};
use std::borrow::Cow;

/// What an application asks for.
#[derive(Clone, Debug, Default)]
pub struct TokenRequest {
    /// How it wants to get the token.
    pub grant_type: Option<String>,
    /// What it shows of itself, if anything.
    pub credentials: Option<Credentials>,
    /// The API types it wants, separated by spaces; none: all it may use.
    pub scope: Option<String>,
    /// The resources it wants; none: all it may use.
    pub resources: Vec<String>,
    /// Where the request came from.
    pub address: String,
}

/// A token in the one answer that shows it.
#[derive(Clone, Debug)]
pub struct IssuedToken {
    /// The token.
    pub access_token: Sensitive,
    /// For how many seconds it lives.
    pub expires_in: u64,
    /// The API types it opens, separated by one space.
    pub scope: String,
}

impl Office {
    /// Issues a token, or says why not.
    pub async fn issue_token(&self, request: &TokenRequest) -> Result<IssuedToken, TokenError> {
        match request.grant_type.as_deref() {
            Some("client_credentials") => {}
            Some(_) => return Err(TokenError::UnsupportedGrantType),
            None => return Err(TokenError::InvalidRequest("The parameter grant_type is missing.")),
        }
        let Some(key) = self.signing_key() else {
            tracing::warn!("a token was refused because the signing keys are missing");
            return Err(TokenError::KeysMissing);
        };
        let authenticated = self.authenticate(request.credentials.as_ref(), &request.address).await?;
        let application = &authenticated.application;
        let secret = authenticated.secret().ok_or(TokenError::InvalidClient)?;
        if application.grant != Grant::ClientCredentials {
            return Err(TokenError::UnauthorizedClient);
        }
        let apis = scope::granted(
            application,
            request.scope.as_deref(),
            &request.resources,
            &self.0.settings.public_url,
        )?;
        let issued = self.mint(&key, application, secret, &apis)?;
        let now = self.now();
        if secret.is_first_use(now) {
            self.0.last_used.note(application.id, secret.id, now);
        }
        self.0.networks_used.note(application.id, &request.address, now);
        Ok(issued)
    }

    /// Signs a token of an application that acts as its owner.
    pub(super) fn mint(
        &self,
        key: &SigningKey,
        application: &LiveApplication,
        secret: &LiveSecret,
        apis: &[ApiType],
    ) -> Result<IssuedToken, TokenError> {
        let public_url = &self.0.settings.public_url;
        let scope = claims::scope(apis);
        let now = self.now();
        // A token does not outlive the secret that made it.
        let end = now + self.0.settings.access_lifetime;
        let end = secret.expires_at.map_or(end, |secret_end| end.min(secret_end));
        let claims = Claims {
            iss: Cow::Borrowed(public_url),
            sub: Cow::Borrowed(&application.client_id),
            aud: Audience::of(public_url, apis),
            client_id: Cow::Borrowed(&application.client_id),
            scope: Cow::Borrowed(&scope),
            org: Cow::Owned(application.organization.to_string()),
            iat: now.0,
            exp: end.0,
            jti: Cow::Owned(self.new_token_id(application, secret.number).encode()),
        };
        let token =
            key.sign(&claims).ok_or_else(|| TokenError::Internal(anyhow::anyhow!("signing failed")))?;
        let expires_in = (end.0 - now.0).unsigned_abs();
        Ok(IssuedToken { access_token: Sensitive::new(token), expires_in, scope })
    }

    /// An id that is later than the application's mark, whatever the clock says, so that a token made in the very
    /// millisecond after the mark was set lives, and one made before it does not.
    fn new_token_id(&self, application: &LiveApplication, secret: u32) -> TokenId {
        let made_at_ms = self.0.clock.now_ms().max(application.tokens_dead_until_ms + 1);
        let mut random = [0; 10];
        self.0.random.fill(&mut random);
        TokenId { made_at_ms, secret, random }
    }
}
