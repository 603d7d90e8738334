//! The columns of the grid of customers.

use super::record::HOME;
use crate::{
    grid::{Choice, Column},
    parts::Time,
    records::{ListFacts, enabled_choices, state_badge},
    text::{number, text},
};
use leptos::prelude::*;
use model::{Customer, CustomerField};

/// All of them; the organization where there are several.
pub fn columns(facts: &ListFacts) -> Vec<Column<CustomerField, Customer>> {
    let name = Column::new(CustomerField::Name, text!(customers.name), |customer: &Customer| {
        view! { <a href=format!("{HOME}/{}", customer.id)>{customer.name.clone()}</a> }.into_any()
    });
    let users = Column::new(CustomerField::Users, text!(customers.users), |customer: &Customer| {
        number(customer.users).into_any()
    });
    let enabled = Column::new(CustomerField::Enabled, text!(records.status), |customer: &Customer| {
        state_badge(customer.enabled)
    });
    let created = Column::new(CustomerField::Created, text!(records.created), |customer: &Customer| {
        view! { <Time at=customer.created_at/> }.into_any()
    });
    let mut columns = vec![
        name.naming().filtered(),
        users,
        enabled.choices(enabled_choices()).filtered(),
        created.filtered_further(),
    ];
    if facts.organizations.len() > 1 {
        let choices = facts.organizations.iter().map(|one| Choice::new(one.id, one.name.as_str()));
        let organization =
            Column::new(CustomerField::Organization, text!(customers.organization), |customer: &Customer| {
                customer.organization.name.clone().into_any()
            });
        columns.insert(1, organization.choices(choices).filtered());
    }
    columns
}
