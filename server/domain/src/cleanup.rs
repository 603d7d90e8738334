//! Removes what has had its time, so that tables do not grow for ever.

use crate::{Office, Result};
use std::time::Duration;

/// How long a deleted application can be restored, and how long sent mails and ended secrets stay to be looked at.
const KEPT: Duration = Duration::from_hours(30 * 24);

/// How long mails stay that were given up: somebody has to find them first.
const DEAD_LETTERS_KEPT: Duration = Duration::from_hours(90 * 24);

/// How long it can be seen who came in and who did not.
const LOGIN_ATTEMPTS_KEPT: Duration = Duration::from_hours(90 * 24);

/// How long failures to sign in stay counted: longer than they count, and than any lock lasts.
const FAILURES_KEPT: Duration = Duration::from_hours(49);

/// How long it is known what applications did in which hour: a day more than is shown.
const HOURS_KEPT: Duration = Duration::from_hours(49);

/// The same of days.
const DAYS_KEPT: Duration = Duration::from_hours(32 * 24);

/// How much was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CleanupReport {
    /// Applications deleted more than 30 days ago.
    pub applications: u64,
    /// Secrets that ended more than 30 days ago.
    pub secrets: u64,
    /// Sessions that ended.
    pub sessions: u64,
    /// Links to set a password that ended.
    pub password_links: u64,
    /// Sign-ins that ended before a second factor was shown, and questions for a passkey that nobody answered.
    pub sign_in_steps: u64,
    /// Revoked tokens that would have run out by now.
    pub revoked_tokens: u64,
    /// Authorizations that ended or ran out more than 30 days ago.
    pub authorizations: u64,
    /// Codes, refresh tokens, and ids that work once, which would be refused for their age.
    pub codes_and_refresh_tokens: u64,
    /// Attempts to sign in of more than 90 days ago, and failures that count no more.
    pub login_attempts: u64,
    /// Answers to requests with an `Idempotency-Key` that were given more than a day ago.
    pub idempotency_keys: u64,
    /// Tokens for registering applications that ended more than 30 days ago.
    pub registration_tokens: u64,
    /// Mails sent more than 30 days ago, or given up more than 90 days ago.
    pub mails: u64,
    /// Audit records that are older than they are to be kept.
    pub audit_records: u64,
    /// Ends of sessions that applications were told of more than a day ago, or that were given up more than 30 days ago.
    pub logouts: u64,
    /// Counts of what applications did in hours of more than two days ago and on days of more than a month ago.
    pub activity: u64,
    /// Signing keys that signed nothing any more that is still good.
    pub signing_keys: u64,
}

impl Office {
    /// Removes it. May run at any time, also twice at once.
    pub async fn cleanup(&self) -> Result<CleanupReport> {
        let now = self.now();
        let mut tx = self.0.database.begin().await?;
        let report = CleanupReport {
            applications: tx.remove_deleted_applications(now - KEPT).await?,
            secrets: tx.remove_ended_secrets(now - KEPT).await?,
            sessions: tx.remove_ended_sessions(now).await?,
            password_links: tx.remove_ended_password_links(now).await?,
            sign_in_steps: tx.remove_ended_sign_in_steps(now).await?,
            // Clocks differ a little: a token that another process still takes for alive must stay revoked.
            revoked_tokens: tx.remove_ended_revocations(now - Duration::from_mins(5)).await?,
            authorizations: tx.remove_ended_authorizations(now - KEPT).await?,
            // A day longer than they work, so that a late second use is known for one.
            codes_and_refresh_tokens: tx.remove_ended_codes(now - Duration::from_hours(24)).await?
                + tx.remove_ended_refresh_tokens(now - Duration::from_hours(24)).await?
                + tx.remove_ended_device_codes(now - Duration::from_hours(1)).await?
                + tx.remove_ended_provider_sign_ins(now).await?
                + tx.remove_ended_pushed_requests(now - Duration::from_hours(1)).await?
                + tx.remove_used_ids(now - Duration::from_mins(5)).await?,
            login_attempts: tx.remove_login_attempts(now - LOGIN_ATTEMPTS_KEPT).await?
                + tx.remove_sign_in_failures(now - FAILURES_KEPT).await?,
            idempotency_keys: tx.remove_answers(self.kept_since()).await?,
            registration_tokens: tx.remove_ended_registration_tokens(now - KEPT).await?,
            mails: tx.remove_sent_mails(now - KEPT).await?
                + tx.remove_given_up_mails(now - DEAD_LETTERS_KEPT).await?,
            logouts: tx.remove_sent_logouts(now - Duration::from_hours(24)).await?
                + tx.remove_given_up_logouts(now - KEPT).await?,
            activity: tx.remove_activity(now - HOURS_KEPT, now - DAYS_KEPT).await?,
            signing_keys: 0,
            audit_records: 0,
        };
        // The last, for it locks the end of the audit.
        let report = CleanupReport { audit_records: self.shorten_audit(&mut tx).await?, ..report };
        tx.commit().await?;
        let signing_keys = self.forget_ended_keys().await?;
        Ok(CleanupReport { signing_keys, ..report })
    }
}
