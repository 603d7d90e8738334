//! The authorization code grant (RFC 6749 §4.1.3): a code for tokens of the person who let the application in.

use super::{IssuedToken, TokenError, TokenRequest, authenticate::Authenticated, for_person::Asked};
use crate::{Office, Sensitive, digest, same_digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use model::{AuthorizationId, Grant};
use store::{AuthorizationCodeRow, AuthorizationRow, Transaction};

/// What every code is refused with that does not fit, whatever is wrong with it; the log has the reason.
const REFUSED: TokenError =
    TokenError::InvalidGrant("The code is unknown, ended, was used, or does not fit this request.");

/// What is found behind a code.
enum Found {
    Good(Box<AuthorizationRow>),
    Refused(&'static str),
    /// It was used before: whoever has it now may have stolen it, or the one before (RFC 6749 §4.1.2).
    Used(AuthorizationId),
}

impl Office {
    pub(super) async fn exchange_code(&self, request: &TokenRequest) -> Result<IssuedToken, TokenError> {
        let (key, authenticated) = self.begin_issuing(request).await?;
        if authenticated.application.grant != Grant::AuthorizationCode {
            return Err(TokenError::UnauthorizedClient);
        }
        let code =
            request.code.as_ref().ok_or(TokenError::InvalidRequest("The parameter code is missing."))?;
        if request.code_verifier.is_none() {
            return Err(TokenError::InvalidRequest("The parameter code_verifier is missing."));
        }
        let hash = digest(code.reveal());
        let user = self.0.database.user_behind_code(&hash).await?;
        let person = self.person_of(&authenticated.application, user).await?.ok_or(REFUSED)?;
        let thumbprint = self.proven_key(request.dpop.as_ref()).await?;
        let mut tx = self.0.database.begin().await?;
        let found =
            self.look_behind_code(&mut tx, &authenticated, request, &hash, thumbprint.as_deref()).await?;
        let client_id = &authenticated.application.client_id;
        let authorization = match found {
            Found::Good(authorization) => authorization,
            Found::Refused(reason) => {
                tracing::info!(client_id, reason, "a code was refused");
                return Err(REFUSED);
            }
            Found::Used(id) => {
                drop(tx);
                tracing::warn!(client_id, authorization = %id, "a code came twice; what it gave is revoked");
                self.end_misused(id).await?;
                return Err(REFUSED);
            }
        };
        let thumbprint = thumbprint.as_deref();
        let asked = Asked { key: &key, authenticated: &authenticated, request, thumbprint };
        let issued = self.begin_family(&mut tx, &asked, &authorization, &person).await?;
        if !tx.use_authorization_code(&hash, self.now()).await? {
            return Err(REFUSED);
        }
        tx.commit().await?;
        self.note_issued(&authenticated, &request.address);
        self.with_id_token(&key, &authenticated.application, &authorization, true, issued).await
    }

    async fn look_behind_code(
        &self,
        tx: &mut Transaction,
        authenticated: &Authenticated,
        request: &TokenRequest,
        hash: &[u8; 32],
        thumbprint: Option<&str>,
    ) -> Result<Found, TokenError> {
        let Some(code) = tx.find_authorization_code(hash).await? else {
            return Ok(Found::Refused("unknown"));
        };
        let authorization = tx.lock_authorization(code.authorization_id).await?;
        // Again: of two at the same instant the second waited for the lock.
        let code = tx.find_authorization_code(hash).await?.unwrap_or(code);
        let Some(authorization) = authorization else { return Ok(Found::Refused("unknown")) };
        let application = &authenticated.application;
        if authorization.application_id != application.id {
            return Ok(Found::Refused("of another application"));
        }
        if code.used_at.is_some() {
            return Ok(Found::Used(authorization.id));
        }
        if authorization.dpop_thumbprint.is_some() && authorization.dpop_thumbprint.as_deref() != thumbprint {
            return Ok(Found::Refused("another key than the request for authorization named"));
        }
        Ok(match unfit(&code, &authorization, request, &application.redirect_uris, self.now()) {
            Some(reason) => Found::Refused(reason),
            None => Found::Good(Box::new(authorization)),
        })
    }
}

/// Why a code that was not used gives nothing.
fn unfit(
    code: &AuthorizationCodeRow,
    authorization: &AuthorizationRow,
    request: &TokenRequest,
    registered: &[String],
    now: model::Timestamp,
) -> Option<&'static str> {
    let verifier = request.code_verifier.as_ref().map(Sensitive::reveal).unwrap_or_default();
    let sent = request.redirect_uri.as_deref();
    let redirect_fits = match &code.redirect_uri {
        Some(there) => sent == Some(there.as_str()),
        None => sent.is_none_or(|sent| registered.iter().any(|one| one == sent)),
    };
    if code.expires_at <= now {
        Some("ended")
    } else if authorization.ended_at.is_some() {
        Some("its authorization was revoked")
    } else if !redirect_fits {
        Some("another redirect URL")
    } else if !is_verifier(verifier)
        || !same_digest(BASE64.encode(digest(verifier)).as_bytes(), code.code_challenge.as_bytes())
    {
        Some("wrong code verifier")
    } else {
        None
    }
}

/// RFC 7636 §4.1.
fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'))
}
