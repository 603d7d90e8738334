//! Failures of signing in as somebody, counted by place, and until when they lock it.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{Timestamp, UserId};

/// Where failures are counted together: a network and a kind of browser the person is known to sign in from; both empty for
/// all other places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FailurePlace {
    /// The network.
    pub network: String,
    /// The kind of browser.
    pub browser: String,
}

impl Database {
    /// Whether somebody is known to sign in from here.
    pub async fn is_known_place(&self, user: UserId, place: &FailurePlace) -> Result<bool> {
        let sql =
            "SELECT EXISTS (SELECT 1 FROM user_places WHERE user_id = $1 AND network = $2 AND browser = $3)";
        Ok(on!(self, pool => {
            sqlx::query_scalar(sql)
                .bind(user)
                .bind(&place.network)
                .bind(&place.browser)
                .fetch_one(pool)
                .await
        })?)
    }

    /// Until when nobody comes in from here as this person, if they were ever locked out here.
    pub async fn locked_until(&self, user: UserId, place: &FailurePlace) -> Result<Option<Timestamp>> {
        let sql =
            "SELECT locked_until FROM sign_in_failures WHERE user_id = $1 AND network = $2 AND browser = $3";
        Ok(on!(self, pool => {
            sqlx::query_scalar(sql)
                .bind(user)
                .bind(&place.network)
                .bind(&place.browser)
                .fetch_optional(pool)
                .await
        })?)
    }

    /// Until when nobody comes in as this person from one place at least, if there is such a place.
    pub async fn last_lock(&self, user: UserId, now: Timestamp) -> Result<Option<Timestamp>> {
        let sql = "SELECT max(locked_until) FROM sign_in_failures WHERE user_id = $1 AND locked_until > $2";
        Ok(on!(self, pool => sqlx::query_scalar(sql).bind(user).bind(now).fetch_one(pool).await)?)
    }
}

impl Transaction {
    /// Counts a failure here, and says how many there are now. Those whose last one was before `forgotten` are forgotten.
    /// Nothing is counted, and nothing said, of a person who is not there.
    pub async fn count_sign_in_failure(
        &mut self,
        user: UserId,
        place: &FailurePlace,
        at: Timestamp,
        forgotten: Timestamp,
    ) -> Result<Option<i64>> {
        Ok(within!(self, tx => {
            sqlx::query_scalar(
                "INSERT INTO sign_in_failures (user_id, network, browser, failures, failed_at, locked_until) \
                 SELECT id, $2, $3, 1, $4, 0 FROM users WHERE id = $1 \
                 ON CONFLICT (user_id, network, browser) DO UPDATE SET failed_at = $4, \
                 failures = CASE WHEN sign_in_failures.failed_at < $5 THEN 1 ELSE sign_in_failures.failures + 1 END \
                 RETURNING failures",
            )
            .bind(user)
            .bind(&place.network)
            .bind(&place.browser)
            .bind(at)
            .bind(forgotten)
            .fetch_optional(&mut **tx)
            .await
        })?)
    }

    /// Lets nobody in from here as this person until then.
    pub async fn lock_sign_in(&mut self, user: UserId, place: &FailurePlace, until: Timestamp) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE sign_in_failures SET locked_until = $4 \
                 WHERE user_id = $1 AND network = $2 AND browser = $3",
            )
            .bind(user)
            .bind(&place.network)
            .bind(&place.browser)
            .bind(until)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Forgets the failures of somebody, wherever they were, and with them what they locked.
    pub async fn forget_sign_in_failures(&mut self, user: UserId) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM sign_in_failures WHERE user_id = $1")
                .bind(user)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NewUserRow;
    use uuid::Uuid;

    crate::on_both_engines! {
        async fn failures_are_counted_by_place(db: TestDatabase) {
            let ada = UserId(Uuid::from_u128(1));
            let mut tx = db.database.begin().await.unwrap();
            tx.create_user(&NewUserRow {
                id: ada,
                customer: None,
                email: "ada@example.com".into(),
                first_name: "Ada".into(),
                last_name: "Lovelace".into(),
                password_hash: None,
                created_at: Timestamp(0),
            })
            .await
            .unwrap();
            tx.commit().await.unwrap();
            let elsewhere = FailurePlace::default();
            let home = FailurePlace { network: "192.0.2.0/24".into(), browser: "Firefox".into() };
            let count = async |user, place: &FailurePlace, at| {
                let mut tx = db.database.begin().await.unwrap();
                let counted = tx.count_sign_in_failure(user, place, Timestamp(at), Timestamp(at - 10)).await.unwrap();
                tx.commit().await.unwrap();
                counted
            };
            assert_eq!(count(ada, &elsewhere, 100).await, Some(1));
            assert_eq!(count(ada, &elsewhere, 110).await, Some(2));
            assert_eq!(count(ada, &home, 110).await, Some(1));
            assert_eq!(count(ada, &elsewhere, 121).await, Some(1), "the earlier ones are too long ago");
            assert_eq!(count(UserId(Uuid::from_u128(2)), &elsewhere, 121).await, None);
            assert_eq!(db.database.locked_until(ada, &home).await.unwrap(), Some(Timestamp(0)));
            assert_eq!(db.database.last_lock(ada, Timestamp(0)).await.unwrap(), None);
            let mut tx = db.database.begin().await.unwrap();
            tx.lock_sign_in(ada, &elsewhere, Timestamp(181)).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(db.database.locked_until(ada, &elsewhere).await.unwrap(), Some(Timestamp(181)));
            assert_eq!(db.database.locked_until(ada, &home).await.unwrap(), Some(Timestamp(0)));
            assert_eq!(db.database.last_lock(ada, Timestamp(180)).await.unwrap(), Some(Timestamp(181)));
            assert_eq!(db.database.last_lock(ada, Timestamp(181)).await.unwrap(), None);
            assert!(!db.database.is_known_place(ada, &home).await.unwrap());
            let mut tx = db.database.begin().await.unwrap();
            tx.note_place(ada, &home.network, &home.browser, Timestamp(121), 50).await.unwrap();
            tx.forget_sign_in_failures(ada).await.unwrap();
            tx.commit().await.unwrap();
            assert!(db.database.is_known_place(ada, &home).await.unwrap());
            assert_eq!(db.database.locked_until(ada, &elsewhere).await.unwrap(), None);
        }
    }
}
