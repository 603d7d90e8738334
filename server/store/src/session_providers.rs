//! Which sessions began at an identity provider, and what it calls them.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{SessionId, Timestamp, UserId};

/// A row of `session_providers`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SessionProviderRow {
    /// Our session.
    pub session_id: SessionId,
    /// What addresses call the provider.
    pub provider: String,
    /// Its issuer.
    pub issuer: String,
    /// Who signed in there.
    pub subject: String,
    /// What it calls its own session; empty if it did not say.
    pub sid: String,
}

/// Which sessions a provider ended.
#[derive(Clone, Copy, Debug)]
pub struct EndedThere<'a> {
    /// The provider, by its issuer.
    pub issuer: &'a str,
    /// Whose; empty: whoever's they are.
    pub subject: &'a str,
    /// Which of its own sessions; empty: all of that person.
    pub sid: &'a str,
    /// Those that began until then: what is said late does not end what began since.
    pub until: Timestamp,
}

impl Database {
    /// Where the session with this digest of its token began, if that was at a provider.
    pub async fn find_session_provider(&self, token_hash: &[u8; 32]) -> Result<Option<SessionProviderRow>> {
        let sql = "SELECT p.session_id, p.provider, p.issuer, p.subject, p.sid FROM session_providers p \
                   JOIN sessions s ON s.id = p.session_id WHERE s.token_hash = $1";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(&token_hash[..]).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// Notes where a session began.
    pub async fn add_session_provider(&mut self, row: &SessionProviderRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO session_providers (session_id, provider, issuer, subject, sid) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(row.session_id)
            .bind(&row.provider)
            .bind(&row.issuer)
            .bind(&row.subject)
            .bind(&row.sid)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Ends the sessions that a provider ended; gives which, and whose.
    pub async fn delete_sessions_of_provider(
        &mut self,
        ended: EndedThere<'_>,
    ) -> Result<Vec<(SessionId, UserId)>> {
        let EndedThere { issuer, subject, sid, until } = ended;
        if subject.is_empty() && sid.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "DELETE FROM sessions WHERE created_at <= $4 AND id IN (SELECT session_id FROM session_providers \
                   WHERE issuer = $1 AND (subject = $2 OR $2 = '') AND (sid = $3 OR $3 = '')) RETURNING id, user_id";
        Ok(within!(self, tx => {
            sqlx::query_as(sql).bind(issuer).bind(subject).bind(sid).bind(until).fetch_all(&mut **tx).await
        })?)
    }
}
