//! How much there is to do, for whoever watches the server.

use crate::{Database, Result, database::on};
use model::Timestamp;

/// What waits, and how many are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workload {
    /// Mails that are still to be sent.
    pub mails_waiting: i64,
    /// When the oldest of them was written.
    pub oldest_mail_at: Option<Timestamp>,
    /// Mails that were given up and are still kept.
    pub mails_failed: i64,
    /// Applications that are still to be told that a session ended.
    pub logouts_waiting: i64,
    /// Sessions that have not ended.
    pub sessions: i64,
}

impl Database {
    /// Counts it.
    pub async fn workload(&self, now: Timestamp) -> Result<Workload> {
        let sql = "SELECT \
            (SELECT count(*) FROM outbox_mails WHERE next_attempt_at IS NOT NULL), \
            (SELECT min(created_at) FROM outbox_mails WHERE next_attempt_at IS NOT NULL), \
            (SELECT count(*) FROM outbox_mails WHERE failed_at IS NOT NULL), \
            (SELECT count(*) FROM backchannel_logouts WHERE next_attempt_at IS NOT NULL), \
            (SELECT count(*) FROM sessions WHERE expires_at > $1)";
        let (mails_waiting, oldest_mail_at, mails_failed, logouts_waiting, sessions) =
            on!(self, pool => sqlx::query_as(sql).bind(now).fetch_one(pool).await)?;
        Ok(Workload { mails_waiting, oldest_mail_at, mails_failed, logouts_waiting, sessions })
    }

    /// How many connections of this process are open, and how many of them are doing nothing.
    pub fn connections(&self) -> (u32, u32) {
        on!(self, pool => (pool.size(), u32::try_from(pool.num_idle()).unwrap_or(u32::MAX)))
    }
}
