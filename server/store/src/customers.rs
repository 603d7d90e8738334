//! Customers: the companies that customer users belong to.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{CustomerId, OrganizationId, Timestamp, fold};

/// A row of `customers`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CustomerRow {
    /// Its id.
    pub id: CustomerId,
    /// The organization that serves it.
    pub organization_id: OrganizationId,
    /// Its name; unique in the organization, without regard to case.
    pub name: String,
    /// Whether its users may sign in and their applications are accepted.
    pub enabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

const CUSTOMER_BY_NAME: &str = "SELECT id, organization_id, name, enabled, created_at FROM customers \
     WHERE organization_id = $1 AND name_folded = $2";

impl Database {
    /// The customer of this name in an organization, without regard to case.
    pub async fn find_customer_by_name(
        &self,
        organization: OrganizationId,
        name: &str,
    ) -> Result<Option<CustomerRow>> {
        Ok(on!(self, pool => {
            sqlx::query_as(CUSTOMER_BY_NAME).bind(organization).bind(fold(name)).fetch_optional(pool).await
        })?)
    }
}

impl Transaction {
    /// The customer of this name in an organization, without regard to case.
    pub async fn find_customer_by_name(
        &mut self,
        organization: OrganizationId,
        name: &str,
    ) -> Result<Option<CustomerRow>> {
        Ok(within!(self, tx => {
            sqlx::query_as(CUSTOMER_BY_NAME).bind(organization).bind(fold(name)).fetch_optional(&mut **tx).await
        })?)
    }

    /// Adds a customer. `Unique` if the organization has one of this name.
    pub async fn create_customer(&mut self, row: &CustomerRow) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO customers (id, organization_id, name, name_folded, enabled, created_at) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(row.id)
            .bind(row.organization_id)
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(row.enabled)
            .bind(row.created_at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }
}
