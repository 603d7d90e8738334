//! Sessions of people who signed in with a browser. Only the digest of a session's token is here.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
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
    /// When they last gave their password in it.
    pub authenticated_at: Timestamp,
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
        "id, user_id, organization_id, created_at, authenticated_at, last_seen_at, expires_at, address, user_agent"
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

    /// When a person last gave their password in a session of theirs; `None` if it has ended.
    pub async fn session_authenticated_at(&self, id: SessionId, user: UserId) -> Result<Option<Timestamp>> {
        Ok(on!(self, pool => {
            sqlx::query_scalar("SELECT authenticated_at FROM sessions WHERE id = $1 AND user_id = $2")
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
                 last_seen_at, expires_at, address, user_agent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
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

    /// Ends every session of a person, but for one if one is named.
    pub async fn delete_sessions_of_user(&mut self, user: UserId, but: Option<SessionId>) -> Result<()> {
        // No session has the nil id, so nothing is spared where nothing is named.
        let but = but.unwrap_or(SessionId(uuid::Uuid::nil()));
        within!(self, tx => {
            sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND id <> $2")
                .bind(user)
                .bind(but)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
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

    /// Ends the session of a token, if there is one.
    pub async fn delete_session_of_token(&mut self, token_hash: &[u8; 32]) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM sessions WHERE token_hash = $1")
                .bind(&token_hash[..])
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NewUserRow, OrganizationRow, testing::TestDatabase};
    use uuid::Uuid;

    const HASH: [u8; 32] = [5; 32];

    async fn add_session(db: &TestDatabase) -> SessionRow {
        let (user, organization) = (UserId(Uuid::from_u128(1)), OrganizationId(Uuid::from_u128(2)));
        let mut tx = db.database.begin().await.unwrap();
        tx.create_organization(&OrganizationRow {
            id: organization,
            name: "Acme".into(),
            global: true,
            enabled: true,
            created_at: Timestamp(0),
        })
        .await
        .unwrap();
        tx.create_user(&NewUserRow {
            id: user,
            customer: None,
            email: "a@example.com".into(),
            first_name: String::new(),
            last_name: String::new(),
            password_hash: None,
            created_at: Timestamp(0),
        })
        .await
        .unwrap();
        let row = SessionRow {
            id: SessionId(Uuid::from_u128(3)),
            user_id: user,
            organization_id: organization,
            created_at: Timestamp(100),
            authenticated_at: Timestamp(100),
            last_seen_at: Timestamp(100),
            expires_at: Timestamp(200),
            address: "::1".into(),
            user_agent: String::new(),
        };
        tx.create_session(&HASH, &row).await.unwrap();
        tx.commit().await.unwrap();
        row
    }

    crate::on_both_engines! {
        async fn a_session_is_found_until_it_ends(db: TestDatabase) {
            let row = add_session(&db).await;
            assert_eq!(db.database.find_session(&HASH, Timestamp(199)).await.unwrap().as_ref(), Some(&row));
            assert_eq!(db.database.find_session(&HASH, Timestamp(200)).await.unwrap(), None);
            assert_eq!(db.database.find_session(&[6; 32], Timestamp(100)).await.unwrap(), None);
            assert_eq!(db.database.sessions_of_user(row.user_id, Timestamp(199)).await.unwrap().len(), 1);
            assert_eq!(db.database.sessions_of_user(row.user_id, Timestamp(200)).await.unwrap(), []);
            let mut tx = db.database.begin().await.unwrap();
            assert_eq!(tx.delete_expired_sessions(Timestamp(199)).await.unwrap(), 0);
            assert_eq!(tx.delete_expired_sessions(Timestamp(200)).await.unwrap(), 1);
        }

        async fn the_end_only_moves_on(db: TestDatabase) {
            let row = add_session(&db).await;
            db.database.touch_session(row.id, Timestamp(150), Timestamp(250)).await.unwrap();
            // A slower process that saw the person earlier.
            db.database.touch_session(row.id, Timestamp(140), Timestamp(240)).await.unwrap();
            let found = db.database.find_session(&HASH, Timestamp(249)).await.unwrap().unwrap();
            assert_eq!((found.last_seen_at, found.expires_at), (Timestamp(150), Timestamp(250)));
        }

        async fn the_password_is_noted_in_that_session_only(db: TestDatabase) {
            let row = add_session(&db).await;
            let other = SessionRow { id: SessionId(Uuid::from_u128(4)), ..row.clone() };
            let stranger = UserId(Uuid::from_u128(7));
            let mut tx = db.database.begin().await.unwrap();
            tx.create_session(&[6; 32], &other).await.unwrap();
            assert!(!tx.set_session_authenticated(row.id, stranger, Timestamp(150)).await.unwrap());
            assert!(tx.set_session_authenticated(row.id, row.user_id, Timestamp(150)).await.unwrap());
            tx.commit().await.unwrap();
            let given = async |id, user| db.database.session_authenticated_at(id, user).await.unwrap();
            assert_eq!(given(row.id, row.user_id).await, Some(Timestamp(150)));
            assert_eq!(given(row.id, stranger).await, None);
            assert_eq!(given(other.id, row.user_id).await, Some(Timestamp(100)));

            let mut tx = db.database.begin().await.unwrap();
            tx.delete_sessions_of_user(stranger, None).await.unwrap();
            tx.delete_sessions_of_user(row.user_id, Some(row.id)).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(given(other.id, row.user_id).await, None);
            assert_eq!(given(row.id, row.user_id).await, Some(Timestamp(150)));
            let mut tx = db.database.begin().await.unwrap();
            tx.delete_sessions_of_user(row.user_id, None).await.unwrap();
            assert!(!tx.set_session_authenticated(row.id, row.user_id, Timestamp(160)).await.unwrap());
        }

        async fn nobody_else_moves_or_ends_it(db: TestDatabase) {
            let row = add_session(&db).await;
            let stranger = UserId(Uuid::from_u128(7));
            let mut tx = db.database.begin().await.unwrap();
            assert!(!tx.set_session_organization(row.id, stranger, row.organization_id).await.unwrap());
            assert!(!tx.delete_session(row.id, stranger).await.unwrap());
            assert!(tx.set_session_organization(row.id, row.user_id, row.organization_id).await.unwrap());
            assert!(tx.delete_session(row.id, row.user_id).await.unwrap());
            assert!(!tx.delete_session(row.id, row.user_id).await.unwrap());
            tx.delete_session_of_token(&HASH).await.unwrap();
        }
    }
}
