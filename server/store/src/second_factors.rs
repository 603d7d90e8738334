//! What people show besides their password: the secret of an authenticator app, sealed by `domain`, and the digests of recovery
//! codes. Passkeys have a file of their own.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{Timestamp, UserId};

/// An authenticator app.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuthenticatorAppRow {
    /// Whose it is.
    pub user_id: UserId,
    /// The shared secret, sealed.
    pub sealed_secret: Vec<u8>,
    /// The time step of the last code that was taken.
    pub last_step: i64,
    /// When it was set up.
    pub created_at: Timestamp,
    /// When a code of it was last taken.
    pub last_used_at: Option<Timestamp>,
}

/// Which second factors somebody has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct FactorsRow {
    /// How many passkeys.
    pub passkeys: i64,
    /// How many authenticator apps: one or none.
    pub apps: i64,
    /// How many recovery codes are left.
    pub recovery_codes: i64,
}

const FACTORS: &str = "SELECT (SELECT count(*) FROM passkeys WHERE user_id = $1) AS passkeys, \
                       (SELECT count(*) FROM authenticator_apps WHERE user_id = $1) AS apps, \
                       (SELECT count(*) FROM recovery_codes WHERE user_id = $1) AS recovery_codes";

const APP: &str = "SELECT user_id, sealed_secret, last_step, created_at, last_used_at FROM authenticator_apps \
                   WHERE user_id = $1";

impl Database {
    /// Which second factors somebody has.
    pub async fn factors_of_user(&self, user: UserId) -> Result<FactorsRow> {
        Ok(on!(self, pool => sqlx::query_as(FACTORS).bind(user).fetch_one(pool).await)?)
    }

    /// Somebody's authenticator app.
    pub async fn find_authenticator_app(&self, user: UserId) -> Result<Option<AuthenticatorAppRow>> {
        Ok(on!(self, pool => sqlx::query_as(APP).bind(user).fetch_optional(pool).await)?)
    }

    /// Whether anything is sealed.
    pub async fn has_authenticator_apps(&self) -> Result<bool> {
        let sql = "SELECT count(*) FROM authenticator_apps";
        let count: i64 = on!(self, pool => sqlx::query_scalar(sql).fetch_one(pool).await)?;
        Ok(count > 0)
    }
}

impl Transaction {
    /// Which second factors somebody has.
    pub async fn factors_of_user(&mut self, user: UserId) -> Result<FactorsRow> {
        Ok(within!(self, tx => sqlx::query_as(FACTORS).bind(user).fetch_one(&mut **tx).await)?)
    }

    /// Sets up somebody's authenticator app, in place of the one they had.
    pub async fn put_authenticator_app(&mut self, row: &AuthenticatorAppRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO authenticator_apps (user_id, sealed_secret, last_step, created_at, last_used_at) \
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, \
                 last_step = excluded.last_step, created_at = excluded.created_at, last_used_at = excluded.last_used_at",
            )
            .bind(row.user_id)
            .bind(&row.sealed_secret)
            .bind(row.last_step)
            .bind(row.created_at)
            .bind(row.last_used_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Takes the code of a time step; `false` if it, or one after it, was taken already. Of two at the same instant one gets it.
    pub async fn use_authenticator_step(&mut self, user: UserId, step: i64, at: Timestamp) -> Result<bool> {
        let done = within!(self, tx => {
            sqlx::query(
                "UPDATE authenticator_apps SET last_step = $2, last_used_at = $3 WHERE user_id = $1 AND last_step < $2",
            )
            .bind(user)
            .bind(step)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(done > 0)
    }

    /// Removes somebody's authenticator app; `false` if they had none.
    pub async fn delete_authenticator_app(&mut self, user: UserId) -> Result<bool> {
        let sql = "DELETE FROM authenticator_apps WHERE user_id = $1";
        let done = within!(self, tx => {
            sqlx::query(sql).bind(user).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(done > 0)
    }

    /// Adds the digest of a recovery code.
    pub async fn add_recovery_code(&mut self, user: UserId, hash: &[u8; 32]) -> Result<()> {
        let sql = "INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2)";
        within!(self, tx => {
            sqlx::query(sql).bind(user).bind(&hash[..]).execute(&mut **tx).await.map(drop)
        })?;
        Ok(())
    }

    /// Uses a recovery code up; `false` if it is none of theirs. Of two at the same instant one gets it.
    pub async fn use_recovery_code(&mut self, user: UserId, hash: &[u8; 32]) -> Result<bool> {
        let sql = "DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2";
        let done = within!(self, tx => {
            sqlx::query(sql).bind(user).bind(&hash[..]).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(done > 0)
    }

    /// Removes somebody's recovery codes.
    pub async fn delete_recovery_codes(&mut self, user: UserId) -> Result<()> {
        let sql = "DELETE FROM recovery_codes WHERE user_id = $1";
        within!(self, tx => sqlx::query(sql).bind(user).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::add_user;

    crate::on_both_engines! {
        async fn each_step_and_each_code_is_taken_once(db: TestDatabase) {
            let user = add_user(&db).await;
            let mut tx = db.database.begin().await.unwrap();
            let row = AuthenticatorAppRow {
                user_id: user,
                sealed_secret: vec![1, 2, 3],
                last_step: 5,
                created_at: Timestamp(100),
                last_used_at: None,
            };
            tx.put_authenticator_app(&row).await.unwrap();
            for (step, taken) in [(5, false), (4, false), (6, true), (6, false), (7, true)] {
                assert_eq!(tx.use_authenticator_step(user, step, Timestamp(200)).await.unwrap(), taken, "{step}");
            }
            tx.add_recovery_code(user, &[1; 32]).await.unwrap();
            tx.add_recovery_code(user, &[2; 32]).await.unwrap();
            assert!(!tx.use_recovery_code(user, &[3; 32]).await.unwrap());
            assert!(tx.use_recovery_code(user, &[1; 32]).await.unwrap());
            assert!(!tx.use_recovery_code(user, &[1; 32]).await.unwrap());
            tx.commit().await.unwrap();
            let left = FactorsRow { passkeys: 0, apps: 1, recovery_codes: 1 };
            assert_eq!(db.database.factors_of_user(user).await.unwrap(), left);
            assert!(db.database.has_authenticator_apps().await.unwrap());
            let found = db.database.find_authenticator_app(user).await.unwrap().unwrap();
            assert_eq!((found.last_step, found.last_used_at), (7, Some(Timestamp(200))));

            let mut tx = db.database.begin().await.unwrap();
            tx.put_authenticator_app(&row).await.unwrap();
            tx.delete_recovery_codes(user).await.unwrap();
            assert_eq!(tx.factors_of_user(user).await.unwrap(), FactorsRow { recovery_codes: 0, ..left });
            assert!(tx.delete_authenticator_app(user).await.unwrap());
            assert!(!tx.delete_authenticator_app(user).await.unwrap());
            tx.commit().await.unwrap();
            assert!(!db.database.has_authenticator_apps().await.unwrap());
        }
    }
}
