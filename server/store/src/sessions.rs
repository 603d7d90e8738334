//! Sessions of people who signed in with a browser. Only the digest of a session's token is here.

#[cfg(test)]
mod tests;

use crate::{
    Database, Result, Transaction,
    database::{Begun, on, within},
};
use model::{OrganizationId, SessionId, Timestamp, UserId};

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SessionRow {
    /// Its id; not the token.
    pub id: SessionId,
    /// Who signed in.
    pub user_id: UserId,
    /// Where they are working.
    pub organization_id: OrganizationId,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When they last showed who they are in it.
    pub authenticated_at: Timestamp,
    /// How they did (RFC 8176), separated by one space.
    pub methods: String,
    /// When they were last seen, to the minute.
    pub last_seen_at: Timestamp,
    /// When it ends if they are not seen again.
    pub expires_at: Timestamp,
    /// Where they signed in from.
    pub address: String,
    /// With which browser.
    pub user_agent: String,
}

/// The columns of a [`SessionRow`].
macro_rules! columns {
    () => {
        "id, user_id, organization_id, created_at, authenticated_at, methods, last_seen_at, expires_at, address, \
         user_agent"
    };
}

impl Database {
    /// The session of a token that has not ended at `now`.
    pub async fn find_session(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>> {
        Ok(on!(self, pool => {
            sqlx::query_as(concat!(
                "SELECT ",
                columns!(),
                " FROM sessions WHERE token_hash = $1 AND expires_at > $2"
            ))
            .bind(&token_hash[..])
            .bind(now)
            .fetch_optional(pool)
            .await
        })?)
    }

    /// The sessions of a person that have not ended at `now`, the one seen last first.
    pub async fn sessions_of_user(&self, user: UserId, now: Timestamp) -> Result<Vec<SessionRow>> {
        Ok(on!(self, pool => {
            sqlx::query_as(concat!(
                "SELECT ",
                columns!(),
                " FROM sessions WHERE user_id = $1 AND expires_at > $2 ORDER BY last_seen_at DESC, id DESC"
            ))
            .bind(user)
            .bind(now)
            .fetch_all(pool)
            .await
        })?)
    }

    /// When a person last showed who they are in a session of theirs; `None` if it has ended.
    pub async fn session_authenticated_at(&self, id: SessionId, user: UserId) -> Result<Option<Timestamp>> {
        Ok(self.session_authentication(id, user).await?.map(|(at, _)| at))
    }

    /// The same, and how they did.
    pub async fn session_authentication(
        &self,
        id: SessionId,
        user: UserId,
    ) -> Result<Option<(Timestamp, String)>> {
        Ok(on!(self, pool => {
            sqlx::query_as("SELECT authenticated_at, methods FROM sessions WHERE id = $1 AND user_id = $2")
                .bind(id)
                .bind(user)
                .fetch_optional(pool)
                .await
        })?)
    }

    /// Moves the end of a session on. Not a transaction: it is one statement, and losing it does no harm.
    pub async fn touch_session(&self, id: SessionId, seen: Timestamp, expires: Timestamp) -> Result<()> {
        on!(self, pool => {
            sqlx::query("UPDATE sessions SET last_seen_at = $2, expires_at = $3 WHERE id = $1 AND last_seen_at < $2")
                .bind(id)
                .bind(seen)
                .bind(expires)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}

impl Transaction {
    /// Adds a session under the digest of its token.
    pub async fn create_session(&mut self, token_hash: &[u8; 32], row: &SessionRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO sessions (id, token_hash, user_id, organization_id, created_at, authenticated_at, \
                 last_seen_at, expires_at, address, user_agent, methods) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(row.id)
            .bind(&token_hash[..])
            .bind(row.user_id)
            .bind(row.organization_id)
            .bind(row.created_at)
            .bind(row.authenticated_at)
            .bind(row.last_seen_at)
            .bind(row.expires_at)
            .bind(&row.address)
            .bind(&row.user_agent)
            .bind(&row.methods)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Moves a person's session to another organization; `false` if it has ended.
    pub async fn set_session_organization(
        &mut self,
        id: SessionId,
        user: UserId,
        organization: OrganizationId,
    ) -> Result<bool> {
        let done = within!(self, tx => {
            sqlx::query("UPDATE sessions SET organization_id = $3 WHERE id = $1 AND user_id = $2")
                .bind(id)
                .bind(user)
                .bind(organization)
                .execute(&mut **tx)
                .await
                .map(|result| result.rows_affected())
        })?;
        Ok(done > 0)
    }

    /// Notes how a person showed who they are in a session of theirs, besides when; `false` if it has ended.
    pub async fn set_session_methods(&mut self, id: SessionId, user: UserId, methods: &str) -> Result<bool> {
        let sql = "UPDATE sessions SET methods = $3 WHERE id = $1 AND user_id = $2";
        let done = within!(self, tx => {
            sqlx::query(sql).bind(id).bind(user).bind(methods).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(done > 0)
    }

    /// Notes that a person gave their password in a session of theirs; `false` if it has ended.
    pub async fn set_session_authenticated(
        &mut self,
        id: SessionId,
        user: UserId,
        at: Timestamp,
    ) -> Result<bool> {
        let done = within!(self, tx => {
            sqlx::query("UPDATE sessions SET authenticated_at = $3 WHERE id = $1 AND user_id = $2")
                .bind(id)
                .bind(user)
                .bind(at)
                .execute(&mut **tx)
                .await
                .map(|result| result.rows_affected())
        })?;
        Ok(done > 0)
    }

    /// Whether a person's session goes on. It cannot end before this transaction does, so that who ends it sees what came of it.
    pub async fn hold_session(&mut self, id: SessionId, user: UserId) -> Result<bool> {
        let found: Option<i32> = match &mut self.engine {
            // There is no other writer.
            Begun::Sqlite(tx) => {
                let query = sqlx::query_scalar("SELECT 1 FROM sessions WHERE id = $1 AND user_id = $2");
                query.bind(id).bind(user).fetch_optional(&mut **tx).await?
            }
            Begun::Postgres(tx) => {
                let sql = "SELECT 1 FROM sessions WHERE id = $1 AND user_id = $2 FOR KEY SHARE";
                sqlx::query_scalar(sql).bind(id).bind(user).fetch_optional(&mut **tx).await?
            }
        };
        Ok(found.is_some())
    }

    /// Ends every session of a person, but for one if one is named; gives which.
    pub async fn delete_sessions_of_user(
        &mut self,
        user: UserId,
        but: Option<SessionId>,
    ) -> Result<Vec<SessionId>> {
        // No session has the nil id, so nothing is spared where nothing is named.
        let but = but.unwrap_or(SessionId(uuid::Uuid::nil()));
        Ok(within!(self, tx => {
            sqlx::query_scalar("DELETE FROM sessions WHERE user_id = $1 AND id <> $2 RETURNING id")
                .bind(user)
                .bind(but)
                .fetch_all(&mut **tx)
                .await
        })?)
    }

    /// Ends a person's session; `false` if there is none of this id.
    pub async fn delete_session(&mut self, id: SessionId, user: UserId) -> Result<bool> {
        let done = within!(self, tx => {
            sqlx::query("DELETE FROM sessions WHERE id = $1 AND user_id = $2")
                .bind(id)
                .bind(user)
                .execute(&mut **tx)
                .await
                .map(|result| result.rows_affected())
        })?;
        Ok(done > 0)
    }

    /// Ends the session of a token, if there is one; gives which.
    pub async fn delete_session_of_token(&mut self, token_hash: &[u8; 32]) -> Result<Option<SessionId>> {
        Ok(within!(self, tx => {
            sqlx::query_scalar("DELETE FROM sessions WHERE token_hash = $1 RETURNING id")
                .bind(&token_hash[..])
                .fetch_optional(&mut **tx)
                .await
        })?)
    }

    /// Clears away sessions that ended at `now` or before; gives how many.
    pub async fn delete_expired_sessions(&mut self, now: Timestamp) -> Result<u64> {
        Ok(within!(self, tx => {
            sqlx::query("DELETE FROM sessions WHERE expires_at <= $1")
                .bind(now)
                .execute(&mut **tx)
                .await
                .map(|result| result.rows_affected())
        })?)
    }
}
