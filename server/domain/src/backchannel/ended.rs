//! What ends together with sessions, in the same transaction: authorizations that were to last no longer, and who has to be told.

use super::Logouts;
use crate::{Office, Result};
use model::SessionId;
use store::Transaction;

/// What ended together with sessions.
#[must_use = "it decides how the transaction is committed"]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct EndedSessions {
    /// How many authorizations; their tokens are dead.
    authorizations: u64,
    /// How many applications have to be told.
    logouts: u64,
}

impl Office {
    /// Ends what was to last no longer than these sessions, which the caller has ended just now (OpenID Connect Back-Channel
    /// Logout §2.7), and writes whom it has to be told (§2.3).
    pub(crate) async fn sessions_ended(
        &self,
        tx: &mut Transaction,
        sessions: &[SessionId],
    ) -> Result<EndedSessions> {
        let now = self.now();
        let logouts = tx.queue_logouts(sessions, now).await?;
        let authorizations = tx.end_authorizations_of_sessions(sessions, now).await?;
        Ok(EndedSessions { authorizations, logouts })
    }

    /// Commits the end of sessions. Tokens are looked at anew only if some died.
    pub(crate) async fn commit_ended(&self, tx: Transaction, ended: EndedSessions) -> Result<()> {
        if ended.authorizations > 0 {
            self.commit_live(tx).await?;
        } else {
            tx.commit().await?;
        }
        if ended.logouts > 0 {
            self.wake_logout_worker();
        }
        Ok(())
    }

    /// Tells the worker of this process that somebody has to be told. Call it after the commit; inside a larger transaction
    /// it is of no use, and the worker sees it when it looks the next time.
    pub(crate) fn wake_logout_worker(&self) {
        let Logouts { waiting } = &self.0.logouts;
        waiting.notify_one();
    }
}
