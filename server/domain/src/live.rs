//! The state of applications in memory, so that issuing, verifying and introspecting ask the database nothing.
//!
//! It is filled on the first request for an application and forgotten when anything changes: at once in the process
//! that made the change, and in every other one when it sees that the revision in the database moved. What is in memory
//! is trusted only while the database was heard of lately, so a server that lost its database stops and says so.

mod application;
mod followers;
mod people;

pub(crate) use application::{LiveApplication, LiveSecret, Standing, compare_with_nothing};

use crate::{Error, Office, Result};
use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicI64, AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};
use store::Transaction;
use tokio::{
    sync::{Mutex, watch},
    time::{Instant, timeout},
};

/// How many applications are kept; each takes about 2 kB.
const CAPACITY: usize = 8_192;
/// How long the memory is trusted after the database was last heard of, in milliseconds.
const TRUSTED_FOR_MS: i64 = 2_000;
/// How long a database that did not answer is not asked again, so that callers do not queue up behind it.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(250);
/// How long the question for the revision may take before the database counts as away.
const PATIENCE: Duration = Duration::from_secs(2);

/// What is known of applications without asking the database.
#[derive(Default)]
pub(crate) struct Live {
    applications: RwLock<HashMap<Box<str>, Arc<LiveApplication>>>,
    people: people::People,
    /// Counts what was forgotten, so that what was loaded before is not kept after.
    generation: AtomicU64,
    /// When the revision was last read; 0: never.
    heard_at_ms: AtomicI64,
    heard: Mutex<Heard>,
    /// The revision as last heard of, for those who wait for the next one.
    revisions: watch::Sender<i64>,
}

/// What was last heard of the database.
#[derive(Default)]
struct Heard {
    revision: Option<i64>,
    failed_at: Option<Instant>,
}

impl Live {
    /// Forgets everything; what is being loaded at this moment is not kept either.
    pub(crate) fn clear(&self) {
        self.generation.fetch_add(1, SeqCst);
        self.applications.write().unwrap_or_else(PoisonError::into_inner).clear();
        self.people.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Forgets one application.
    pub(crate) fn forget(&self, client_id: &str) {
        self.generation.fetch_add(1, SeqCst);
        self.applications.write().unwrap_or_else(PoisonError::into_inner).remove(client_id);
    }

    /// What is in memory of this Client ID.
    pub(crate) fn get(&self, client_id: &str) -> Option<Arc<LiveApplication>> {
        self.applications.read().unwrap_or_else(PoisonError::into_inner).get(client_id).cloned()
    }

    /// Keeps what was loaded, unless something was forgotten since `generation`.
    fn keep(&self, application: &Arc<LiveApplication>, generation: u64) {
        let mut applications = self.applications.write().unwrap_or_else(PoisonError::into_inner);
        if self.generation.load(SeqCst) != generation {
            return;
        }
        if applications.len() >= CAPACITY {
            // Which half goes does not matter: what is in use comes back with one query.
            let mut keep = false;
            applications.retain(|_, _| {
                keep = !keep;
                keep
            });
        }
        applications.insert(application.client_id.as_str().into(), Arc::clone(application));
    }

    pub(crate) fn is_trusted(&self, now_ms: i64) -> bool {
        let heard_at_ms = self.heard_at_ms.load(SeqCst);
        heard_at_ms != 0 && (0..TRUSTED_FOR_MS).contains(&(now_ms - heard_at_ms))
    }
}

/// Clears on every way out: also when the commit failed half-way, or the caller went away while it ran.
pub(crate) struct ClearsWhenDropped<'a>(pub(crate) &'a Live);

impl Drop for ClearsWhenDropped<'_> {
    fn drop(&mut self) {
        self.0.clear();
    }
}

impl Office {
    /// Commits a change that decides whether tokens live: to an application, a secret, a user, an organization, a
    /// customer or a role. This process follows at once, the others within half a second; inside a larger transaction, when
    /// that one ends.
    pub(crate) async fn commit_live(&self, mut transaction: Transaction) -> Result<()> {
        match &self.0.afterwards {
            // The revision is moved last, or transactions wait for each other.
            Some(afterwards) => afterwards.move_revision(),
            None => transaction.bump_live_revision().await?,
        }
        let clears = ClearsWhenDropped(&self.0.live);
        transaction.commit().await?;
        drop(clears);
        Ok(())
    }

