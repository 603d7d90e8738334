//! Sign-ins at identity providers that are on their way. Each works once.

use crate::{Result, Transaction, database::within};
use model::{SessionId, Timestamp};

/// A row of `provider_sign_ins`, but for what it is found by.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ProviderSignInRow {
    /// The digest of the cookie of the browser that began.
    pub browser_hash: Vec<u8>,
    /// What addresses call the provider.
    pub provider: String,
    /// Where to go on afterwards.
    pub next: String,
    /// Whether the person has to show anew who they are.
    pub again: bool,
    /// The session in which somebody links their account; `None`: somebody signs in.
    pub session_id: Option<SessionId>,
    /// From where it was begun.
    pub address: String,
    /// When.
    pub created_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
}

impl Transaction {
    /// Adds one under the digest of its state.
    pub async fn add_provider_sign_in(&mut self, state: &[u8; 32], row: &ProviderSignInRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO provider_sign_ins (state_hash, browser_hash, provider, next, again, session_id, \
                 address, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(&state[..])
            .bind(&row.browser_hash)
            .bind(&row.provider)
            .bind(&row.next)
            .bind(row.again)
            .bind(row.session_id)
            .bind(&row.address)
            .bind(row.created_at)
            .bind(row.expires_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// How many from this place are on their way at `now`.
    pub async fn count_provider_sign_ins(&mut self, address: &str, now: Timestamp) -> Result<i64> {
        let sql = "SELECT count(*) FROM provider_sign_ins WHERE address = $1 AND expires_at > $2";
        Ok(within!(self, tx => sqlx::query_scalar(sql).bind(address).bind(now).fetch_one(&mut **tx).await)?)
    }

    /// Takes the one with this digest of its state, so that nobody can use it again.
    pub async fn take_provider_sign_in(&mut self, state: &[u8; 32]) -> Result<Option<ProviderSignInRow>> {
        let sql = "DELETE FROM provider_sign_ins WHERE state_hash = $1 RETURNING browser_hash, provider, next, \
                   again, session_id, address, created_at, expires_at";
        Ok(within!(self, tx => sqlx::query_as(sql).bind(&state[..]).fetch_optional(&mut **tx).await)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestDatabase;

    crate::on_both_engines! {
        async fn each_works_once_and_those_of_a_place_are_counted(db: TestDatabase) {
            let row = ProviderSignInRow {
                browser_hash: vec![7; 32],
                provider: "acme".into(),
                next: "/my-user".into(),
                again: true,
                session_id: None,
                address: "192.0.2.1".into(),
                created_at: Timestamp(100),
                expires_at: Timestamp(700),
            };
            let mut tx = db.database.begin().await.unwrap();
            tx.add_provider_sign_in(&[1; 32], &row).await.unwrap();
            tx.add_provider_sign_in(&[2; 32], &row).await.unwrap();
            let elsewhere = ProviderSignInRow { address: "192.0.2.2".into(), ..row.clone() };
            tx.add_provider_sign_in(&[3; 32], &elsewhere).await.unwrap();
            assert_eq!(tx.count_provider_sign_ins("192.0.2.1", Timestamp(699)).await.unwrap(), 2);
            assert_eq!(tx.count_provider_sign_ins("192.0.2.1", Timestamp(700)).await.unwrap(), 0);
            assert_eq!(tx.take_provider_sign_in(&[1; 32]).await.unwrap(), Some(row));
            assert_eq!(tx.take_provider_sign_in(&[1; 32]).await.unwrap(), None);
            assert_eq!(tx.remove_ended_provider_sign_ins(Timestamp(701)).await.unwrap(), 2);
        }
    }
}
