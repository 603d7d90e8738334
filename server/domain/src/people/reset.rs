//! Forgot password: a mail with the link by which one sets another.
//!
//! Whoever asks learns nothing of who is known here: the answer is the same, and comes after the same time.

use super::Origin;
use crate::{
    Attempt, Office, Result,
    audit::{Audited, By, Deed},
    mail,
};
use model::{AuditAction, LinkPurpose, UserId, normalize_email};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// When the answer comes, however long it took to find and write what there was to write. A commit takes a few
/// milliseconds.
const ANSWER_AFTER: Duration = Duration::from_millis(200);

impl Office {
    /// Sends a link to the person with this address, if there is one who may come in. Requests are counted, not failures.
    pub async fn forgot_password(&self, email: &str, origin: &Origin) -> Result<()> {
        let email = normalize_email("email", email)?;
        self.count_forgotten(&email, origin)?;
        let answer_at = Instant::now() + ANSWER_AFTER;
        let outcome = match self.0.database.find_user_by_email(&email).await {
            Ok(Some(user)) => self.send_reset(user).await,
            Ok(None) => Ok(()),
            Err(error) => Err(error.into()),
        };
        sleep_until(answer_at).await;
        outcome
    }

    async fn send_reset(&self, user: UserId) -> Result<()> {
        let Some(person) = self.who_may_come_in(user).await? else { return Ok(()) };
        let mut tx = self.0.database.begin().await?;
        let (link, until) = self.put_password_link(&mut tx, user, LinkPurpose::Reset).await?;
        let about = mail::About::PasswordReset(until);
        self.write_to_person(&mut tx, person.id, mail::PASSWORD_RESET, about, Some(link)).await?;
        let deed = Deed::new(AuditAction::PasswordLinkSent, person.about());
        self.record(&mut tx, By::Stranger, deed).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(())
    }

    fn count_forgotten(&self, email: &str, origin: &Origin) -> Result<()> {
        let now_ms = self.0.clock.now_ms();
        let counted = [(Attempt::ForgotPassword, email), (Attempt::ForgotPasswordFrom, "")];
        for (attempt, name) in counted {
            self.0.guard.check(attempt, name, &origin.address, now_ms).map_err(crate::Error::TooMany)?;
        }
        for (attempt, name) in counted {
            self.0.guard.failed(attempt, name, &origin.address, now_ms);
        }
        Ok(())
    }
}
