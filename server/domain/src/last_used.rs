//! When applications and their secrets were last used: kept in memory and written in batches, so that no token costs a
//! write.

use crate::{Office, Result};
use model::{ApplicationId, SecretId, Timestamp};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// What is not written yet.
#[derive(Debug, Default)]
pub(crate) struct LastUsed(Mutex<Waiting>);

/// When each application was used with each of its secrets, or without one.
type Waiting = HashMap<(ApplicationId, Option<SecretId>), Timestamp>;

impl LastUsed {
    /// Notes that a token was issued to the application, for this secret if it showed one. The later time stays.
    pub(crate) fn note(&self, application: ApplicationId, secret: Option<SecretId>, at: Timestamp) {
        let mut waiting = self.lock();
        let noted = waiting.entry((application, secret)).or_insert(at);
        *noted = (*noted).max(at);
    }

    fn take(&self) -> Waiting {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Office {
    /// Writes what is waiting: when applications were used and from where, what they did, and which could not show who
    /// they are. What cannot be written now waits for the next time.
    pub async fn flush_last_used(&self) -> Result<()> {
        let used = self.flush_times().await;
        let networks = self.flush_networks().await;
        let activity = self.flush_activity().await;
        used.and(networks).and(activity).and(self.flush_refusals().await)
    }

    async fn flush_times(&self) -> Result<()> {
        let waiting = self.0.last_used.take();
        if waiting.is_empty() {
            return Ok(());
        }
        let written = self.write_last_used(&waiting).await;
        if written.is_err() {
            for ((application, secret), at) in waiting {
                self.0.last_used.note(application, secret, at);
            }
        }
        written
    }

    async fn write_last_used(&self, waiting: &Waiting) -> Result<()> {
        let mut latest: HashMap<ApplicationId, Timestamp> = HashMap::new();
        for ((application, _), at) in waiting {
            let noted = latest.entry(*application).or_insert(*at);
            *noted = (*noted).max(*at);
        }
        // In the order of their ids: two processes that flush at once then wait for each other instead of locking up.
        let mut latest: Vec<_> = latest.into_iter().collect();
        latest.sort_unstable();
        let mut secrets: Vec<_> =
            waiting.iter().filter_map(|((_, secret), at)| secret.map(|secret| (secret, *at))).collect();
        secrets.sort_unstable();
        let mut transaction = self.0.database.begin().await?;
        for (application, at) in latest {
            transaction.mark_application_used(application, at).await?;
        }
        for (secret, at) in secrets {
            transaction.mark_secret_used(secret, at).await?;
        }
        Ok(transaction.commit().await?)
    }
}
