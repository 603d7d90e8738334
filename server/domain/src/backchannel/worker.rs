//! Tells applications that a session ended: at once when it did, and again after a while when they did not hear of it.

use crate::{
    Error, Office, Result,
    outward::{LONGEST, Unanswered, post_form},
};
use model::escape;
use std::{future::Future, pin::pin, time::Duration};
use store::{LogoutNote, LogoutRow};
use tokio::task::{JoinError, JoinSet};

/// How many are on their way at once, so that a slow application does not hold up the others.
const AT_ONCE: usize = 16;
/// How long one belongs to who took it. After that it is due again: its process must have died.
const LEASE: Duration = Duration::from_mins(1);
// With time to note how it went, so that what is still on its way is never taken by another process.
const _: () = assert!(LEASE.as_secs() >= 6 * LONGEST.as_secs());
/// The pause after the first failure; each is three times as long as the one before.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// After so many tries, in about an hour, it is given up.
const ATTEMPTS: i64 = 6;
/// How often it is looked without being told: other processes and the command line end sessions too.
const POLL: Duration = Duration::from_secs(5);

/// What became of those that were due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogoutReport {
    /// Told.
    pub sent: u32,
    /// Not told: to be tried again, or given up.
    pub failed: u32,
}

/// What came of one try.
enum Outcome {
    Told,
    NotYet(String),
    Never(String),
}

impl Office {
    /// Tells everybody who is due at this moment, some at once. One that fails does not stop the others.
    pub async fn send_due_logouts(&self) -> Result<LogoutReport> {
        let mut report = LogoutReport::default();
        let mut on_their_way = JoinSet::new();
        loop {
            if on_their_way.len() < AT_ONCE
                && let Some(row) = self.take_due_logout().await?
            {
                self.start_telling(row, &mut on_their_way);
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

    /// Tells until `stop`; those that are on their way then are finished. Nothing else ends it.
    pub async fn run_logout_worker(&self, stop: impl Future<Output = ()> + Send) {
        let mut stop = pin!(stop);
        let mut reachable = true;
        let mut on_their_way = JoinSet::new();
        loop {
            // Between two, so that a long queue does not hold up the shutdown.
            tokio::select! {
                biased;
                () = &mut stop => break,
                () = std::future::ready(()) => {}
            }
            if on_their_way.len() < AT_ONCE {
                match self.take_due_logout().await {
                    Ok(Some(row)) => {
                        self.start_telling(row, &mut on_their_way);
                        continue;
                    }
                    Ok(None) => reachable = true,
                    Err(error) => {
                        // Once per outage: the next look is in a few seconds.
                        if reachable {
                            tracing::error!(
                                cause = ?error,
                                "who has to be told of sessions that ended cannot be read; they wait until it can"
                            );
                        }
                        reachable = false;
                    }
                }
            }
            tokio::select! {
                biased;
                () = &mut stop => break,
                Some(ended) = on_their_way.join_next() => note_end(ended),
                () = self.0.logouts.waiting.notified() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
        while let Some(ended) = on_their_way.join_next().await {
            note_end(ended);
        }
    }

    /// Takes the one that is due longest, if one is.
    async fn take_due_logout(&self) -> Result<Option<LogoutRow>> {
        let now = self.now();
        // A look without a lock: most of the time there is nothing.
        if self.0.database.next_logout_due().await?.is_none_or(|due| due > now) {
            return Ok(None);
        }
        let mut tx = self.0.database.begin().await?;
        let taken = tx.take_due_logout(now, now + LEASE).await?;
        tx.commit().await?;
        Ok(taken)
    }

    fn start_telling(&self, row: LogoutRow, on_their_way: &mut JoinSet<Result<bool>>) {
        let office = self.clone();
        on_their_way.spawn(async move { office.tell_of_end(&row).await });
    }

    /// Tells of one that was taken, and notes what came of it; whether it was told.
    async fn tell_of_end(&self, row: &LogoutRow) -> Result<bool> {
        let (application, attempts) = (row.application_id, row.attempts);
        let outcome = self.try_to_tell(row).await?;
        let now = self.now();
        let pause = FIRST_PAUSE * 3_u32.pow(u32::try_from(attempts - 1).unwrap_or(0).min(8));
        let note = match &outcome {
            Outcome::Told => LogoutNote { sent_at: Some(now), ..LogoutNote::default() },
            Outcome::NotYet(error) if attempts < ATTEMPTS => {
                LogoutNote { next_attempt_at: Some(now + pause), error: Some(error), ..LogoutNote::default() }
            }
            Outcome::NotYet(error) | Outcome::Never(error) => {
                LogoutNote { failed_at: Some(now), error: Some(error), ..LogoutNote::default() }
            }
        };
        let mut tx = self.0.database.begin().await?;
        tx.note_logout(row, note).await?;
        tx.commit().await?;
        match &note {
            LogoutNote { sent_at: Some(_), .. } => {
                metrics::counter!("latchkey_logouts_sent_total").increment(1);
                tracing::info!(%application, "an application was told that a session ended");
            }
            LogoutNote { next_attempt_at: Some(_), error, .. } => {
                metrics::counter!("latchkey_logouts_failed_total").increment(1);
                let again = pause.as_secs();
                tracing::warn!(
                    %application, attempts, again, error,
                    "an application was not told that a session ended; it will be tried again"
                );
            }
            LogoutNote { error, .. } => {
                metrics::counter!("latchkey_logouts_failed_total").increment(1);
                tracing::error!(
                    %application, attempts, error,
                    "telling an application that a session ended was given up"
                );
            }
        }
        Ok(note.sent_at.is_some())
    }

    /// OpenID Connect Back-Channel Logout §2.5, §2.8.
    async fn try_to_tell(&self, row: &LogoutRow) -> Result<Outcome> {
        let recipient = self.0.database.logout_recipient(row.application_id).await?;
        let Some(recipient) = recipient.filter(|one| !one.backchannel_logout_uri.is_empty()) else {
            return Ok(Outcome::Never("the application wants to be told no more".to_owned()));
        };
        let token =
            self.signing_key().await?.and_then(|key| self.logout_token(&key, row, &recipient.client_id));
        let Some(token) = token else {
            return Ok(Outcome::NotYet("the signing keys are missing".to_owned()));
        };
        let form = format!("logout_token={}", escape(token.reveal()));
        Ok(match post_form(&recipient.backchannel_logout_uri, form, self.reach()).await {
            Ok(status) if matches!(status.as_u16(), 200 | 204) => Outcome::Told,
            // It heard of it, and will say the same the next time.
            Ok(status) if status.as_u16() == 400 => Outcome::Never(format!("it answered {status}")),
            Ok(status) => Outcome::NotYet(format!("it answered {status}")),
            Err(error @ Unanswered::Forbidden) => Outcome::Never(error.to_string()),
            Err(error) => Outcome::NotYet(error.to_string()),
        })
    }
}

/// One that could not be noted is due again when its lease is over.
fn note_end(ended: std::result::Result<Result<bool>, JoinError>) {
    match ended {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => {
            tracing::error!(cause = ?error, "what became of telling an application could not be noted");
        }
        Err(error) => tracing::error!(%error, "telling an application that a session ended failed"),
    }
}
