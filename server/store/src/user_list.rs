//! Users and customer users as pages show them: lists, one of them, and what belongs to each.

use crate::{
    Database, OrganizationRow, Result, Transaction,
    database::{Begun, on, within},
    list::{Listed, Reach, Wished, called, never_first},
    narrow::{Narrow, Searched},
    query::Column,
    sorted::Sorted,
};
use model::{
    Condition, CustomerId, Filter, Page, Part, PersonRef, RoleId, Side, Sort, Timestamp, UserField, UserId,
    full_name,
};
use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement, SimpleExpr};

#[cfg(test)]
mod tests;

/// A row of `users`, with its customer.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct UserRow {
    /// Their id.
    pub id: UserId,
    /// Back office or customer side.
    #[sqlx(try_from = "String")]
    pub side: Side,
    /// Primary e-mail address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Whether they themselves are enabled.
    pub enabled: bool,
    /// Whether they may come in: also their customer and its organization are enabled.
    pub active: bool,
    /// Whether they have a password.
    pub has_password: bool,
    /// Their customer, if they are a customer user.
    pub customer_id: Option<CustomerId>,
    /// That customer's name.
    pub customer_name: Option<String>,
    /// Their manager.
    pub manager_id: Option<UserId>,
    /// That person's first name.
    pub manager_first_name: Option<String>,
    /// That person's last name.
    pub manager_last_name: Option<String>,
    /// That person's primary e-mail address.
    pub manager_email: Option<String>,
    /// When they were added.
    pub created_at: Timestamp,
    /// When they were last changed.
    pub changed_at: Timestamp,
    /// When an identity provider removed them.
    pub removed_at: Option<Timestamp>,
    /// When they last signed in.
    pub last_login_at: Option<Timestamp>,
    /// Counts the changes, from 1.
    pub version: i64,
}

impl From<UserRow> for PersonRef {
    fn from(row: UserRow) -> Self {
        let name = full_name(&row.first_name, &row.last_name);
        Self { id: row.id, name, email: row.email, customer: row.customer_id }
    }
}

/// How users and customer users are listed.
pub(crate) struct Users;

const ACTIVE: &str = "u.enabled AND COALESCE(c.enabled AND o.enabled, TRUE)";

const USER: &str = "SELECT u.id, u.side, u.email, u.first_name, u.last_name, u.enabled, \
     u.enabled AND COALESCE(c.enabled AND o.enabled, TRUE) AS active, u.password_hash IS NOT NULL AS has_password, \
     u.customer_id, c.name AS customer_name, u.manager_id, m.first_name AS manager_first_name, \
     m.last_name AS manager_last_name, m.email AS manager_email, u.created_at, u.changed_at, \
     u.removed_at, u.last_login_at, u.version \
     FROM users u LEFT JOIN customers c ON c.id = u.customer_id LEFT JOIN organizations o ON o.id = c.organization_id \
     LEFT JOIN users m ON m.id = u.manager_id WHERE u.id = $1";

const ORGANIZATIONS_OF_USER: &str = "SELECT o.id, o.name, o.global, o.enabled, o.second_factor, o.created_at FROM organizations o \
     JOIN user_organizations uo ON uo.organization_id = o.id WHERE uo.user_id = $1 ORDER BY o.name_folded";

impl Database {
    /// How many there are.
    pub async fn count_users(&self, reach: &Filter<Reach>, filter: &Filter<UserField>) -> Result<u64> {
        self.count_listed::<Users>(reach, filter).await
    }

    /// A page of them.
    pub async fn page_of_users(
        &self,
        which: (&Filter<Reach>, &Filter<UserField>),
        sort: &[Sort<UserField>],
        part: &Part,
    ) -> Result<Page<UserRow>> {
        self.page::<Users, _>(which, sort, part).await
    }

    /// Some of them.
    pub async fn list_users(&self, wished: &Wished<'_, UserField>) -> Result<Vec<UserRow>> {
        self.list::<Users, _>(wished).await
    }

    /// One of them.
    pub async fn find_user(&self, id: UserId) -> Result<Option<UserRow>> {
        Ok(on!(self, pool => sqlx::query_as(USER).bind(id).fetch_optional(pool).await)?)
    }

