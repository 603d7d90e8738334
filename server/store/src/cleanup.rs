//! Removes what nobody asks for any more.

use crate::{Result, Transaction, database::within};
use model::Timestamp;

/// Runs a statement that takes one time, and says how many rows it removed.
macro_rules! remove {
    ($transaction:expr, $time:expr, $sql:literal) => {
        within!($transaction, tx => {
            sqlx::query($sql).bind($time).execute(&mut **tx).await.map(|done| done.rows_affected())
        })
    };
}

impl Transaction {
    /// Removes applications deleted before this time, with their secrets and revoked tokens. One that a document describes
    /// stays, or the document would bring it back.
    pub async fn remove_deleted_applications(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM applications WHERE deleted_at < $1 AND metadata_url IS NULL")?)
    }

    /// Removes answers to requests with a key that were given at this time or before.
    pub async fn remove_answers(&mut self, until: Timestamp) -> Result<u64> {
        Ok(remove!(self, until, "DELETE FROM idempotency_keys WHERE created_at <= $1")?)
    }

    /// Removes secrets that ended before this time.
    pub async fn remove_ended_secrets(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM application_secrets WHERE expires_at < $1")?)
    }

    /// Removes sessions that ended at this time or before.
    pub async fn remove_ended_sessions(&mut self, now: Timestamp) -> Result<u64> {
        Ok(remove!(self, now, "DELETE FROM sessions WHERE expires_at <= $1")?)
    }

    /// Removes links to set a password that ended at this time or before.
    pub async fn remove_ended_password_links(&mut self, now: Timestamp) -> Result<u64> {
        Ok(remove!(self, now, "DELETE FROM password_links WHERE expires_at <= $1")?)
    }

    /// Removes what was left undone at a second factor, and ran out at this time or before; gives how many.
    pub async fn remove_ended_sign_in_steps(&mut self, now: Timestamp) -> Result<u64> {
        let pending = remove!(self, now, "DELETE FROM pending_sign_ins WHERE expires_at <= $1")?;
        Ok(pending + remove!(self, now, "DELETE FROM passkey_ceremonies WHERE expires_at <= $1")?)
    }

    /// Removes attempts to sign in from before this time.
    pub async fn remove_login_attempts(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM login_attempts WHERE created_at < $1")?)
    }

    /// Forgets failures to sign in whose last one was before this time.
    pub async fn remove_sign_in_failures(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM sign_in_failures WHERE failed_at < $1")?)
    }

    /// Forgets revoked tokens that ran out before this time and would be refused for that.
    pub async fn remove_ended_revocations(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM revoked_tokens WHERE expires_at < $1")?)
    }

    /// Removes authorizations of which nothing can come any more, with their codes and refresh tokens: those that ended or
    /// ran out before this time.
    pub async fn remove_ended_authorizations(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM authorizations WHERE expires_at < $1 OR ended_at < $1")?)
    }

    /// Removes refresh tokens that ran out before this time.
    pub async fn remove_ended_refresh_tokens(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM refresh_tokens WHERE expires_at < $1")?)
    }

    /// Removes codes that ran out before this time.
    pub async fn remove_ended_codes(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM authorization_codes WHERE expires_at < $1")?)
    }

    /// Removes codes of devices that ran out before this time.
    pub async fn remove_ended_device_codes(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM device_codes WHERE expires_at < $1")?)
    }

    /// Removes sign-ins at providers that ran out before this time.
    pub async fn remove_ended_provider_sign_ins(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM provider_sign_ins WHERE expires_at < $1")?)
    }

    /// Removes pushed requests that ran out before this time.
    pub async fn remove_ended_pushed_requests(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM pushed_requests WHERE expires_at < $1")?)
    }

    /// Removes tokens for registering applications that ended before this time.
    pub async fn remove_ended_registration_tokens(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM registration_tokens WHERE expires_at < $1 OR revoked_at < $1")?)
    }

    /// Forgets ids that would be refused for their age.
    pub async fn remove_used_ids(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM used_ids WHERE expires_at < $1")?)
    }

    /// Removes buckets of what applications did: of hours that began before one time, and of days that began before another.
    pub async fn remove_activity(&mut self, hours: Timestamp, days: Timestamp) -> Result<u64> {
        let hours =
            remove!(self, hours, "DELETE FROM application_activity WHERE span = 'hour' AND starts_at < $1")?;
        Ok(hours
            + remove!(self, days, "DELETE FROM application_activity WHERE span = 'day' AND starts_at < $1")?)
    }

    /// Removes mails given up before this time.
    pub async fn remove_given_up_mails(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM outbox_mails WHERE failed_at < $1")?)
    }

    /// Removes mails sent before this time.
    pub async fn remove_sent_mails(&mut self, before: Timestamp) -> Result<u64> {
        Ok(remove!(self, before, "DELETE FROM outbox_mails WHERE sent_at < $1")?)
    }
}
