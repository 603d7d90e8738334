//! The device grant (RFC 8628 §3.4, §3.5): a device asks again and again whether somebody let it in.

use super::{IssuedToken, TokenError, TokenRequest, for_person::Asked};
use crate::{Office, digest};
use model::Grant;
use store::DeviceCodeRow;

/// How many seconds longer a device has to wait that did not wait (RFC 8628 §3.5).
const SLOWER_BY: i64 = 5;

/// Whoever has to wait for so many seconds waits no longer the next time: each step is a write, and there are few.
const SLOWEST: i64 = 60;

const REFUSED: TokenError =
    TokenError::InvalidGrant("The device code is unknown, was used, or was issued to another application.");

impl Office {
    pub(super) async fn issue_for_device(&self, request: &TokenRequest) -> Result<IssuedToken, TokenError> {
        let (key, authenticated) = self.begin_issuing(request).await?;
        let application = &authenticated.application;
        if application.grant != Grant::Device {
            return Err(TokenError::UnauthorizedClient);
        }
        let code = request.device_code.as_ref();
        let code = code.ok_or(TokenError::InvalidRequest("The parameter device_code is missing."))?;
        let hash = digest(code.reveal());
        let row = self.0.database.find_device_code(&hash).await?;
        let row = row.filter(|row| row.application_id == application.id).ok_or(REFUSED)?;
        if let Some(used) = row.authorization_id.filter(|_| row.used_at.is_some()) {
            tracing::warn!(client_id = application.client_id, authorization = %used, "a device code came twice");
            return Err(REFUSED);
        }
        if row.denied_at.is_some() {
            return Err(TokenError::AccessDenied);
        }
        if row.expires_at <= self.now() {
            return Err(TokenError::ExpiredToken);
        }
        let Some(id) = row.authorization_id else { return Err(self.keep_waiting(&hash, &row).await?) };
        let given = self.0.database.find_authorization(id).await?.ok_or(REFUSED)?;
        let person = self.person_of(application, Some(given.user_id)).await?.ok_or(REFUSED)?;
        let thumbprint = self.proven_key(request.dpop.as_ref()).await?;
        let mut tx = self.0.database.begin().await?;
        let authorization =
            tx.lock_authorization(id).await?.filter(|one| one.ended_at.is_none()).ok_or(REFUSED)?;
        if !tx.use_device_code(&hash, self.now()).await? {
            return Err(REFUSED);
        }
        let thumbprint = thumbprint.as_deref();
        let asked = Asked { key: &key, authenticated: &authenticated, request, thumbprint };
        let issued = self.begin_family(&mut tx, &asked, &authorization, &person).await?;
        tx.commit().await?;
        self.note_issued(&authenticated, &request.address);
        self.with_id_token(&key, application, &authorization, true, issued).await
    }

    /// Nobody answered yet; whoever asks too soon has to wait longer. Only that is written.
    async fn keep_waiting(&self, hash: &[u8; 32], row: &DeviceCodeRow) -> Result<TokenError, TokenError> {
        let now_ms = self.0.clock.now_ms();
        // What this process knows, or what was written when it asked too soon.
        let polled_at_ms = self.0.polls.note(*hash, now_ms).max(row.polled_at_ms);
        if polled_at_ms.is_none_or(|polled| now_ms >= polled + row.poll_interval * 1_000) {
            return Ok(TokenError::AuthorizationPending);
        }
        let interval = row.poll_interval + SLOWER_BY;
        if interval <= SLOWEST {
            let mut tx = self.0.database.begin().await?;
            tx.note_device_polled(hash, now_ms, interval).await?;
            tx.commit().await?;
        }
        Ok(TokenError::SlowDown)
    }
}