    /// Every organization that each of these people may enter, also disabled ones, by name.
    pub async fn organizations_of_users(&self, users: &[UserId]) -> Result<Vec<(UserId, OrganizationRow)>> {
        let mut select = Query::select();
        select
            .column(("uo", "user_id"))
            .columns(
                ["id", "name", "global", "enabled", "second_factor", "created_at"]
                    .map(|column| ("o", column)),
            )
            .from_as("user_organizations", "uo")
            .join_as(
                JoinType::InnerJoin,
                "organizations",
                "o",
                Expr::col(("o", "id")).equals(("uo", "organization_id")),
            )
            .and_where(Expr::col(("uo", "user_id")).is_in(users.iter().map(|user| user.0)))
            .order_by(("o", "name_folded"), sea_query::Order::Asc);
        let rows: Vec<OfUser<OrganizationRow>> = self.rows(&select).await?;
        Ok(rows.into_iter().map(|row| (row.user_id, row.of)).collect())
    }

    /// The ids of the roles that each of these people has.
    pub async fn roles_of_users(&self, users: &[UserId]) -> Result<Vec<(UserId, RoleId)>> {
        let mut select = Query::select();
        select
            .columns(["user_id", "role_id"])
            .from("user_roles")
            .and_where(Expr::col("user_id").is_in(users.iter().map(|user| user.0)));
        self.rows(&select).await
    }
}

impl Transaction {
    /// One of them, whom nobody else changes until this transaction ends.
    pub async fn lock_user(&mut self, id: UserId) -> Result<Option<UserRow>> {
        Ok(match &mut self.engine {
            // Begun with BEGIN IMMEDIATE, there is no other writer.
            Begun::Sqlite(tx) => sqlx::query_as(USER).bind(id).fetch_optional(&mut **tx).await?,
            Begun::Postgres(tx) => {
                // Not FOR UPDATE, which would wait for whoever only refers to the row, such as a new application.
                let sql = sqlx::AssertSqlSafe(format!("{USER} FOR NO KEY UPDATE OF u"));
                sqlx::query_as(sql).bind(id).fetch_optional(&mut **tx).await?
            }
        })
    }

    /// Every organization this person may enter, also disabled ones, by name.
    pub async fn organizations_of_user(&mut self, user: UserId) -> Result<Vec<OrganizationRow>> {
        Ok(within!(self, tx => {
            sqlx::query_as(ORGANIZATIONS_OF_USER).bind(user).fetch_all(&mut **tx).await
        })?)
    }
}

/// A row that belongs to a person.
#[derive(sqlx::FromRow)]
struct OfUser<T> {
    user_id: UserId,
    #[sqlx(flatten)]
    of: T,
}

impl Listed for Users {
    type Field = UserField;

    const TABLE: (&'static str, &'static str) = ("users", "u");
    const LARGE: bool = true;

    fn select() -> SelectStatement {
        let mut select = Query::select();
        select
            .columns(
                [
                    "id",
                    "side",
                    "email",
                    "first_name",
                    "last_name",
                    "enabled",
                    "customer_id",
                    "manager_id",
                    "created_at",
                    "changed_at",
                    "removed_at",
                    "last_login_at",
                    "version",
                ]
                .map(|column| ("u", column)),
            )
            .expr_as(Expr::cust(ACTIVE), "active")
            .expr_as(Expr::cust("u.password_hash IS NOT NULL"), "has_password")
            .expr_as(Expr::col(("c", "name")), "customer_name")
            .expr_as(Expr::col(("m", "first_name")), "manager_first_name")
            .expr_as(Expr::col(("m", "last_name")), "manager_last_name")
            .expr_as(Expr::col(("m", "email")), "manager_email")
            .from_as("users", "u")
            .join_as(
                JoinType::LeftJoin,
                "customers",
                "c",
                Expr::col(("c", "id")).equals(("u", "customer_id")),
            )
            .join_as(
                JoinType::LeftJoin,
                "organizations",
                "o",
                Expr::col(("o", "id")).equals(("c", "organization_id")),
            )
            .join_as(JoinType::LeftJoin, "users", "m", Expr::col(("m", "id")).equals(("u", "manager_id")));
        select
    }

