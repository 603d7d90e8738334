//! The refresh grant (RFC 6749 §6): every refresh token is used once and followed by another one (RFC 9700 §4.14.2).
//!
//! Whoever shows a used one again has stolen it, or lost it to a thief, and everything that came of the authorization
//! ends. Only in the first seconds it is more likely that the answer got lost: then it is given again, with the same
//! successor. The successor is not stored; it is made of the token itself and a salt, so neither a stolen token nor a
//! stolen database is enough to know it.

use super::{IssuedToken, TokenError, TokenRequest, authenticate::Authenticated, for_person::Asked};
use crate::{Office, Sensitive, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use model::Grant;
use ring::hmac;
use store::{AuthorizationRow, RefreshTokenRow, Transaction};

/// How long the answer to a refresh can be had again, in milliseconds.
const REPLAY_WINDOW_MS: i64 = 10_000;

/// What every refresh token is refused with, whatever is wrong with it; the log has the reason.
const REFUSED: TokenError = TokenError::InvalidGrant(
    "The refresh token is unknown, ended, was used or revoked, or was issued to another application.",
);

/// What is found behind a refresh token.
enum Found {
    /// It was not used.
    Fresh(AuthorizationRow, RefreshTokenRow),
    /// It was used a moment ago and its successor was not.
    Again(AuthorizationRow, RefreshTokenRow),
    Refused(&'static str),
    /// It was used before.
    Reused(AuthorizationRow),
}

impl Office {
    pub(super) async fn refresh(&self, request: &TokenRequest) -> Result<IssuedToken, TokenError> {
        let (key, authenticated) = self.begin_issuing(request).await?;
        let application = &authenticated.application;
        if application.grant == Grant::ClientCredentials {
            return Err(TokenError::UnauthorizedClient);
        }
        let token = request.refresh_token.as_ref();
        let token = token.ok_or(TokenError::InvalidRequest("The parameter refresh_token is missing."))?;
        let user = self.0.database.user_behind_refresh_token(&digest(token.reveal())).await?;
        let person = self.person_of(application, user).await?.ok_or(REFUSED)?;
        let thumbprint = self.proven_key(request.dpop.as_ref()).await?;
        let mut tx = self.0.database.begin().await?;
        let (authorization, row, again) =
            match self.look_behind_refresh(&mut tx, &authenticated, token).await? {
                Found::Fresh(authorization, row) => (authorization, row, false),
                Found::Again(authorization, row) => (authorization, row, true),
                Found::Refused(reason) => {
                    tracing::info!(client_id = application.client_id, reason, "a refresh token was refused");
                    return Err(REFUSED);
                }
                Found::Reused(authorization) => {
                    drop(tx);
                    tracing::warn!(
                        client_id = application.client_id, authorization = %authorization.id,
                        "a refresh token came twice; all that came of it is revoked"
                    );
                    self.end_misused(authorization.id).await?;
                    return Err(REFUSED);
                }
            };
        if authorization.dpop_thumbprint.is_some() && authorization.dpop_thumbprint != thumbprint {
            tracing::info!(
                client_id = application.client_id,
                reason = "another key",
                "a refresh token was refused"
            );
            return Err(REFUSED);
        }
        let thumbprint = thumbprint.as_deref();
        let asked = Asked { key: &key, authenticated: &authenticated, request, thumbprint };
        let issued = self.access_for_person(&asked, &authorization, &person)?;
        let successor = successor_of(token, &row.salt);
        if !again {
            tx.use_refresh_token(&digest(token.reveal()), self.0.clock.now_ms()).await?;
            let end = self.refresh_end(application, &authorization);
            self.add_refresh_token(&mut tx, authorization.id, &successor, end).await?;
            let bound = authorization.dpop_thumbprint.as_deref();
            tx.note_authorization_used(authorization.id, self.now(), bound).await?;
        }
        tx.commit().await?;
        self.note_issued(&authenticated, &request.address);
        let issued = IssuedToken { refresh_token: Some(successor), ..issued };
        self.with_id_token(&key, application, &authorization, false, issued).await
    }

    async fn look_behind_refresh(
        &self,
        tx: &mut Transaction,
        authenticated: &Authenticated,
        token: &Sensitive,
    ) -> Result<Found, TokenError> {
        let hash = digest(token.reveal());
        let Some(row) = tx.find_refresh_token(&hash).await? else { return Ok(Found::Refused("unknown")) };
        let authorization = tx.lock_authorization(row.authorization_id).await?;
        // Again: of two at the same instant the second waited for the lock.
        let row = tx.find_refresh_token(&hash).await?.unwrap_or(row);
        let Some(authorization) = authorization else { return Ok(Found::Refused("unknown")) };
        if authorization.application_id != authenticated.application.id {
            return Ok(Found::Refused("of another application"));
        }
        let now = self.now();
        if authorization.ended_at.is_some() || authorization.expires_at <= now {
            return Ok(Found::Refused("its authorization ended"));
        }
        let Some(used_at_ms) = row.used_at_ms else {
            let ended = row.expires_at <= now;
            return Ok(if ended { Found::Refused("ended") } else { Found::Fresh(authorization, row) });
        };
        let successor = tx.find_refresh_token(&digest(successor_of(token, &row.salt).reveal())).await?;
        let unused = successor.is_some_and(|successor| successor.used_at_ms.is_none());
        let lately = self.0.clock.now_ms() - used_at_ms <= REPLAY_WINDOW_MS;
        Ok(if unused && lately { Found::Again(authorization, row) } else { Found::Reused(authorization) })
    }
}

/// The token that follows this one.
fn successor_of(token: &Sensitive, salt: &[u8]) -> Sensitive {
    let key = hmac::Key::new(hmac::HMAC_SHA256, token.reveal().as_bytes());
    Sensitive::new(BASE64.encode(hmac::sign(&key, salt)))
}
