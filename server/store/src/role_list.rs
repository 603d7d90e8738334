//! Roles as pages show them, and what changes of them.

use crate::{
    Database, Error, Result, Transaction,
    database::{on, within},
    list::{Listed, Reach, Wished, called, nobody},
    query::Column,
    roles::{read, written},
    sorted::Sorted,
};
use model::{Filter, Page, Part, Permissions, RoleField, RoleId, Side, Sort, Timestamp, fold};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

/// A role, with what is counted of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullRoleRow {
    /// Its id.
    pub id: RoleId,
    /// For people of this side.
    pub side: Side,
    /// Its name; unique without regard to case.
    pub name: String,
    /// What it allows.
    pub permissions: Permissions,
    /// How many people have it.
    pub users: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed, given or taken.
    pub changed_at: Timestamp,
    /// Counts the changes of its form, from 1.
    pub version: i64,
    /// Counts the changes, from 1, also to whom it is given.
    pub revision: i64,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: RoleId,
    #[sqlx(try_from = "String")]
    side: Side,
    name: String,
    permissions: String,
    users: i64,
    created_at: Timestamp,
    changed_at: Timestamp,
    version: i64,
    revision: i64,
}

impl TryFrom<Stored> for FullRoleRow {
    type Error = Error;

    fn try_from(stored: Stored) -> Result<Self> {
        let permissions = read(&stored.permissions)?;
        let Stored { id, side, name, users, created_at, changed_at, version, revision, .. } = stored;
        Ok(Self { id, side, name, permissions, users, created_at, changed_at, version, revision })
    }
}

struct Roles;

const USERS: &str = "(SELECT count(*) FROM user_roles ur WHERE ur.role_id = r.id)";

const ROLE: &str = "SELECT r.id, r.side, r.name, r.permissions, r.created_at, r.changed_at, r.version, r.revision, \
     (SELECT count(*) FROM user_roles ur WHERE ur.role_id = r.id) AS users FROM roles r WHERE r.id = $1";

impl Database {
    /// How many there are.
    pub async fn count_roles(&self, filter: &Filter<RoleField>) -> Result<u64> {
        self.count_listed::<Roles>(&Filter::everything(), filter).await
    }

    /// A page of them.
    pub async fn page_of_roles(
        &self,
        filter: &Filter<RoleField>,
        sort: &[Sort<RoleField>],
        part: &Part,
    ) -> Result<Page<FullRoleRow>> {
        let everywhere = Filter::everything();
        let page = self.page::<Roles, Stored>((&everywhere, filter), sort, part).await?;
        page.try_map(FullRoleRow::try_from)
    }

    /// Some of them.
    pub async fn list_roles(&self, wished: &Wished<'_, RoleField>) -> Result<Vec<FullRoleRow>> {
        let rows: Vec<Stored> = self.list::<Roles, _>(wished).await?;
        rows.into_iter().map(FullRoleRow::try_from).collect()
    }

    /// One of them.
    pub async fn find_role(&self, id: RoleId) -> Result<Option<FullRoleRow>> {
        let stored: Option<Stored> =
            on!(self, pool => sqlx::query_as(ROLE).bind(id).fetch_optional(pool).await)?;
        stored.map(FullRoleRow::try_from).transpose()
    }
}

impl Transaction {
    /// One of them. Whoever changes it has called [`Transaction::lock_people`].
    pub async fn find_role(&mut self, id: RoleId) -> Result<Option<FullRoleRow>> {
        let stored: Option<Stored> =
            within!(self, tx => sqlx::query_as(ROLE).bind(id).fetch_optional(&mut **tx).await)?;
        stored.map(FullRoleRow::try_from).transpose()
    }

    /// Writes name and permissions, as of this time, and counts the version up. `Unique` if another has the name.
    pub async fn save_role(&mut self, row: &mut FullRoleRow, at: Timestamp) -> Result<()> {
        let permissions = written(&row.permissions)?;
        within!(self, tx => {
            sqlx::query(
                "UPDATE roles SET name = $2, name_folded = $3, permissions = $4, changed_at = $5, version = version + 1, \
                 revision = revision + 1 WHERE id = $1",
            )
            .bind(row.id)
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(permissions)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        row.version += 1;
        row.revision += 1;
        row.changed_at = at;
        Ok(())
    }

    /// Removes a role that nobody has.
    pub async fn delete_role(&mut self, id: RoleId) -> Result<()> {
        within!(self, tx => {
            sqlx::query("DELETE FROM roles WHERE id = $1").bind(id).execute(&mut **tx).await.map(drop)
        })?;
        Ok(())
    }
}

impl Listed for Roles {
    type Field = RoleField;

    const TABLE: (&'static str, &'static str) = ("roles", "r");

    fn select() -> SelectStatement {
        let mut select = Query::select();
        select
            .columns(
                ["id", "side", "name", "permissions", "created_at", "changed_at", "version", "revision"]
                    .map(|column| ("r", column)),
            )
            .expr_as(Expr::cust(USERS), "users")
            .from_as("roles", "r");
        select
    }

    fn reach(_: Reach) -> Column {
        nobody()
    }

    fn filter(field: RoleField) -> Column {
        let column = |name: &'static str| Expr::col(("r", name));
        match field {
            RoleField::Name => Column::Folded(column("name_folded")),
            RoleField::Side => Column::Words(column("side")),
            RoleField::Created => Column::Time(column("created_at")),
            RoleField::Changed => Column::Time(column("changed_at")),
            RoleField::Id => Column::Id(column("id")),
            RoleField::ExternalId => called("role_external_ids", "role_id", column("id")),
            RoleField::Member => members(),
            RoleField::Users => nobody(),
        }
    }

    fn sort(field: RoleField) -> Sorted {
        let column = |name: &'static str| Expr::col(("r", name));
        match field {
            RoleField::Name => Sorted::Text(column("name_folded")),
            RoleField::Side => Sorted::Text(column("side")),
            RoleField::Users => Sorted::Number(Expr::cust(USERS)),
            RoleField::Id => Sorted::Id(column("id")),
            RoleField::Changed => Sorted::Number(column("changed_at")),
            // A role has several members, and a name in each organization.
            RoleField::Created | RoleField::Member | RoleField::ExternalId => {
                Sorted::Number(column("created_at"))
            }
        }
    }
}

/// The people who have the role.
fn members() -> Column {
    let mut rows = Query::select();
    rows.expr(Expr::val(1))
        .from_as("user_roles", "l")
        .and_where(Expr::col(("l", "role_id")).equals(("r", "id")));
    Column::Linked(Box::new(rows), Expr::col(("l", "user_id")))
}
