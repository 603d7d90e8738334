//! On the customer side there is one customer: one's own. Everybody there may read it, whatever their roles allow.

use super::{
    super::{
        kind::{Kind, ORGANIZATIONS, OWN_CUSTOMER},
        view::View,
    },
    Records, answer,
    relationship::Relationship,
};
use domain::{Actor, Error, Office};
use model::{Customer, CustomerField, CustomerId, GridQuery, Page};
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
        let own = office.own_customer(actor).await?;
        let page = Page::new(own.iter().count() as u64, query.page, query.page_size);
        Ok(Page { rows: own.into_iter().collect(), ..page })
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
