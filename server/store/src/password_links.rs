//! Links by which people set their password. Only the digest of what a link carries is here.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{LinkPurpose, PasswordLinkId, Timestamp, UserId};

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PasswordLinkRow {
    /// Its id.
    pub id: PasswordLinkId,
    /// Whose password it sets.
    pub user_id: UserId,
    /// What it was made for.
    #[sqlx(try_from = "String")]
    pub purpose: LinkPurpose,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it does not work.
    pub expires_at: Timestamp,
}

impl Database {
    /// The link of a token that has not ended at `now`.
    pub async fn find_password_link(
        &self,
        token_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<PasswordLinkRow>> {
        Ok(on!(self, pool => {
            sqlx::query_as(
                "SELECT id, user_id, purpose, created_at, expires_at FROM password_links \
                 WHERE token_hash = $1 AND expires_at > $2",
            )
            .bind(&token_hash[..])
            .bind(now)
            .fetch_optional(pool)
            .await
        })?)
    }
}

impl Transaction {
    /// Adds a link under the digest of its token, in place of the one the person had for the same purpose. One statement,
    /// so that of two at the same instant one is left.
    pub async fn put_password_link(&mut self, token_hash: &[u8; 32], row: &PasswordLinkRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO password_links (id, token_hash, user_id, purpose, created_at, expires_at) \
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (user_id, purpose) DO UPDATE SET id = excluded.id, \
                 token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at",
            )
            .bind(row.id)
            .bind(&token_hash[..])
            .bind(row.user_id)
            .bind(row.purpose.as_str())
            .bind(row.created_at)
            .bind(row.expires_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Uses a link up; `false` if it is gone or has ended. Of two at the same instant one gets it.
    pub async fn use_password_link(&mut self, id: PasswordLinkId, now: Timestamp) -> Result<bool> {
        let done = within!(self, tx => {
            sqlx::query("DELETE FROM password_links WHERE id = $1 AND expires_at > $2")
                .bind(id)
                .bind(now)
                .execute(&mut **tx)
                .await
                .map(|result| result.rows_affected())
        })?;
        Ok(done > 0)
    }

    /// Ends every link of a person.
    pub async fn delete_password_links_of_user(&mut self, user: UserId) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM password_links WHERE user_id = $1")
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
    use crate::{NewUserRow, testing::TestDatabase};
    use uuid::Uuid;

    const USER: UserId = UserId(Uuid::from_u128(1));

    fn link(id: u128, purpose: LinkPurpose) -> PasswordLinkRow {
        PasswordLinkRow {
            id: PasswordLinkId(Uuid::from_u128(id)),
            user_id: USER,
            purpose,
            created_at: Timestamp(100),
            expires_at: Timestamp(200),
        }
    }

    async fn begin(db: &TestDatabase) -> Transaction {
        let mut tx = db.database.begin().await.unwrap();
        let row = NewUserRow {
            id: USER,
            customer: None,
            email: "a@example.com".into(),
            first_name: String::new(),
            last_name: String::new(),
            password_hash: None,
            created_at: Timestamp(0),
        };
        tx.create_user(&row).await.unwrap();
        tx
    }

    crate::on_both_engines! {
        async fn a_link_is_found_until_it_ends_and_used_once(db: TestDatabase) {
            let mut tx = begin(&db).await;
            let row = link(5, LinkPurpose::Invitation);
            tx.put_password_link(&[1; 32], &row).await.unwrap();
            tx.commit().await.unwrap();
            let find = async |hash, now| db.database.find_password_link(&[hash; 32], Timestamp(now)).await.unwrap();
            assert_eq!(find(1, 199).await.as_ref(), Some(&row));
            assert_eq!(find(1, 200).await, None);
            assert_eq!(find(2, 100).await, None);
            let mut tx = db.database.begin().await.unwrap();
            assert!(!tx.use_password_link(row.id, Timestamp(200)).await.unwrap());
            assert!(tx.use_password_link(row.id, Timestamp(199)).await.unwrap());
            assert!(!tx.use_password_link(row.id, Timestamp(199)).await.unwrap());
        }

        async fn a_new_link_takes_the_place_of_the_one_for_the_same_purpose(db: TestDatabase) {
            let mut tx = begin(&db).await;
            tx.put_password_link(&[1; 32], &link(5, LinkPurpose::Invitation)).await.unwrap();
            tx.put_password_link(&[2; 32], &link(6, LinkPurpose::Reset)).await.unwrap();
            tx.put_password_link(&[3; 32], &link(7, LinkPurpose::Reset)).await.unwrap();
            tx.commit().await.unwrap();
            let find = async |hash| {
                let found = db.database.find_password_link(&[hash; 32], Timestamp(100)).await.unwrap();
                found.map(|row| row.id.0.as_u128())
            };
            assert_eq!([find(1).await, find(2).await, find(3).await], [Some(5), None, Some(7)]);
            let mut tx = db.database.begin().await.unwrap();
            assert_eq!(tx.remove_ended_password_links(Timestamp(199)).await.unwrap(), 0);
            tx.delete_password_links_of_user(USER).await.unwrap();
            tx.put_password_link(&[4; 32], &link(8, LinkPurpose::Reset)).await.unwrap();
            assert_eq!(tx.remove_ended_password_links(Timestamp(200)).await.unwrap(), 1);
            tx.commit().await.unwrap();
            assert_eq!(db.count("password_links").await, 0);
        }

        async fn links_go_with_their_person(db: TestDatabase) {
            let mut tx = begin(&db).await;
            tx.put_password_link(&[1; 32], &link(5, LinkPurpose::Reset)).await.unwrap();
            tx.commit().await.unwrap();
            db.execute("DELETE FROM users").await;
            assert_eq!(db.count("password_links").await, 0);
        }
    }
}
