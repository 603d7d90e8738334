//! Token introspection (RFC 7662): an application asks about its own tokens and those of its organization.

use super::{Audience, Claims, Credentials, TokenError};
use crate::Office;
use std::borrow::Cow;

impl Office {
    /// What a living token says, with what it still opens; none for every other text. Tokens of other organizations are
    /// none of the caller's business and look like dead ones.
    pub async fn introspect_token(
        &self,
        credentials: Option<&Credentials>,
        address: &str,
        token: Option<&str>,
    ) -> Result<Option<Claims<'static>>, TokenError> {
        let caller = self.authenticate(credentials, address).await?.application;
        let token = token.ok_or(TokenError::InvalidRequest("The parameter token is missing."))?;
        let Some(claims) = self.read_token(token)? else { return Ok(None) };
        let Some(living) = self.living(&claims).await? else { return Ok(None) };
        if living.application.organization != caller.organization || living.open.is_empty() {
            return Ok(None);
        }
        let mut claims = Claims::clone(&claims);
        if living.open != claims.scope() {
            claims.scope = Cow::Owned(living.open.to_string());
            claims.aud = Audience::of(&self.0.settings.public_url, &living.open);
        }
        Ok(Some(claims))
    }
}
