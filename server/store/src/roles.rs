//! Roles: permissions under a name, and who has which.

use crate::{
    Database, Error, Result, Transaction,
    database::{on, within},
};
use model::{Permissions, RoleId, Side, Timestamp, UserId, fold};

/// A role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRow {
    /// Its id.
    pub id: RoleId,
    /// For people of this side.
    pub side: Side,
    /// Its name; unique without regard to case.
    pub name: String,
    /// What it allows.
    pub permissions: Permissions,
    /// When it was made.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: RoleId,
    #[sqlx(try_from = "String")]
    side: Side,
    name: String,
    permissions: String,
    created_at: Timestamp,
}

impl TryFrom<Stored> for RoleRow {
    type Error = Error;

    fn try_from(stored: Stored) -> Result<Self> {
        Ok(Self {
            id: stored.id,
            side: stored.side,
            name: stored.name,
            permissions: read(&stored.permissions)?,
            created_at: stored.created_at,
        })
    }
}

pub(crate) fn read(permissions: &str) -> Result<Permissions> {
    serde_json::from_str(permissions).map_err(|_| Error::Damaged("role"))
}

pub(crate) fn written(permissions: &Permissions) -> Result<String> {
    serde_json::to_string(permissions).map_err(|_| Error::Damaged("role"))
}

const PERMISSIONS_OF_USER: &str =
    "SELECT r.permissions FROM roles r JOIN user_roles ur ON ur.role_id = r.id WHERE ur.user_id = $1";

const ROLES_OF_SIDE: &str =
    "SELECT id, side, name, permissions, created_at FROM roles WHERE side = $1 ORDER BY name_folded";

const IS_ROLE_GIVEN: &str =
    "SELECT EXISTS (SELECT 1 FROM user_roles ur JOIN roles r ON r.id = ur.role_id WHERE r.name = $1)";

impl Database {
    /// Whether anybody has the role of this name.
    pub async fn is_role_given(&self, name: &str) -> Result<bool> {
        Ok(on!(self, pool => sqlx::query_scalar(IS_ROLE_GIVEN).bind(name).fetch_one(pool).await)?)
    }

    /// Every role of a side, by name.
    pub async fn roles_of_side(&self, side: Side) -> Result<Vec<RoleRow>> {
        let stored: Vec<Stored> = on!(self, pool => {
            sqlx::query_as(ROLES_OF_SIDE).bind(side.as_str()).fetch_all(pool).await
        })?;
        stored.into_iter().map(RoleRow::try_from).collect()
    }

    /// What all roles of a person allow together.
    pub async fn permissions_of_user(&self, user: UserId) -> Result<Permissions> {
        let texts: Vec<String> = on!(self, pool => {
            sqlx::query_scalar(PERMISSIONS_OF_USER).bind(user).fetch_all(pool).await
        })?;
        texts.iter().try_fold(Permissions::none(), |all, text| Ok(all.union(&read(text)?)))
    }
}

impl Transaction {
    /// The role of this name.
    pub async fn find_role_by_name(&mut self, name: &str) -> Result<Option<RoleRow>> {
        let stored: Option<Stored> = within!(self, tx => {
            sqlx::query_as("SELECT id, side, name, permissions, created_at FROM roles WHERE name = $1")
                .bind(name)
                .fetch_optional(&mut **tx)
                .await
        })?;
        stored.map(RoleRow::try_from).transpose()
    }

    /// Every role of a side, by name.
    pub async fn roles_of_side(&mut self, side: Side) -> Result<Vec<RoleRow>> {
        let stored: Vec<Stored> = within!(self, tx => {
            sqlx::query_as(ROLES_OF_SIDE).bind(side.as_str()).fetch_all(&mut **tx).await
        })?;
        stored.into_iter().map(RoleRow::try_from).collect()
    }

