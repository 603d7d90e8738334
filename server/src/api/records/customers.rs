//! Customers, to whom customer users belong.

use super::{
    super::kind::{CUSTOMERS, Kind, ORGANIZATIONS},
    Records,
    relationship::Relationship,
};
use domain::{Actor, Office};
use model::{Customer, CustomerField, CustomerId, GridQuery, Page};
use serde_json::{Value, json};
use uuid::Uuid;

/// Customers, to whom customer users belong.
pub(super) struct Customers;

impl Records for Customers {
    const KIND: &'static Kind = &CUSTOMERS;
    const COLUMNS: &'static [(&'static str, CustomerField)] = &[
        ("name", CustomerField::Name),
        ("users", CustomerField::Users),
        ("organization", CustomerField::Organization),
        ("enabled", CustomerField::Enabled),
        ("createdAt", CustomerField::Created),
    ];
    const INCLUDABLE: &'static [&'static str] = &["organization"];
    const RELATED: &'static [&'static Kind] = &[&ORGANIZATIONS];
    type Field = CustomerField;
    type Id = CustomerId;
    type Row = Customer;

    async fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<CustomerField>,
    ) -> domain::Result<Page<Customer>> {
        office.list_customers(actor, query).await
    }

    async fn find(office: &Office, actor: &Actor, id: CustomerId) -> domain::Result<Customer> {
        office.find_customer(actor, id).await
    }

    fn id(row: &Customer) -> Uuid {
        row.id.0
    }

    fn version(row: &Customer) -> Option<i64> {
        Some(row.version)
    }

    fn attributes(row: &Customer) -> Value {
        json!({
            "name": row.name,
            "enabled": row.enabled,
            "users": row.users,
            "createdAt": row.created_at.to_rfc3339(),
        })
    }

    fn relationships(row: &Customer) -> Vec<Relationship> {
        vec![Relationship::one("organization", Some(row.organization.clone().into()))]
    }
}
