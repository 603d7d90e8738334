//! Organizations, in which people work and to which applications belong.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{OrganizationId, OrganizationRef, Timestamp, UserId, fold};

/// A row of `organizations`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OrganizationRow {
    /// Its id.
    pub id: OrganizationId,
    /// Its name; unique without regard to case.
    pub name: String,
    /// Whether people who work in it see across organizations.
    pub global: bool,
    /// Whether people may work in it and applications of it are accepted.
    pub enabled: bool,
    /// Whether its users of the back office need a second factor.
    pub second_factor: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

impl From<OrganizationRow> for OrganizationRef {
    fn from(row: OrganizationRow) -> Self {
        Self { id: row.id, name: row.name, global: row.global }
    }
}

const ENABLED_ORGANIZATIONS: &str = "SELECT id, name, global, enabled, second_factor, created_at FROM organizations WHERE enabled ORDER BY name_folded";

const ENABLED_ORGANIZATIONS_OF_USER: &str = "SELECT o.id, o.name, o.global, o.enabled, o.second_factor, o.created_at \
     FROM organizations o JOIN user_organizations uo ON uo.organization_id = o.id \
     WHERE uo.user_id = $1 AND o.enabled ORDER BY o.name_folded";

const ORGANIZATION_BY_NAME: &str =
    "SELECT id, name, global, enabled, second_factor, created_at FROM organizations WHERE name_folded = $1";

const ORGANIZATION: &str =
    "SELECT id, name, global, enabled, second_factor, created_at FROM organizations WHERE id = $1";

impl Database {
    /// Every enabled organization, by name.
    pub async fn enabled_organizations(&self) -> Result<Vec<OrganizationRow>> {
        Ok(on!(self, pool => sqlx::query_as(ENABLED_ORGANIZATIONS).fetch_all(pool).await)?)
    }

    /// The enabled organizations this person may enter, by name.
    pub async fn enabled_organizations_of_user(&self, user: UserId) -> Result<Vec<OrganizationRow>> {
        Ok(on!(self, pool => {
            sqlx::query_as(ENABLED_ORGANIZATIONS_OF_USER).bind(user).fetch_all(pool).await
        })?)
    }

    /// One organization, enabled or not.
    pub async fn find_organization(&self, id: OrganizationId) -> Result<Option<OrganizationRow>> {
        Ok(on!(self, pool => sqlx::query_as(ORGANIZATION).bind(id).fetch_optional(pool).await)?)
    }

    /// The organization of this name, without regard to case.
    pub async fn find_organization_by_name(&self, name: &str) -> Result<Option<OrganizationRow>> {
        Ok(on!(self, pool => {
            sqlx::query_as(ORGANIZATION_BY_NAME).bind(fold(name)).fetch_optional(pool).await
        })?)
    }
}

impl Transaction {
    /// The organization of this name, without regard to case.
    pub async fn find_organization_by_name(&mut self, name: &str) -> Result<Option<OrganizationRow>> {
        Ok(within!(self, tx => {
            sqlx::query_as(ORGANIZATION_BY_NAME).bind(fold(name)).fetch_optional(&mut **tx).await
        })?)
    }

    /// Every enabled organization, by name.
    pub async fn enabled_organizations(&mut self) -> Result<Vec<OrganizationRow>> {
        Ok(within!(self, tx => sqlx::query_as(ENABLED_ORGANIZATIONS).fetch_all(&mut **tx).await)?)
    }

    /// Adds an organization. `Unique` if there is one of this name.
    pub async fn create_organization(&mut self, row: &OrganizationRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO organizations (id, name, name_folded, global, enabled, second_factor, created_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(row.id)
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(row.global)
            .bind(row.enabled)
            .bind(row.second_factor)
            .bind(row.created_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Lets a person enter an organization; once is enough.
    pub async fn add_user_to_organization(
        &mut self,
        user: UserId,
        organization: OrganizationId,
    ) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO user_organizations (user_id, organization_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            )
            .bind(user)
            .bind(organization)
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
    use crate::{Error, NewUserRow};
    use uuid::Uuid;

    fn organization(id: u128, name: &str) -> OrganizationRow {
        OrganizationRow {
            id: OrganizationId(Uuid::from_u128(id)),
            name: name.into(),
            global: false,
            enabled: true,
            second_factor: false,
            created_at: Timestamp(7),
        }
    }

    crate::on_both_engines! {
        async fn a_name_is_unique_in_every_case_and_script(db: TestDatabase) {
            let mut tx = db.database.begin().await.unwrap();
            tx.create_organization(&organization(1, "Ärzte")).await.unwrap();
            tx.commit().await.unwrap();
            let mut tx = db.database.begin().await.unwrap();
            assert!(matches!(tx.create_organization(&organization(2, "äRZTE")).await, Err(Error::Unique(_))));
            drop(tx);
            let found = db.database.find_organization_by_name(" ÄRZTE ").await.unwrap();
            assert_eq!(found, Some(organization(1, "Ärzte")));
            assert_eq!(db.database.find_organization(OrganizationId(Uuid::from_u128(2))).await.unwrap(), None);
        }

        async fn the_enabled_ones_of_a_person_come_by_name(db: TestDatabase) {
            let mut tx = db.database.begin().await.unwrap();
            for (id, name) in [(1, "zeta"), (2, "Acme"), (3, "Closed"), (4, "Elsewhere")] {
                tx.create_organization(&organization(id, name)).await.unwrap();
            }
            let user = NewUserRow {
                id: UserId(Uuid::from_u128(9)),
                customer: None,
                email: "a@example.com".into(),
                first_name: String::new(),
                last_name: String::new(),
                password_hash: None,
                created_at: Timestamp(7),
            };
            tx.create_user(&user).await.unwrap();
            for id in [1, 2, 3, 1] {
                tx.add_user_to_organization(user.id, OrganizationId(Uuid::from_u128(id))).await.unwrap();
            }
            tx.commit().await.unwrap();
            db.set_enabled("organizations", Uuid::from_u128(3), false).await;
            let names = |rows: Vec<OrganizationRow>| rows.into_iter().map(|row| row.name).collect::<Vec<_>>();
            assert_eq!(names(db.database.enabled_organizations_of_user(user.id).await.unwrap()), ["Acme", "zeta"]);
            assert_eq!(names(db.database.enabled_organizations().await.unwrap()), ["Acme", "Elsewhere", "zeta"]);
        }
    }
}
