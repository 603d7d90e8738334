//! Sends what is due in the outbox: at once when something was written, and again after a while when it failed.

use super::{
    message::message,
    transport::{LONGEST, Unsent},
};
use crate::{Error, Office, Result};
use std::{future::Future, pin::pin, time::Duration};
use store::MailRow;
use tokio::task::{JoinError, JoinSet};

/// How many mails are on their way at once, so that one the server is slow with does not hold up the others.
pub(super) const AT_ONCE: usize = 4;
/// How long a mail belongs to who took it. After that it is due again: its process must have died.
const LEASE: Duration = Duration::from_mins(5);
// With time to note how it went, so that what is still on its way is never taken by another process.
const _: () = assert!(LEASE.as_secs() >= 2 * LONGEST.as_secs());
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
    /// Sends every mail that is due at this moment, some at once. A mail that fails does not stop the others.
    pub async fn send_due_mail(&self) -> Result<MailReport> {
        let mut report = MailReport::default();
        let mut on_their_way = JoinSet::new();
        loop {
            if on_their_way.len() < AT_ONCE
                && let Some(mail) = self.take_due_mail().await?
            {
                self.start_delivery(mail, &mut on_their_way);
                continue;
            }
            match on_their_way.join_next().await {
                Some(Ok(Ok(true))) => report.sent += 1,
                Some(Ok(Ok(false))) => report.failed += 1,
                Some(Ok(Err(error))) => return Err(error),
                Some(Err(error)) => return Err(Error::Internal(error.into())),
                None => return Ok(report),
            }
        }
    }

    /// Sends mails until `stop`; those that are on their way then are finished. Nothing else ends it.
    pub async fn run_mail_worker(&self, stop: impl Future<Output = ()> + Send) {
        let mut stop = pin!(stop);
        let mut reachable = true;
        let mut on_their_way = JoinSet::new();
        loop {
            // Between two mails, so that a long queue does not hold up the shutdown.
            tokio::select! {
                biased;
                () = &mut stop => break,
                () = std::future::ready(()) => {}
            }
            if on_their_way.len() < AT_ONCE {
                match self.take_due_mail().await {
                    Ok(Some(mail)) => {
                        self.start_delivery(mail, &mut on_their_way);
                        continue;
                    }
                    Ok(None) => reachable = true,
                    Err(error) => {
                        // Once per outage: the next look is in a few seconds.
                        if reachable {
                            tracing::error!(cause = ?error, "the outbox cannot be read; mails wait until it can");
                        }
                        reachable = false;
                    }
                }
            }
            tokio::select! {
                biased;
                () = &mut stop => break,
                Some(ended) = on_their_way.join_next() => note_end(ended),
                () = self.0.mailer.waiting.notified() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
        while let Some(ended) = on_their_way.join_next().await {
            note_end(ended);
        }
    }

    /// Tells the worker of this process that a mail was written. Call it after the commit; inside a larger transaction the
    /// worker hears of it when that one ends.
    pub(crate) fn wake_mail_worker(&self) {
        match &self.0.afterwards {
            Some(afterwards) => afterwards.wake_mail_worker(),
            None => self.0.mailer.waiting.notify_one(),
        }
    }

    /// Takes the mail that is due longest, if one is.
    async fn take_due_mail(&self) -> Result<Option<MailRow>> {
        let now = self.now();
        // A look without a lock: most of the time there is nothing.
        if self.0.database.next_mail_due().await?.is_none_or(|due| due > now) {
            return Ok(None);
        }
        let mut tx = self.0.database.begin().await?;
        let taken = tx.take_due_mail(now, now + LEASE).await?;
        tx.commit().await?;
        Ok(taken)
    }

    fn start_delivery(&self, mail: MailRow, on_their_way: &mut JoinSet<Result<bool>>) {
        let office = self.clone();
        on_their_way.spawn(async move { office.deliver(&mail).await });
    }

    /// Sends a mail that was taken, and notes what came of it; whether it was handed over.
    async fn deliver(&self, mail: &MailRow) -> Result<bool> {
        let settings = self.settings();
        let result = match message(mail, &settings.mail_from) {
            Ok(message) => self.0.mailer.send(&settings.mail, mail.id, &message).await,
            Err(error) => Err(Unsent::Ever(error)),
        };
        match result {
            Ok(_) => {
                let mut tx = self.0.database.begin().await?;
                tx.note_mail_sent(mail.id, self.now()).await?;
                tx.commit().await?;
                tracing::info!(mail = %mail.id, "a mail was sent");
                metrics::counter!("latchkey_mails_sent_total").increment(1);
                return Ok(true);
            }
            Err(Unsent::Yet(error)) if mail.attempts < ATTEMPTS => self.delay_mail(mail, &error).await?,
            Err(Unsent::Yet(error) | Unsent::Ever(error)) => self.give_up_mail(mail, &error).await?,
        }
        metrics::counter!("latchkey_mails_failed_total").increment(1);
        Ok(false)
    }

    async fn delay_mail(&self, mail: &MailRow, error: &str) -> Result<()> {
        let error = shortened(error);
        let pause = self.with_jitter(pause_after(mail.attempts));
        let mut tx = self.0.database.begin().await?;
        tx.note_mail_delayed(mail.id, mail.attempts, &error, self.now() + pause).await?;
        tx.commit().await?;
        let (attempts, again) = (mail.attempts, pause.as_secs());
        tracing::warn!(mail = %mail.id, attempts, again, %error, "a mail was not sent and will be tried again");
        Ok(())
    }

    async fn give_up_mail(&self, mail: &MailRow, error: &str) -> Result<()> {
        let error = shortened(error);
        let mut tx = self.0.database.begin().await?;
        tx.note_mail_given_up(mail.id, mail.attempts, &error, self.now()).await?;
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

/// A delivery that could not be noted is due again when its lease is over.
fn note_end(ended: std::result::Result<Result<bool>, JoinError>) {
    match ended {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::error!(cause = ?error, "what became of a mail could not be noted"),
        Err(error) => tracing::error!(cause = ?error, "the delivery of a mail broke off"),
    }
}

/// The pause after so many tries.
fn pause_after(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 17) - 1).unwrap_or_default();
    (FIRST_PAUSE * 2_u32.pow(doublings)).min(LONGEST_PAUSE)
}

fn shortened(error: &str) -> String {
    super::message::one_line(error).chars().take(ERROR_LENGTH).collect()
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
