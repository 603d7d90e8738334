//! Who people are at identity providers.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{IdentityId, Timestamp, UserId};

/// A row of `identities`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct IdentityRow {
    /// Its id.
    pub id: IdentityId,
    /// Who it is here.
    pub user_id: UserId,
    /// The provider, by its issuer.
    pub issuer: String,
    /// Who it is there.
    pub subject: String,
    /// The address there, as it was told last; empty if it was not.
    pub email: String,
    /// Since when it is linked.
    pub linked_at: Timestamp,
    /// When it was last signed in with.
    pub last_used_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, user_id, issuer, subject, email, linked_at, last_used_at FROM identities WHERE ",
            $rest
        )
    };
}

impl Database {
    /// Who this is here.
    pub async fn find_identity(&self, issuer: &str, subject: &str) -> Result<Option<IdentityRow>> {
        let sql = select!("issuer = $1 AND subject = $2");
        Ok(on!(self, pool => sqlx::query_as(sql).bind(issuer).bind(subject).fetch_optional(pool).await)?)
    }

    /// Who somebody is at providers, by issuer.
    pub async fn identities_of_user(&self, user: UserId) -> Result<Vec<IdentityRow>> {
        let sql = select!("user_id = $1 ORDER BY issuer");
        Ok(on!(self, pool => sqlx::query_as(sql).bind(user).fetch_all(pool).await)?)
    }
}

impl Transaction {
    /// Links one. `Unique` if it is linked with somebody, or this person with somebody there.
    pub async fn add_identity(&mut self, row: &IdentityRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO identities (id, user_id, issuer, subject, email, linked_at, last_used_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(row.id)
            .bind(row.user_id)
            .bind(&row.issuer)
            .bind(&row.subject)
            .bind(&row.email)
            .bind(row.linked_at)
            .bind(row.last_used_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Who somebody is at providers, by issuer, as it stays until the transaction ends if people are locked.
    pub async fn identities_of_user(&mut self, user: UserId) -> Result<Vec<IdentityRow>> {
        let sql = select!("user_id = $1 ORDER BY issuer");
        Ok(within!(self, tx => sqlx::query_as(sql).bind(user).fetch_all(&mut **tx).await)?)
    }

    /// Notes that it was signed in with; `false` if it is not linked any more.
    pub async fn note_identity_used(&mut self, id: IdentityId, email: &str, at: Timestamp) -> Result<bool> {
        let sql = "UPDATE identities SET last_used_at = $2, email = $3 WHERE id = $1";
        let rows = within!(self, tx => {
            let update = sqlx::query(sql).bind(id).bind(at).bind(email);
            update.execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        Ok(rows > 0)
    }

    /// Unlinks one of a person; gives it.
    pub async fn delete_identity(&mut self, id: IdentityId, user: UserId) -> Result<Option<IdentityRow>> {
        let sql = "DELETE FROM identities WHERE id = $1 AND user_id = $2 \
                   RETURNING id, user_id, issuer, subject, email, linked_at, last_used_at";
        Ok(within!(self, tx => sqlx::query_as(sql).bind(id).bind(user).fetch_optional(&mut **tx).await)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Error, NewUserRow, testing::TestDatabase};
    use uuid::Uuid;

    async fn add_user(tx: &mut Transaction, number: u128) -> UserId {
        let id = UserId(Uuid::from_u128(number));
        let row = NewUserRow {
            id,
            customer: None,
            email: format!("{number}@example.com"),
            first_name: String::new(),
            last_name: String::new(),
            password_hash: None,
            created_at: Timestamp(0),
        };
        tx.create_user(&row).await.unwrap();
        id
    }

    fn identity(number: u128, user_id: UserId, issuer: &str, subject: &str) -> IdentityRow {
        IdentityRow {
            id: IdentityId(Uuid::from_u128(number)),
            user_id,
            issuer: issuer.into(),
            subject: subject.into(),
            email: String::new(),
            linked_at: Timestamp(1),
            last_used_at: None,
        }
    }

    async fn add(db: &TestDatabase, row: &IdentityRow) -> Result<()> {
        let mut tx = db.database.begin().await?;
        tx.add_identity(row).await?;
        tx.commit().await
    }

    crate::on_both_engines! {
        async fn an_identity_is_of_one_person_and_a_person_one_identity_of_each_issuer(db: TestDatabase) {
            let mut tx = db.database.begin().await.unwrap();
            let (ada, bob) = (add_user(&mut tx, 1).await, add_user(&mut tx, 2).await);
            tx.commit().await.unwrap();
            let first = identity(1, ada, "https://a", "s");
            add(&db, &first).await.unwrap();
            add(&db, &identity(2, ada, "https://b", "s")).await.unwrap();
            for taken in [identity(3, bob, "https://a", "s"), identity(3, ada, "https://a", "t")] {
                assert!(matches!(add(&db, &taken).await, Err(Error::Unique(_))), "{taken:?}");
            }
            // What differs in case is somebody else (OpenID Connect Core §2).
            add(&db, &identity(4, bob, "https://a", "S")).await.unwrap();
            let found = |subject| db.database.find_identity("https://a", subject);
            assert_eq!(found("s").await.unwrap(), Some(first.clone()));
            assert_eq!(found("S").await.unwrap().unwrap().user_id, bob);
            assert_eq!(db.database.identities_of_user(ada).await.unwrap().len(), 2);

            let mut tx = db.database.begin().await.unwrap();
            assert!(tx.note_identity_used(first.id, "a@example.com", Timestamp(5)).await.unwrap());
            assert_eq!(tx.delete_identity(first.id, bob).await.unwrap(), None, "not his");
            let gone = tx.delete_identity(first.id, ada).await.unwrap().unwrap();
            assert_eq!((gone.email.as_str(), gone.last_used_at), ("a@example.com", Some(Timestamp(5))));
            assert!(!tx.note_identity_used(first.id, "", Timestamp(6)).await.unwrap());
            assert_eq!(tx.identities_of_user(ada).await.unwrap().len(), 1);
        }
    }
}
