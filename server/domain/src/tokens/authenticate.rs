//! Whether whoever asks is the application they say they are, and in good standing.

use super::TokenError;
use crate::{
    Attempt, Office, Sensitive, digest,
    live::{LiveApplication, LiveSecret, Standing, compare_with_nothing},
};
use model::Timestamp;
use std::sync::Arc;

/// What an application shows of itself (RFC 6749 §2.3.1).
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The Client ID.
    pub client_id: String,
    /// The Client Secret in clear.
    pub client_secret: Sensitive,
}

/// An application that showed a secret that works.
pub(super) struct Authenticated {
    pub(super) application: Arc<LiveApplication>,
    given: [u8; 32],
    now: Timestamp,
}

impl Authenticated {
    /// The secret it showed; none if that ended in the meantime.
    pub(super) fn secret(&self) -> Option<&LiveSecret> {
        self.application.secret(&self.given, self.now)
    }
}

impl Office {
    /// Every failure is the same to the caller and costs the same; the log has the reason. Failures are counted per
    /// application and address. A secret is too long to be guessed, so what works is never refused for the failures of
    /// others behind the same address.
    pub(super) async fn authenticate(
        &self,
        credentials: Option<&Credentials>,
        address: &str,
    ) -> Result<Authenticated, TokenError> {
        let Some(Credentials { client_id, client_secret }) = credentials else {
            tracing::info!(address, reason = "no credentials", "an application was refused");
            return Err(TokenError::InvalidClient);
        };
        let given = digest(client_secret.reveal());
        let application = self.live_application(client_id).await?;
        let now = self.now();
        let reason = match &application {
            None if compare_with_nothing(&given) => "unreachable",
            None => "unknown Client ID",
            Some(known) if known.secret(&given, now).is_none() => "wrong or ended secret",
            Some(known) => match known.standing {
                Standing::Good => {
                    self.0.guard.succeeded(Attempt::Credentials, client_id, address);
                    return Ok(Authenticated { application: Arc::clone(known), given, now });
                }
                Standing::Deleted => "deleted",
                Standing::Inactive => "inactive",
                Standing::OrganizationDisabled => "its organization is disabled",
                Standing::OwnerCannotAct => "its owner is disabled or not in its organization",
            },
        };
        // An unknown Client ID is not written down: it may be a secret in the wrong field.
        let known = application.as_ref().map(|application| application.client_id.as_str());
        tracing::info!(client_id = known, address, reason, "an application was refused");
        let now_ms = self.0.clock.now_ms();
        self.0.guard.check(Attempt::Credentials, client_id, address, now_ms).map_err(TokenError::TooMany)?;
        self.0.guard.failed(Attempt::Credentials, client_id, address, now_ms);
        Err(TokenError::InvalidClient)
    }
}