    /// The application with this Client ID, in whatever state it is.
    pub(crate) async fn live_application(&self, client_id: &str) -> Result<Option<Arc<LiveApplication>>> {
        let live = &self.0.live;
        if !live.is_trusted(self.0.clock.now_ms()) {
            self.follow_revision().await?;
        }
        if let Some(known) = live.get(client_id) {
            return Ok(Some(known));
        }
        // What is no Client ID is not looked for; PostgreSQL would choke on some of it.
        let is_word = client_id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_word && self.document_host(client_id).is_none() {
            return Ok(None);
        }
        let generation = live.generation.load(SeqCst);
        let Some(loaded) = self.load_live_application(client_id).await? else { return Ok(None) };
        let loaded = Arc::new(loaded);
        live.keep(&loaded, generation);
        Ok(Some(loaded))
    }

    /// Reads the revision, and forgets everything if it moved. Callers that come at the same time share one query.
    pub(crate) async fn follow_revision(&self) -> Result<()> {
        let live = &self.0.live;
        let asked_at_ms = self.0.clock.now_ms();
        let mut heard = live.heard.lock().await;
        if live.heard_at_ms.load(SeqCst) > asked_at_ms && live.is_trusted(self.0.clock.now_ms()) {
            return Ok(());
        }
        if heard.failed_at.is_some_and(|failed| failed.elapsed() < PAUSE_AFTER_FAILURE) {
            return Err(Error::Unavailable(anyhow::anyhow!("the database did not answer a moment ago")));
        }
        // The time before the question: what changes while it is on its way is not covered by the answer.
        let before_ms = self.0.clock.now_ms();
        match self.ask_for_revisions().await {
            Ok((revision, keys_revision)) => {
                if heard.revision.replace(revision) != Some(revision) {
                    live.clear();
                }
                live.revisions.send_if_modified(|known| std::mem::replace(known, revision) != revision);
                self.0.keys.hear_of_revision(keys_revision);
                heard.failed_at = None;
                live.heard_at_ms.store(before_ms, SeqCst);
                Ok(())
            }
            Err(error) => {
                heard.failed_at = Some(Instant::now());
                Err(error)
            }
        }
    }

    /// Hears of every change that decides whether tokens live, by whichever process it was made, so also of every change of an
    /// application but its last use. What comes close together is heard of once.
    pub fn follow_changes(&self) -> watch::Receiver<i64> {
        self.0.live.revisions.subscribe()
    }

    async fn ask_for_revisions(&self) -> Result<(i64, i64)> {
        match timeout(PATIENCE, self.0.database.revisions()).await {
            Ok(answer) => Ok(answer?),
            Err(late) => Err(Error::Unavailable(late.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(client_id: &str) -> Arc<LiveApplication> {
        Arc::new(LiveApplication::for_tests(client_id))
    }

    #[test]
    fn what_was_loaded_before_a_change_is_not_kept_after_it() {
        let live = Live::default();
        let generation = live.generation.load(SeqCst);
        live.clear();
        live.keep(&named("a"), generation);
        assert!(live.get("a").is_none());
        live.keep(&named("a"), live.generation.load(SeqCst));
        assert!(live.get("a").is_some());
        live.forget("a");
        assert!(live.get("a").is_none());
    }

    #[test]
    fn the_number_of_applications_in_memory_is_bounded() {
        let live = Live::default();
        for index in 0..CAPACITY * 2 {
            live.keep(&named(&index.to_string()), 0);
        }
        assert!(live.applications.read().unwrap().len() <= CAPACITY);
        assert!(live.get(&(CAPACITY * 2 - 1).to_string()).is_some());
    }

    #[test]
    fn memory_is_trusted_for_two_seconds_and_never_when_the_clock_was_set_back() {
        let live = Live::default();
        assert!(!live.is_trusted(1_000_000));
        live.heard_at_ms.store(1_000_000, SeqCst);
        assert!(live.is_trusted(1_001_999));
        assert!(!live.is_trusted(1_002_000));
        assert!(!live.is_trusted(999_999));
    }
}
