//! What applications have to be told of sessions that ended (OpenID Connect Back-Channel Logout), until they were told or it
//! was given up; and what ends together with a session.

use crate::{
    Database, Result, Transaction,
    database::{Begun, on, within},
};
use model::{ApplicationId, SessionId, Timestamp, UserId};

/// How many sessions one statement speaks of.
const AT_ONCE: usize = 400;

/// One that is due.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LogoutRow {
    /// Which session ended.
    pub session_id: SessionId,
    /// Who has to be told.
    pub application_id: ApplicationId,
    /// Whose session it was.
    pub user_id: UserId,
    /// How often telling was tried, this time included.
    pub attempts: i64,
}

/// Who is told, and where.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LogoutRecipientRow {
    /// Its Client ID.
    pub client_id: String,
    /// Its address; empty: it wants to be told no more.
    pub backchannel_logout_uri: String,
}

/// What came of a try.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogoutNote<'a> {
    /// When it was told.
    pub sent_at: Option<Timestamp>,
    /// When it was given up.
    pub failed_at: Option<Timestamp>,
    /// When to try again.
    pub next_attempt_at: Option<Timestamp>,
    /// Why it was not told.
    pub error: Option<&'a str>,
}

/// Runs a statement for sessions, a few hundred at a time; the time is `$1`, the ids follow.
macro_rules! for_sessions {
    ($transaction:expr, $at:expr, $sessions:expr, $sql:literal) => {{
        let mut rows = 0;
        for some in $sessions.chunks(AT_ONCE) {
            let sql = format!($sql, ids = placeholders(some.len()));
            rows += within!($transaction, tx => {
                let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind($at);
                for session in some {
                    query = query.bind(*session);
                }
                query.execute(&mut **tx).await.map(|done| done.rows_affected())
            })?;
        }
        Ok(rows)
    }};
}

/// `$2, $3, …`
fn placeholders(count: usize) -> String {
    (2..count + 2).map(|index| format!("${index}")).collect::<Vec<_>>().join(", ")
}

impl Database {
    /// When the next one is due, if one waits.
    pub async fn next_logout_due(&self) -> Result<Option<Timestamp>> {
        let sql = "SELECT min(next_attempt_at) FROM backchannel_logouts WHERE next_attempt_at IS NOT NULL";
        Ok(on!(self, pool => sqlx::query_scalar(sql).fetch_one(pool).await)?)
    }

    /// Who is told of a session that ended; none if the application was deleted.
    pub async fn logout_recipient(&self, id: ApplicationId) -> Result<Option<LogoutRecipientRow>> {
        let sql =
            "SELECT client_id, backchannel_logout_uri FROM applications WHERE id = $1 AND deleted_at IS NULL";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(id).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// Writes for each application with an address for it that got an ID token in one of these sessions that it has to be told;
    /// gives how many there are. The sessions are over already, so that nothing new comes of them.
    pub async fn queue_logouts(&mut self, sessions: &[SessionId], now: Timestamp) -> Result<u64> {
        self.lock_authorizations_of_sessions(sessions, now).await?;
        for_sessions!(
            self,
            now,
            sessions,
            "INSERT INTO backchannel_logouts \
             (session_id, application_id, user_id, created_at, attempts, next_attempt_at) \
             SELECT a.session_id, a.application_id, a.user_id, $1, 0, $1 \
             FROM authorizations a JOIN applications p ON p.id = a.application_id \
             WHERE a.session_id IN ({ids}) AND p.backchannel_logout_uri <> '' AND p.deleted_at IS NULL \
             AND a.last_used_at IS NOT NULL AND (' ' || a.scope || ' ') LIKE '% openid %' \
             GROUP BY a.session_id, a.application_id, a.user_id \
             ON CONFLICT (session_id, application_id) DO NOTHING"
        )
    }

    /// Ends the authorizations that were to last no longer than these sessions: of applications that know people by an ID
    /// token, those without `offline_access`, and codes that were not exchanged yet. Gives how many there are.
    pub async fn end_authorizations_of_sessions(
        &mut self,
        sessions: &[SessionId],
        now: Timestamp,
    ) -> Result<u64> {
        for_sessions!(
            self,
            now,
            sessions,
            "UPDATE authorizations SET ended_at = $1 WHERE ended_at IS NULL AND session_id IN ({ids}) \
             AND (' ' || scope || ' ') LIKE '% openid %' \
             AND ((' ' || scope || ' ') NOT LIKE '% offline_access %' OR last_used_at IS NULL) \
             AND application_id IN (SELECT id FROM applications WHERE grant_type = 'authorization_code')"
        )
    }

    /// Waits for codes of these sessions that are being exchanged at this moment: their applications have to be told, too.
    async fn lock_authorizations_of_sessions(
        &mut self,
        sessions: &[SessionId],
        now: Timestamp,
    ) -> Result<u64> {
        // SQLite has one writer at a time.
        if matches!(self.engine, Begun::Sqlite(_)) {
            return Ok(0);
        }
        for_sessions!(
            self,
            now,
            sessions,
            "SELECT id FROM authorizations WHERE created_at <= $1 AND session_id IN ({ids}) ORDER BY id FOR UPDATE"
        )
    }

    /// Takes the one that is due longest, and counts the try. Nobody else gets it until `lease` is over, by when it should be
    /// noted how it went.
    pub async fn take_due_logout(&mut self, now: Timestamp, lease: Timestamp) -> Result<Option<LogoutRow>> {
        // As with mails: PostgreSQL lets the second process pass over what the first has in hand.
        let skip = match &mut self.engine {
            Begun::Sqlite(_) => "",
            Begun::Postgres(_) => "FOR UPDATE SKIP LOCKED",
        };
        let sql = format!(
            "UPDATE backchannel_logouts SET next_attempt_at = $2, attempts = attempts + 1 \
             WHERE (session_id, application_id) IN (\
             SELECT session_id, application_id FROM backchannel_logouts WHERE next_attempt_at <= $1 \
             ORDER BY next_attempt_at LIMIT 1 {skip}) \
             RETURNING session_id, application_id, user_id, attempts"
        );
        Ok(within!(self, tx => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now).bind(lease).fetch_optional(&mut **tx).await
        })?)
    }

    /// Notes what came of a try. Nothing if somebody else has taken it meanwhile.
    pub async fn note_logout(&mut self, row: &LogoutRow, note: LogoutNote<'_>) -> Result<()> {
        let sql = "UPDATE backchannel_logouts SET sent_at = $4, failed_at = $5, next_attempt_at = $6, \
                   last_error = $7 WHERE session_id = $1 AND application_id = $2 AND attempts = $3";
        within!(self, tx => {
            sqlx::query(sql)
                .bind(row.session_id)
                .bind(row.application_id)
                .bind(row.attempts)
                .bind(note.sent_at)
                .bind(note.failed_at)
                .bind(note.next_attempt_at)
                .bind(note.error)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Removes those that were told before this time.
    pub async fn remove_sent_logouts(&mut self, before: Timestamp) -> Result<u64> {
        let sql = "DELETE FROM backchannel_logouts WHERE sent_at < $1";
        Ok(within!(self, tx => {
            sqlx::query(sql).bind(before).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?)
    }

    /// Removes those that were given up before this time.
    pub async fn remove_given_up_logouts(&mut self, before: Timestamp) -> Result<u64> {
        let sql = "DELETE FROM backchannel_logouts WHERE failed_at < $1";
        Ok(within!(self, tx => {
            sqlx::query(sql).bind(before).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?)
    }
}
