//! Token introspection (RFC 7662): an application asks about its own tokens and those of its organization.

use super::{Audience, Claims, Credentials, TokenError, bearer::still_open, claims};
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
        let Some(application) = self.application_of_living(&claims).await? else { return Ok(None) };
        let open = still_open(&claims, &application);
        if application.organization != caller.organization || open.is_empty() {
            return Ok(None);
        }
        let mut claims = Claims::clone(&claims);
        if open.len() < claims.apis().count() {
            claims.scope = Cow::Owned(claims::scope(&open));
            claims.aud = Audience::of(&self.0.settings.public_url, &open);
        }
        Ok(Some(claims))
    }
}
