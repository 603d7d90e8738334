//! Users of the back office and customer users.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{CustomerId, Language, Side, Timestamp, UserId, fold, full_name};
use std::fmt;

/// A person, as far as deciding what they may do goes.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PersonRow {
    /// Their id.
    pub id: UserId,
    /// Back office or customer side.
    #[sqlx(try_from = "String")]
    pub side: Side,
    /// Their customer, if they are a customer user.
    pub customer_id: Option<CustomerId>,
    /// Primary e-mail address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Whether they may come in: they and, on the customer side, their customer and its organization are enabled.
    pub enabled: bool,
    /// Which language they are written to in, and see the pages in, if they chose one.
    pub language: Option<Language>,
    /// The IANA name of the time zone they chose, if they did.
    pub time_zone: Option<String>,
    /// `daily` or `weekly`: how often they want to be told what can wait.
    pub digest: Option<String>,
}

/// What signing in needs. No `Debug`: it holds a hash.
#[derive(Clone, sqlx::FromRow)]
pub struct CredentialsRow {
    /// Whose it is.
    pub id: UserId,
    /// PHC text of the argon2id hash; `None` for those who have no password.
    pub password_hash: Option<String>,
    /// As in [`PersonRow`].
    pub enabled: bool,
}

/// A new row of `users`.
#[derive(Clone)]
pub struct NewUserRow {
    /// Their id.
    pub id: UserId,
    /// The customer of a customer user; without one it is a user of the back office.
    pub customer: Option<CustomerId>,
    /// As `model::normalize_email` leaves it.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// PHC text of the argon2id hash.
    pub password_hash: Option<String>,
    /// When they were added.
    pub created_at: Timestamp,
}

impl fmt::Debug for NewUserRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewUserRow").field("id", &self.id).field("email", &self.email).finish_non_exhaustive()
    }
}

const PERSON: &str = "SELECT u.id, u.side, u.customer_id, u.email, u.first_name, u.last_name, \
     u.enabled AND COALESCE(c.enabled AND o.enabled, TRUE) AS enabled, u.language, u.time_zone, u.digest \
     FROM users u LEFT JOIN customers c ON c.id = u.customer_id LEFT JOIN organizations o ON o.id = c.organization_id \
     WHERE u.id = $1";

const CREDENTIALS: &str = "SELECT u.id, u.password_hash, u.enabled AND COALESCE(c.enabled AND o.enabled, TRUE) AS enabled \
     FROM users u LEFT JOIN customers c ON c.id = u.customer_id LEFT JOIN organizations o ON o.id = c.organization_id \
     WHERE u.email = $1";

const ID_BY_EMAIL: &str = "SELECT id FROM users WHERE email = $1";

impl Database {
    /// A person, enabled or not.
    pub async fn find_person(&self, user: UserId) -> Result<Option<PersonRow>> {
        Ok(on!(self, pool => sqlx::query_as(PERSON).bind(user).fetch_optional(pool).await)?)
    }

    /// What signing in with this address needs.
    pub async fn find_credentials(&self, email: &str) -> Result<Option<CredentialsRow>> {
        Ok(on!(self, pool => sqlx::query_as(CREDENTIALS).bind(email).fetch_optional(pool).await)?)
    }

