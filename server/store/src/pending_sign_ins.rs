//! People whose password was right, and who have yet to show a second factor. Only the digest of what their browser holds is
//! here.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{Timestamp, UserId};

/// Somebody who is half in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PendingSignInRow {
    /// Who.
    pub user_id: UserId,
    /// How they came so far, as attempts to sign in have it.
    pub source: String,
    /// How often they failed since.
    pub failures: i64,
    /// From when on they have to begin again.
    pub expires_at: Timestamp,
}

impl Database {
    /// Whose browser holds this token, at `now`.
    pub async fn find_pending_sign_in(
        &self,
        token_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<PendingSignInRow>> {
        let sql = "SELECT user_id, source, failures, expires_at FROM pending_sign_ins \
                   WHERE token_hash = $1 AND expires_at > $2";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(&token_hash[..]).bind(now).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// Adds one.
    pub async fn insert_pending_sign_in(
        &mut self,
        token_hash: &[u8; 32],
        row: &PendingSignInRow,
    ) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO pending_sign_ins (token_hash, user_id, source, failures, expires_at) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(&token_hash[..])
            .bind(row.user_id)
            .bind(&row.source)
            .bind(row.failures)
            .bind(row.expires_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Uses one up; `false` if it is gone or ran out. Of two at the same instant one gets it.
    pub async fn use_pending_sign_in(&mut self, token_hash: &[u8; 32], now: Timestamp) -> Result<bool> {
        let sql = "DELETE FROM pending_sign_ins WHERE token_hash = $1 AND expires_at > $2";
        let done = within!(self, tx => {
            sqlx::query(sql).bind(&token_hash[..]).bind(now).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(done > 0)
    }

    /// Counts a failure; the one that makes it `most` ends it.
    pub async fn count_pending_failure(&mut self, token_hash: &[u8; 32], most: i64) -> Result<()> {
        let count = "UPDATE pending_sign_ins SET failures = failures + 1 WHERE token_hash = $1";
        let end = "DELETE FROM pending_sign_ins WHERE token_hash = $1 AND failures >= $2";
        within!(self, tx => {
            sqlx::query(count).bind(&token_hash[..]).execute(&mut **tx).await.map(drop)
        })?;
        within!(self, tx => {
            sqlx::query(end).bind(&token_hash[..]).bind(most).execute(&mut **tx).await.map(drop)
        })?;
        Ok(())
    }

    /// Ends those of a person.
    pub async fn delete_pending_sign_ins_of_user(&mut self, user: UserId) -> Result<()> {
        let sql = "DELETE FROM pending_sign_ins WHERE user_id = $1";
        within!(self, tx => sqlx::query(sql).bind(user).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::add_user;

    crate::on_both_engines! {
        async fn it_is_used_once_in_time_and_ends_after_too_many_failures(db: TestDatabase) {
            let user = add_user(&db).await;
            let row = PendingSignInRow { user_id: user, source: "form".into(), failures: 0, expires_at: Timestamp(200) };
            let mut tx = db.database.begin().await.unwrap();
            for hash in 1..=3 {
                tx.insert_pending_sign_in(&[hash; 32], &row).await.unwrap();
            }
            assert!(!tx.use_pending_sign_in(&[1; 32], Timestamp(200)).await.unwrap());
            assert!(tx.use_pending_sign_in(&[1; 32], Timestamp(199)).await.unwrap());
            assert!(!tx.use_pending_sign_in(&[1; 32], Timestamp(199)).await.unwrap());
            tx.count_pending_failure(&[2; 32], 2).await.unwrap();
            tx.commit().await.unwrap();
            let find = async || db.database.find_pending_sign_in(&[2; 32], Timestamp(199)).await.unwrap();
            assert_eq!(find().await, Some(PendingSignInRow { failures: 1, ..row }));
            let mut tx = db.database.begin().await.unwrap();
            tx.count_pending_failure(&[2; 32], 2).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(find().await, None);
            let mut tx = db.database.begin().await.unwrap();
            tx.delete_pending_sign_ins_of_user(user).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(db.count("pending_sign_ins").await, 0);
        }
    }
}
