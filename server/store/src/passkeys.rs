//! Passkeys, and the ceremonies in which browsers are asked for one. What `domain` keeps of either is opaque here.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{PasskeyId, Timestamp, UserId};

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PasskeyRow {
    /// Its id.
    pub id: PasskeyId,
    /// Whose it is.
    pub user_id: UserId,
    /// By which the browser names it.
    pub credential_id: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// The public key, and what else never changes.
    pub fixed_state: Vec<u8>,
    /// What may change with each use.
    pub moving_state: Vec<u8>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, user_id, credential_id, name, fixed_state, moving_state, created_at, last_used_at FROM passkeys ",
            $rest
        )
    };
}

impl Database {
    /// Somebody's passkeys, in the order they were added.
    pub async fn passkeys_of_user(&self, user: UserId) -> Result<Vec<PasskeyRow>> {
        let sql = select!("WHERE user_id = $1 ORDER BY created_at, id");
        Ok(on!(self, pool => sqlx::query_as(sql).bind(user).fetch_all(pool).await)?)
    }

    /// The passkey that the browser names so.
    pub async fn find_passkey(&self, credential: &[u8]) -> Result<Option<PasskeyRow>> {
        let sql = select!("WHERE credential_id = $1");
        Ok(on!(self, pool => sqlx::query_as(sql).bind(credential).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// Adds a passkey. `Unique` if it is there already.
    pub async fn insert_passkey(&mut self, row: &PasskeyRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO passkeys (id, user_id, credential_id, name, fixed_state, moving_state, created_at, last_used_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(row.id)
            .bind(row.user_id)
            .bind(&row.credential_id)
            .bind(&row.name)
            .bind(&row.fixed_state)
            .bind(&row.moving_state)
            .bind(row.created_at)
            .bind(row.last_used_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Notes that a passkey was used; `false` if it is gone, or was used since it was read.
    pub async fn note_passkey_used(
        &mut self,
        before: &PasskeyRow,
        moved: &[u8],
        at: Timestamp,
    ) -> Result<bool> {
        let done = within!(self, tx => {
            sqlx::query(
                "UPDATE passkeys SET moving_state = $3, last_used_at = $4 WHERE id = $1 AND moving_state = $2",
            )
            .bind(before.id)
            .bind(&before.moving_state)
            .bind(moved)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(done > 0)
    }

    /// Removes a passkey of somebody; gives its name.
    pub async fn delete_passkey(&mut self, id: PasskeyId, user: UserId) -> Result<Option<String>> {
        let sql = "DELETE FROM passkeys WHERE id = $1 AND user_id = $2 RETURNING name";
        Ok(within!(self, tx => sqlx::query_scalar(sql).bind(id).bind(user).fetch_optional(&mut **tx).await)?)
    }

    /// Removes all passkeys of somebody.
    pub async fn delete_passkeys_of_user(&mut self, user: UserId) -> Result<()> {
        let sql = "DELETE FROM passkeys WHERE user_id = $1";
        within!(self, tx => sqlx::query(sql).bind(user).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }

    /// Begins a ceremony: of somebody who adds a passkey, or of whoever signs in.
    pub async fn begin_ceremony(
        &mut self,
        challenge: [u8; 16],
        user: Option<UserId>,
        state: &[u8],
        expires: Timestamp,
    ) -> Result<()> {
        let sql =
            "INSERT INTO passkey_ceremonies (challenge, user_id, state, expires_at) VALUES ($1, $2, $3, $4)";
        within!(self, tx => {
            sqlx::query(sql).bind(&challenge[..]).bind(user).bind(state).bind(expires).execute(&mut **tx).await.map(drop)
        })?;
        Ok(())
    }

    /// Ends a ceremony of this person (or of nobody in particular) that has not run out at `now`, and gives its state. It is
    /// ended once.
    pub async fn end_ceremony(
        &mut self,
        challenge: [u8; 16],
        user: Option<UserId>,
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>> {
        let nobody = UserId(uuid::Uuid::nil());
        let found: Option<(Option<UserId>, Vec<u8>)> = within!(self, tx => {
            sqlx::query_as(
                "DELETE FROM passkey_ceremonies WHERE challenge = $1 AND expires_at > $2 RETURNING user_id, state",
            )
            .bind(&challenge[..])
            .bind(now)
            .fetch_optional(&mut **tx)
            .await
        })?;
        let same = |one: &(Option<UserId>, Vec<u8>)| one.0.unwrap_or(nobody) == user.unwrap_or(nobody);
        Ok(found.filter(same).map(|(_, state)| state))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::add_user;
    use uuid::Uuid;

    crate::on_both_engines! {
        async fn a_passkey_is_found_by_what_the_browser_calls_it_and_moves_on(db: TestDatabase) {
            let user = add_user(&db).await;
            let row = PasskeyRow {
                id: PasskeyId(Uuid::from_u128(7)),
                user_id: user,
                credential_id: vec![9; 40],
                name: "Laptop".into(),
                fixed_state: vec![1; 66],
                moving_state: vec![0; 7],
                created_at: Timestamp(100),
                last_used_at: None,
            };
            let mut tx = db.database.begin().await.unwrap();
            tx.insert_passkey(&row).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(db.database.find_passkey(&[9; 40]).await.unwrap().as_ref(), Some(&row));
            assert_eq!(db.database.find_passkey(&[9; 39]).await.unwrap(), None);
            let mut tx = db.database.begin().await.unwrap();
            assert!(tx.note_passkey_used(&row, &[1; 7], Timestamp(200)).await.unwrap());
            assert!(!tx.note_passkey_used(&row, &[2; 7], Timestamp(201)).await.unwrap(), "it was read before");
            tx.commit().await.unwrap();
            let found = db.database.passkeys_of_user(user).await.unwrap();
            assert_eq!((found.len(), found[0].last_used_at), (1, Some(Timestamp(200))));
            let mut tx = db.database.begin().await.unwrap();
            assert_eq!(tx.delete_passkey(row.id, UserId(Uuid::from_u128(99))).await.unwrap(), None);
            assert_eq!(tx.delete_passkey(row.id, user).await.unwrap().as_deref(), Some("Laptop"));
            assert_eq!(tx.delete_passkey(row.id, user).await.unwrap(), None);
        }

        async fn a_ceremony_is_ended_once_in_time_and_by_whom_it_belongs_to(db: TestDatabase) {
            let user = add_user(&db).await;
            let mut tx = db.database.begin().await.unwrap();
            for challenge in 1..=4 {
                let of = (challenge < 3).then_some(user);
                tx.begin_ceremony([challenge; 16], of, &[challenge], Timestamp(200)).await.unwrap();
            }
            assert_eq!(tx.end_ceremony([1; 16], Some(user), Timestamp(199)).await.unwrap(), Some(vec![1]));
            assert_eq!(tx.end_ceremony([1; 16], Some(user), Timestamp(199)).await.unwrap(), None);
            assert_eq!(tx.end_ceremony([2; 16], None, Timestamp(199)).await.unwrap(), None);
            assert_eq!(tx.end_ceremony([3; 16], None, Timestamp(199)).await.unwrap(), Some(vec![3]));
            assert_eq!(tx.end_ceremony([4; 16], None, Timestamp(200)).await.unwrap(), None);
            assert_eq!(tx.remove_ended_sign_in_steps(Timestamp(200)).await.unwrap(), 1);
        }
    }
}
