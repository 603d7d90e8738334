//! Several calls that happen together or not at all: what a request asks for as a whole is done as a whole.
//!
//! Every method of the office begins and ends a transaction of its own. Inside a [`Together`] these are parts of a larger one,
//! and so is whatever is read there; no method needs a second version for that. What tells others of a change waits for
//! the end: the memory of live applications, the other processes, the mail worker.
//!
//! Each call is judged by itself: to disable the last administrator is refused even if a later call would make another.

#[cfg(test)]
mod tests;

use crate::{
    Error, Office, Result,
    live::{ClearsWhenDropped, Live},
    office::Inner,
};
use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    time::Duration,
};
use store::{AuditNotes, Enclosing};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// How many there may be at once in this process; each has a connection to the database of its own.
const AT_ONCE: usize = 4;
/// How long a turn is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// An office inside a transaction. Dropped without [`Together::commit`], nothing that was done in it ever happened.
pub struct Together {
    inside: Office,
    /// None inside of another one, to which this is a part of.
    own: Option<Own>,
}

/// The transaction, if it is not somebody else's.
struct Own {
    outside: Office,
    transaction: Enclosing,
    _turn: OwnedSemaphorePermit,
}

/// What waits for the end of a transaction.
#[derive(Default)]
pub(crate) struct Afterwards {
    moves_revision: AtomicBool,
    wakes_mail_worker: AtomicBool,
    /// What is appended to the audit.
    pub(crate) audit: AuditNotes,
}

/// The turns of those who want to begin.
pub(crate) struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Afterwards {
    pub(crate) fn move_revision(&self) {
        self.moves_revision.store(true, SeqCst);
    }

    pub(crate) fn wake_mail_worker(&self) {
        self.wakes_mail_worker.store(true, SeqCst);
    }
}

impl Deref for Together {
    type Target = Office;

    /// The office inside. Clones of it are of no use after the end.
    fn deref(&self) -> &Office {
        &self.inside
    }
}

impl Office {
    /// Begins to do several things together. Inside of another one this is a part of that: a refusal must be handed on, so that
    /// the whole is given up.
    pub async fn together(&self) -> Result<Together> {
        if self.0.afterwards.is_some() {
            return Ok(Together { inside: self.clone(), own: None });
        }
        let turn = timeout(PATIENCE, Arc::clone(&self.0.turns.0).acquire_owned()).await;
        let turn = turn.map_err(|late| Error::Unavailable(late.into()))?;
        let turn = turn.map_err(|closed| Error::Internal(closed.into()))?;
        let transaction = self.0.database.begin_enclosing().await?;
        let database = transaction.database().clone();
        // Of all locks this one is the first, whatever is done afterwards; see `begin_administration`.
        let mut tx = database.begin().await?;
        tx.lock_people().await?;
        tx.commit().await?;
        let inside = Office(Arc::new(Inner {
            database,
            // What is loaded in here may never have happened.
            live: Live::default(),
            afterwards: Some(Afterwards::default()),
            shared: Arc::clone(&self.0.shared),
        }));
        Ok(Together { inside, own: Some(Own { outside: self.clone(), transaction, _turn: turn }) })
    }
}

impl Together {
    /// Makes all of it happen, and tells.
    pub async fn commit(self) -> Result<()> {
        let (Some(Own { outside, transaction, .. }), Some(afterwards)) =
            (self.own, &self.inside.0.afterwards)
        else {
            return Ok(());
        };
        let moves_revision = afterwards.moves_revision.load(SeqCst);
        let records = afterwards.audit.take();
        if moves_revision || !records.is_empty() {
            let mut tx = self.inside.0.database.begin().await?;
            if moves_revision {
                tx.bump_live_revision().await?;
            }
            for record in records {
                tx.note_audit(record, None);
            }
            tx.commit().await?;
        }
        let clears = moves_revision.then(|| ClearsWhenDropped(&outside.0.live));
        transaction.commit().await?;
        drop(clears);
        if afterwards.wakes_mail_worker.load(SeqCst) {
            outside.wake_mail_worker();
        }
        Ok(())
    }
}