    fn reach(reach: Reach) -> Column {
        match reach {
            Reach::Side => Column::Folded(Expr::col(("u", "side"))),
            Reach::Owner => Column::Id(Expr::col(("u", "id"))),
            Reach::Customer => Column::Id(Expr::col(("u", "customer_id"))),
            Reach::Organization => linked("user_organizations", "organization_id"),
        }
    }

    fn filter(field: UserField) -> Column {
        let column = |name: &'static str| Expr::col(("u", name));
        match field {
            UserField::Id => Column::Id(column("id")),
            UserField::FirstName => Column::Folded(column("first_name_folded")),
            UserField::LastName => Column::Folded(column("last_name_folded")),
            UserField::Name => Column::Folded(column("name_folded")),
            UserField::Email => Column::Folded(column("email")),
            UserField::Customer => Column::Folded(name_of_customer()),
            UserField::Role => linked("user_roles", "role_id"),
            UserField::Organization => linked("user_organizations", "organization_id"),
            UserField::Enabled => Column::Boolean(column("enabled")),
            UserField::LastLogin => Column::Time(column("last_login_at")),
            UserField::Created => Column::Time(column("created_at")),
            UserField::Changed => Column::Time(column("changed_at")),
            UserField::Removed => Column::Time(column("removed_at")),
            UserField::ExternalId => called("user_external_ids", "user_id", column("id")),
        }
    }

    fn narrow(field: UserField, asked: &Condition) -> Option<Narrow> {
        let column = |name: &'static str| Expr::col(("u", name));
        let id = column("id");
        match field {
            UserField::FirstName | UserField::LastName | UserField::Name | UserField::Email => {
                Narrow::text(id, Searched::Users, asked)
            }
            UserField::Customer => Narrow::named(column("customer_id"), "customers", "name_folded", asked),
            UserField::Role => Narrow::linked(id, "user_roles", ("user_id", "role_id"), asked),
            UserField::Organization => {
                Narrow::linked(id, "user_organizations", ("user_id", "organization_id"), asked)
            }
            UserField::LastLogin => Narrow::time("u.last_login_at", asked),
            _ => None,
        }
    }

    fn narrow_reach(reach: Reach, asked: &Condition) -> Option<Narrow> {
        let id = Expr::col(("u", "id"));
        match reach {
            Reach::Organization => {
                Narrow::linked(id, "user_organizations", ("user_id", "organization_id"), asked)
            }
            Reach::Side | Reach::Owner | Reach::Customer => None,
        }
    }

    fn sort(field: UserField) -> Sorted {
        let column = |name: &'static str| Expr::col(("u", name));
        match field {
            UserField::Id => Sorted::Id(column("id")),
            UserField::FirstName => Sorted::Text(column("first_name_folded")),
            UserField::LastName => Sorted::Text(column("last_name_folded")),
            UserField::Name => Sorted::Text(column("name_folded")),
            UserField::Email => Sorted::Text(column("email")),
            UserField::Customer => Sorted::Text(column("customer_folded")),
            UserField::Enabled => Sorted::Flag(column("enabled")),
            UserField::LastLogin => never_first("u.last_login_at"),
            UserField::Changed => Sorted::Number(column("changed_at")),
            UserField::Removed => never_first("u.removed_at"),
            // A person has several roles and organizations, so those are not sorted by, nor what each of these calls them.
            UserField::Created | UserField::Role | UserField::Organization | UserField::ExternalId => {
                Sorted::Number(column("created_at"))
            }
        }
    }
}

/// The ids in the rows of another table that belong to the person.
fn linked(table: &'static str, id: &'static str) -> Column {
    let mut rows = Query::select();
    rows.expr(Expr::val(1)).from_as(table, "l").and_where(Expr::col(("l", "user_id")).equals(("u", "id")));
    Column::Linked(Box::new(rows), Expr::col(("l", id)))
}

/// The name of the person's customer, without a join: what is counted is not slowed down by it.
fn name_of_customer() -> SimpleExpr {
    let mut name = Query::select();
    name.column(("of", "name_folded"))
        .from_as("customers", "of")
        .and_where(Expr::col(("of", "id")).equals(("u", "customer_id")));
    Func::coalesce([name.into(), Expr::val("")]).into()
}