    /// Whose address this is.
    pub async fn find_user_by_email(&self, email: &str) -> Result<Option<UserId>> {
        Ok(on!(self, pool => sqlx::query_scalar(ID_BY_EMAIL).bind(email).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// Whose address this is.
    pub async fn find_user_by_email(&mut self, email: &str) -> Result<Option<UserId>> {
        Ok(within!(self, tx => {
            sqlx::query_scalar(ID_BY_EMAIL).bind(email).fetch_optional(&mut **tx).await
        })?)
    }

    /// Adds a person, enabled. `Unique` if somebody has the address.
    pub async fn create_user(&mut self, row: &NewUserRow) -> Result<()> {
        let side = if row.customer.is_some() { Side::Customer } else { Side::BackOffice };
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO users (id, side, customer_id, email, first_name, last_name, name_folded, first_name_folded, \
                 last_name_folded, password_hash, enabled, created_at, changed_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, TRUE, $11, $11)",
            )
            .bind(row.id)
            .bind(side.as_str())
            .bind(row.customer)
            .bind(&row.email)
            .bind(&row.first_name)
            .bind(&row.last_name)
            .bind(fold(&full_name(&row.first_name, &row.last_name)))
            .bind(fold(&row.first_name))
            .bind(fold(&row.last_name))
            .bind(&row.password_hash)
            .bind(row.created_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Gives a person another password: the PHC text of its argon2id hash.
    pub async fn set_password_hash(&mut self, user: UserId, hash: &str) -> Result<()> {
        within!(self, tx => {
            sqlx::query("UPDATE users SET password_hash = $2 WHERE id = $1")
                .bind(user)
                .bind(hash)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Sets the language a person chose; `None` is no choice.
    pub async fn set_language(&mut self, user: UserId, language: Option<Language>) -> Result<()> {
        within!(self, tx => {
            sqlx::query("UPDATE users SET language = $2 WHERE id = $1")
                .bind(user)
                .bind(language.map(Language::as_str))
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Sets the time zone a person chose, by its IANA name; `None` is no choice.
    pub async fn set_time_zone(&mut self, user: UserId, time_zone: Option<&str>) -> Result<()> {
        within!(self, tx => {
            sqlx::query("UPDATE users SET time_zone = $2 WHERE id = $1")
                .bind(user)
                .bind(time_zone)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Notes a sign-in.
    pub async fn set_last_login(&mut self, user: UserId, at: Timestamp) -> Result<()> {
        within!(self, tx => {
            sqlx::query("UPDATE users SET last_login_at = $2 WHERE id = $1")
                .bind(user)
                .bind(at)
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
    use crate::{CustomerRow, Error, OrganizationRow, testing::TestDatabase};
    use model::OrganizationId;
    use uuid::Uuid;

    fn user(id: u128, email: &str, customer: Option<CustomerId>) -> NewUserRow {
        NewUserRow {
            id: UserId(Uuid::from_u128(id)),
            customer,
            email: email.into(),
            first_name: "Ada".into(),
            last_name: "Lovelace".into(),
            password_hash: Some("$argon2id$".into()),
            created_at: Timestamp(7),
        }
    }

    async fn add_customer(db: &TestDatabase) -> CustomerId {
        let (organization, customer) = (OrganizationId(Uuid::from_u128(1)), CustomerId(Uuid::from_u128(2)));
        let mut tx = db.database.begin().await.unwrap();
        tx.create_organization(&OrganizationRow {
            id: organization,
            name: "Acme".into(),
            global: true,
            enabled: true,
            second_factor: false,
            created_at: Timestamp(7),
        })
        .await
        .unwrap();
        let row = CustomerRow {
            id: customer,
            organization_id: organization,
            name: "Northwind".into(),
            enabled: true,
            created_at: Timestamp(7),
        };
        tx.create_customer(&row).await.unwrap();
        assert_eq!(tx.find_customer_by_name(organization, "NORTHWIND").await.unwrap(), Some(row));
        tx.commit().await.unwrap();
        customer
    }

    crate::on_both_engines! {
        async fn an_address_is_given_once(db: TestDatabase) {
            let mut tx = db.database.begin().await.unwrap();
            tx.create_user(&user(1, "ada@example.com", None)).await.unwrap();
            tx.commit().await.unwrap();
            let mut tx = db.database.begin().await.unwrap();
            let Err(Error::Unique(index)) = tx.create_user(&user(2, "ada@example.com", None)).await else {
                panic!("refused")
            };
            assert!(index.contains("email"), "{index}");
            drop(tx);
            let known = db.database.find_credentials("ada@example.com").await.unwrap().unwrap();
            assert_eq!((known.id.0.as_u128(), known.password_hash.as_deref(), known.enabled), (1, Some("$argon2id$"), true));
            assert!(db.database.find_credentials("bob@example.com").await.unwrap().is_none());
        }

        async fn what_a_person_chose_is_theirs_alone(db: TestDatabase) {
            let mut tx = db.database.begin().await.unwrap();
            for (id, email) in [(1, "ada@example.com"), (2, "bob@example.com")] {
                tx.create_user(&user(id, email, None)).await.unwrap();
            }
            tx.commit().await.unwrap();
            let ada = UserId(Uuid::from_u128(1));
            let chosen = async |id| {
                let person = db.database.find_person(UserId(Uuid::from_u128(id))).await.unwrap().unwrap();
                (person.language, person.time_zone)
            };
            assert_eq!(chosen(1).await, (None, None));
            for language in Language::ALL {
                let mut tx = db.database.begin().await.unwrap();
                tx.set_language(ada, Some(language)).await.unwrap();
                tx.set_time_zone(ada, Some("Europe/Paris")).await.unwrap();
                tx.commit().await.unwrap();
                assert_eq!(chosen(1).await, (Some(language), Some("Europe/Paris".to_owned())));
            }
            assert_eq!(chosen(2).await, (None, None));
            let mut tx = db.database.begin().await.unwrap();
            tx.set_language(ada, None).await.unwrap();
            tx.set_time_zone(ada, None).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(chosen(1).await, (None, None));
        }

        async fn whoever_is_above_a_customer_user_disables_them(db: TestDatabase) {
            let customer = add_customer(&db).await;
            let mut tx = db.database.begin().await.unwrap();
            tx.create_user(&user(9, "brian@example.com", Some(customer))).await.unwrap();
            tx.commit().await.unwrap();
            let id = UserId(Uuid::from_u128(9));
            let is_enabled = async || {
                let person = db.database.find_person(id).await.unwrap().unwrap();
                assert_eq!((person.side, person.customer_id), (Side::Customer, Some(customer)));
                let known = db.database.find_credentials("brian@example.com").await.unwrap().unwrap();
                assert_eq!(person.enabled, known.enabled);
                person.enabled
            };
            assert!(is_enabled().await);
            for (table, row) in [("users", 9), ("customers", 2), ("organizations", 1)] {
                db.set_enabled(table, Uuid::from_u128(row), false).await;
                assert!(!is_enabled().await, "{table}");
                db.set_enabled(table, Uuid::from_u128(row), true).await;
                assert!(is_enabled().await, "{table}");
            }
        }
    }
}
