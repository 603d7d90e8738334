//! On the customer side there is one customer: one's own. Everybody there may read it, whatever their roles allow.

use super::{
    super::{
        kind::{Kind, ORGANIZATIONS, OWN_CUSTOMER},
        view::View,
    },
    Records, answer, few,
    relationship::Relationship,
};
use domain::{Actor, Error, Office};
use model::{Customer, CustomerField, CustomerId, GridQuery, Key, Page};
use serde_json::{Value, json};
use uuid::Uuid;

/// One's own customer.
pub(super) struct OwnCustomer;

impl Records for OwnCustomer {
    const KIND: &'static Kind = &OWN_CUSTOMER;
    // A list of one needs neither.
    const COLUMNS: &'static [(&'static str, CustomerField)] = &[];
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
        let own = office.own_customer(actor).await?.into_iter().collect();
        few::part(own, |own| vec![Key::Text(own.id.to_string())], "customers", &query.part())
    }

    async fn find(office: &Office, actor: &Actor, id: CustomerId) -> domain::Result<Customer> {
        office.own_customer(actor).await?.filter(|own| own.id == id).ok_or(Error::NotFound)
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
            "createdAt": row.created_at.to_rfc3339(),
        })
    }

    fn relationships(row: &Customer) -> Vec<Relationship> {
        vec![Relationship::one("organization", Some(row.organization.clone().into()))]
    }
}

/// Its resource object, as it comes along with oneself.
pub(in super::super) fn own_customer(row: &Customer, view: &View, base: &str) -> Value {
    answer::object::<OwnCustomer>(row, view, base)
}
