//! Sends what is due in the outbox: at once when something was written, and again after a while when it failed.

use super::message::message;
use crate::{Office, Result};
use std::{future::Future, pin::pin, time::Duration};
use store::MailRow;

/// How long a mail belongs to who took it. After that it is due again: its process must have died.
const LEASE: Duration = Duration::from_mins(5);
/// The pause after the first failure; it doubles with each …
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// … up to this.
const LONGEST_PAUSE: Duration = Duration::from_hours(1);
/// After so many tries a mail is given up.
const ATTEMPTS: i64 = 12;
/// How often the outbox is looked at without being told: other processes and the command line write to it too.
const POLL: Duration = Duration::from_secs(5);
/// The most that is kept of what a server said, in characters.
const ERROR_LENGTH: usize = 500;

/// What became of the mails that were due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailReport {
    /// Handed over.
    pub sent: u32,
    /// Not handed over: to be tried again, or given up.
    pub failed: u32,
}

impl Office {
    /// Sends every mail that is due at this moment, one after the other. A mail that fails does not stop the others.
    pub async fn send_due_mail(&self) -> Result<MailReport> {
        let mut report = MailReport::default();
        while let Some(sent) = self.send_next_mail().await? {
            if sent {
                report.sent += 1;
            } else {
                report.failed += 1;
            }
        }
        Ok(report)
    }

    /// Sends mails until `stop`; a mail that is on its way then is finished. Nothing else ends it.
    pub async fn run_mail_worker(&self, stop: impl Future<Output = ()> + Send) {
        let mut stop = pin!(stop);
        let mut reachable = true;
        loop {
            // Between two mails, so that a long queue does not hold up the shutdown.
            tokio::select! {
                biased;
                () = &mut stop => return,
                () = std::future::ready(()) => {}
            }
            match self.send_next_mail().await {
                Ok(Some(_)) => continue,
                Ok(None) => reachable = true,
                Err(error) => {
                    // Once per outage: the next look is in a few seconds.
                    if reachable {
                        tracing::error!(cause = ?error, "the outbox cannot be read; mails wait until it can");
                    }
                    reachable = false;
                }
            }
            tokio::select! {
                biased;
                () = &mut stop => return,
                () = self.0.mailer.waiting.notified() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    /// Tells the worker of this process that a mail was written. Call it after the commit.
    pub(crate) fn wake_mail_worker(&self) {
        self.0.mailer.waiting.notify_one();
    }

    /// Sends the mail that is due longest; whether it was handed over, or nothing if none is due.
    async fn send_next_mail(&self) -> Result<Option<bool>> {
        let now = self.now();
        // A look without a lock: most of the time there is nothing.
        if self.0.database.next_mail_due().await?.is_none_or(|due| due > now) {
            return Ok(None);
        }
        let mut tx = self.0.database.begin().await?;
        let taken = tx.take_due_mail(now, now + LEASE).await?;
        tx.commit().await?;
        let Some(mail) = taken else { return Ok(None) };
        let message = match message(&mail, &self.settings().mail_from) {
            Ok(message) => message,
            Err(error) => {
                self.give_up_mail(&mail, &error).await?;
                return Ok(Some(false));
            }
        };
        match self.0.mailer.send(&self.settings().mail, mail.id, message).await {
            Ok(()) => {
                let mut tx = self.0.database.begin().await?;
                tx.note_mail_sent(mail.id, self.now()).await?;
                tx.commit().await?;
                tracing::info!(mail = %mail.id, "a mail was sent");
                metrics::counter!("latchkey_mails_sent_total").increment(1);
                Ok(Some(true))
            }
            Err(error) => {
                metrics::counter!("latchkey_mails_failed_total").increment(1);
                self.note_unsent_mail(&mail, &error).await?;
                Ok(Some(false))
            }
        }
    }

    async fn note_unsent_mail(&self, mail: &MailRow, error: &str) -> Result<()> {
        if mail.attempts >= ATTEMPTS {
            return self.give_up_mail(mail, error).await;
        }
        let error = shortened(error);
        let pause = self.with_jitter(pause_after(mail.attempts));
        let mut tx = self.0.database.begin().await?;
        tx.note_mail_delayed(mail.id, &error, self.now() + pause).await?;
        tx.commit().await?;
        let (attempts, again) = (mail.attempts, pause.as_secs());
        tracing::warn!(mail = %mail.id, attempts, again, %error, "a mail was not sent and will be tried again");
        Ok(())
    }

    async fn give_up_mail(&self, mail: &MailRow, error: &str) -> Result<()> {
        let error = shortened(error);
        let mut tx = self.0.database.begin().await?;
        tx.note_mail_given_up(mail.id, &error, self.now()).await?;
        tx.commit().await?;
        tracing::error!(mail = %mail.id, attempts = mail.attempts, %error, "a mail was given up");
        Ok(())
    }

    /// Up to a quarter more, so that what failed together is not tried together.
    fn with_jitter(&self, pause: Duration) -> Duration {
        let mut byte = [0];
        self.0.random.fill(&mut byte);
        pause + pause.mul_f64(f64::from(byte[0]) / 1020.0)
    }
}

/// The pause after so many tries.
fn pause_after(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 17) - 1).unwrap_or_default();
    (FIRST_PAUSE * 2_u32.pow(doublings)).min(LONGEST_PAUSE)
}

fn shortened(error: &str) -> String {
    super::template::one_line(error).chars().take(ERROR_LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let pauses: Vec<_> = (1..=12).map(|attempts| pause_after(attempts).as_secs()).collect();
        assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600]);
        assert_eq!(pause_after(i64::MAX), LONGEST_PAUSE);
    }
}