    /// The roles a person has, by name.
    pub async fn roles_of_user(&mut self, user: UserId) -> Result<Vec<RoleRow>> {
        let stored: Vec<Stored> = within!(self, tx => {
            sqlx::query_as(
                "SELECT r.id, r.side, r.name, r.permissions, r.created_at FROM roles r \
                 JOIN user_roles ur ON ur.role_id = r.id WHERE ur.user_id = $1 ORDER BY r.name_folded",
            )
            .bind(user)
            .fetch_all(&mut **tx)
            .await
        })?;
        stored.into_iter().map(RoleRow::try_from).collect()
    }

    /// Adds a role. `Unique` if there is one of this name.
    pub async fn create_role(&mut self, row: &RoleRow) -> Result<()> {
        let permissions = written(&row.permissions)?;
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO roles (id, side, name, name_folded, permissions, created_at, changed_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $6)",
            )
            .bind(row.id)
            .bind(row.side.as_str())
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(permissions)
            .bind(row.created_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Gives a person a role; once is enough. The role counts it, if they did not have it.
    pub async fn give_role(&mut self, user: UserId, role: RoleId, at: Timestamp) -> Result<()> {
        let given = within!(self, tx => {
            sqlx::query("INSERT INTO user_roles (user_id, role_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(user)
                .bind(role)
                .execute(&mut **tx)
                .await
                .map(|done| done.rows_affected())
        })?;
        if given > 0 { self.touch_role(role, at).await } else { Ok(()) }
    }

    /// Counts a change of a role beside its form.
    pub(crate) async fn touch_role(&mut self, role: RoleId, at: Timestamp) -> Result<()> {
        within!(self, tx => {
            sqlx::query("UPDATE roles SET revision = revision + 1, changed_at = $2 WHERE id = $1")
                .bind(role)
                .bind(at)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Whether anybody has the role of this name.
    pub async fn is_role_given(&mut self, name: &str) -> Result<bool> {
        Ok(within!(self, tx => sqlx::query_scalar(IS_ROLE_GIVEN).bind(name).fetch_one(&mut **tx).await)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NewUserRow;
    use model::{Action, Level, Subject};
    use uuid::Uuid;

    fn role(id: u128, name: &str, subject: Subject, level: Level) -> RoleRow {
        RoleRow {
            id: RoleId(Uuid::from_u128(id)),
            side: Side::BackOffice,
            name: name.into(),
            permissions: Permissions::none().with(subject, &Action::ALL, level),
            created_at: Timestamp(7),
        }
    }

    crate::on_both_engines! {
        async fn roles_add_up(db: TestDatabase) {
            let user = UserId(Uuid::from_u128(9));
            let (own, all) = (
                role(1, "Own", Subject::Applications, Level::Own),
                role(2, "All", Subject::Applications, Level::Organization),
            );
            let mut tx = db.database.begin().await.unwrap();
            let row = NewUserRow {
                id: user,
                customer: None,
                email: "a@example.com".into(),
                first_name: String::new(),
                last_name: String::new(),
                password_hash: None,
                created_at: Timestamp(7),
            };
            tx.create_user(&row).await.unwrap();
            for one in [&own, &all] {
                tx.create_role(one).await.unwrap();
                assert!(!tx.is_role_given(&one.name).await.unwrap());
                tx.give_role(user, one.id, Timestamp(8)).await.unwrap();
                tx.give_role(user, one.id, Timestamp(9)).await.unwrap();
                assert!(tx.is_role_given(&one.name).await.unwrap());
            }
            assert_eq!(tx.find_role_by_name("All").await.unwrap(), Some(all.clone()));
            assert_eq!(tx.find_role_by_name("all").await.unwrap(), None);
            tx.commit().await.unwrap();
            assert_eq!(db.database.permissions_of_user(user).await.unwrap(), all.permissions);
            let nobody = UserId(Uuid::from_u128(8));
            assert_eq!(db.database.permissions_of_user(nobody).await.unwrap(), Permissions::none());
            db.execute("UPDATE roles SET permissions = '{\"moon\":{}}'").await;
            assert!(matches!(db.database.permissions_of_user(user).await, Err(Error::Damaged("role"))));
        }
    }
}
