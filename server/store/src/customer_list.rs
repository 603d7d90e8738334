//! Customers as pages show them, and what changes of them.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
    list::{Listed, Reach, Wished, nobody},
    query::Column,
    sorted::Sorted,
};
use model::{CustomerField, CustomerId, Filter, OrganizationId, Page, Part, Sort, Timestamp, fold};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};

/// A row of `customers`, with its organization and what is counted of it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FullCustomerRow {
    /// Its id.
    pub id: CustomerId,
    /// The organization that serves it.
    pub organization_id: OrganizationId,
    /// That organization's name.
    pub organization_name: String,
    /// Whether that organization has global access.
    pub organization_global: bool,
    /// Its name; unique in the organization.
    pub name: String,
    /// Whether its users may sign in and their applications are accepted.
    pub enabled: bool,
    /// How many customer users it has.
    pub users: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// Counts the changes, from 1.
    pub version: i64,
}

pub(crate) struct Customers;

const USERS: &str = "c.user_count";

const CUSTOMER: &str = "SELECT c.id, c.organization_id, o.name AS organization_name, \
     o.global AS organization_global, c.name, c.enabled, c.created_at, c.version, \
     (SELECT count(*) FROM users u WHERE u.customer_id = c.id) AS users \
     FROM customers c JOIN organizations o ON o.id = c.organization_id WHERE c.id = $1";

impl Database {
    /// A page of them.
    pub async fn page_of_customers(
        &self,
        which: (&Filter<Reach>, &Filter<CustomerField>),
        sort: &[Sort<CustomerField>],
        part: &Part,
    ) -> Result<Page<FullCustomerRow>> {
        self.page::<Customers, _>(which, sort, part).await
    }

    /// Some of them.
    pub async fn list_customers(&self, wished: &Wished<'_, CustomerField>) -> Result<Vec<FullCustomerRow>> {
        self.list::<Customers, _>(wished).await
    }

    /// One of them.
    pub async fn find_customer(&self, id: CustomerId) -> Result<Option<FullCustomerRow>> {
        Ok(on!(self, pool => sqlx::query_as(CUSTOMER).bind(id).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// One of them. Whoever changes it has called [`Transaction::lock_people`].
    pub async fn find_customer(&mut self, id: CustomerId) -> Result<Option<FullCustomerRow>> {
        Ok(within!(self, tx => sqlx::query_as(CUSTOMER).bind(id).fetch_optional(&mut **tx).await)?)
    }

    /// Writes name, organization and whether it is enabled, and counts the version up. `Unique` if another of the
    /// organization has the name.
    pub async fn save_customer(&mut self, row: &mut FullCustomerRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "UPDATE customers SET name = $2, name_folded = $3, organization_id = $4, enabled = $5, \
                 version = version + 1 WHERE id = $1",
            )
            .bind(row.id)
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(row.organization_id)
            .bind(row.enabled)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        row.version += 1;
        Ok(())
    }
}

impl Listed for Customers {
    type Field = CustomerField;

    const TABLE: (&'static str, &'static str) = ("customers", "c");
    const LARGE: bool = true;

    fn select() -> SelectStatement {
        let mut select = Query::select();
        select
            .columns(
                ["id", "organization_id", "name", "enabled", "created_at", "version"]
                    .map(|column| ("c", column)),
            )
            .expr_as(Expr::col(("o", "name")), "organization_name")
            .expr_as(Expr::col(("o", "global")), "organization_global")
            .expr_as(Expr::cust(USERS), "users")
            .from_as("customers", "c")
            .join_as(
                JoinType::InnerJoin,
                "organizations",
                "o",
                Expr::col(("o", "id")).equals(("c", "organization_id")),
            );
        select
    }

    fn reach(reach: Reach) -> Column {
        match reach {
            Reach::Customer => Column::Id(Expr::col(("c", "id"))),
            Reach::Organization => Column::Id(Expr::col(("c", "organization_id"))),
            Reach::Side | Reach::Owner => nobody(),
        }
    }

    fn filter(field: CustomerField) -> Column {
        let column = |name: &'static str| Expr::col(("c", name));
        match field {
            CustomerField::Name => Column::Folded(column("name_folded")),
            CustomerField::Organization => Column::Id(column("organization_id")),
            CustomerField::Enabled => Column::Boolean(column("enabled")),
            CustomerField::Created => Column::Time(column("created_at")),
            CustomerField::Users => nobody(),
        }
    }

    fn sort(field: CustomerField) -> Sorted {
        let column = |name: &'static str| Expr::col(("c", name));
        match field {
            CustomerField::Name => Sorted::Text(column("name_folded")),
            CustomerField::Users => Sorted::Number(Expr::cust(USERS)),
            CustomerField::Organization => Sorted::Text(column("organization_folded")),
            CustomerField::Enabled => Sorted::Flag(column("enabled")),
            CustomerField::Created => Sorted::Number(column("created_at")),
        }
    }
}
