//! Token revocation (RFC 7009): an application gives up one of its tokens before its time, or all that came of one time that
//! somebody let it in.

use super::{Credentials, TokenError};
use crate::{
    Office, digest,
    live::{Live, LiveApplication},
};
use model::Timestamp;

/// Forgets the application on every way out, also when the caller went away while the commit ran.
struct ForgetsWhenDropped<'a>(&'a Live, &'a str);

impl Drop for ForgetsWhenDropped<'_> {
    fn drop(&mut self) {
        self.0.forget(self.1);
    }
}

impl Office {
    /// Ends a token of the calling application. A token that is dead already, or none, is no error (RFC 7009 §2.2).
    pub async fn revoke_token(
        &self,
        credentials: Option<&Credentials>,
        address: &str,
        token: Option<&str>,
    ) -> Result<(), TokenError> {
        let caller = self.authenticate(credentials, address).await?.application;
        let token = token.ok_or(TokenError::InvalidRequest("The parameter token is missing."))?;
        let Some(claims) = self.read_token(token).await? else {
            return self.revoke_refresh_token(&caller, &digest(token)).await;
        };
        if claims.client_id != caller.client_id {
            return Err(TokenError::InvalidGrant("The token was issued to another application."));
        }
        if self.living(&claims).await?.is_none() {
            return Ok(());
        }
        let mut transaction = self.0.database.begin().await?;
        transaction.revoke_token(caller.id, &claims.jti, Timestamp(claims.exp)).await?;
        transaction.bump_live_revision().await?;
        let forgets = ForgetsWhenDropped(&self.0.live, &caller.client_id);
        transaction.commit().await?;
        drop(forgets);
        Ok(())
    }
    /// Ends the authorization that a refresh token came of, and every access token with it (RFC 7009 §2.1).
    async fn revoke_refresh_token(
        &self,
        caller: &LiveApplication,
        hash: &[u8; 32],
    ) -> Result<(), TokenError> {
        let Some(row) = self.0.database.find_refresh_token(hash).await? else { return Ok(()) };
        let mut transaction = self.0.database.begin().await?;
        let Some(authorization) = transaction.lock_authorization(row.authorization_id).await? else {
            return Ok(());
        };
        if authorization.application_id != caller.id {
            return Err(TokenError::InvalidGrant("The token was issued to another application."));
        }
        transaction.end_authorization(authorization.id, self.now()).await?;
        transaction.bump_live_revision().await?;
        let forgets = ForgetsWhenDropped(&self.0.live, &caller.client_id);
        transaction.commit().await?;
        drop(forgets);
        Ok(())
    }
}
