//! The columns of the grids of people.

use super::record::home;
use crate::{
    grid::{Choice, Column},
    parts::Time,
    records::{Link, ListFacts, enabled_choices, links, state_badge},
    text::text,
};
use leptos::prelude::*;
use model::{OrganizationRef, RoleRef, Side, Subject, User, UserField};

type UserColumn = Column<UserField, User>;

/// Those of the grid of a side; on the page of a customer, all rows are of that customer.
pub fn user_columns(side: Side, of_customer: bool, facts: &ListFacts) -> Vec<UserColumn> {
    let mut columns = vec![name(side).filtered(), email().filtered()];
    if side == Side::Customer && !of_customer {
        columns.push(customer().filtered());
    }
    columns.push(roles(&facts.roles).filtered_further());
    if facts.organizations.len() > 1 && !of_customer {
        columns.push(organizations(&facts.organizations).filtered_further());
    }
    columns.extend([enabled().filtered(), last_login().filtered_further(), created().filtered_further()]);
    columns
}

fn name(side: Side) -> UserColumn {
    Column::new(UserField::Name, text!(users.name), move |user: &User| {
        view! { <a href=format!("{}/{}", home(side), user.id)>{user.name()}</a> }.into_any()
    })
    .naming()
}

fn email() -> UserColumn {
    Column::new(UserField::Email, text!(users.email), |user: &User| user.email.clone().into_any())
}

fn customer() -> UserColumn {
    Column::new(UserField::Customer, text!(users.customer), |user: &User| {
        let customers = user.customer.iter();
        let customers = customers.map(|one| Link::new("/customers", &one.id, one.name.as_str()));
        links(Subject::Customers, customers)
    })
}

fn roles(roles: &[RoleRef]) -> UserColumn {
    Column::new(UserField::Role, text!(users.roles), |user: &User| {
        let names: Vec<_> = user.roles.iter().map(|role| role.name.as_str()).collect();
        names.join(", ").into_any()
    })
    .choices(roles.iter().map(|role| Choice::new(role.id, role.name.as_str())))
}

fn organizations(organizations: &[OrganizationRef]) -> UserColumn {
    Column::new(UserField::Organization, text!(users.organizations), |user: &User| {
        let names: Vec<_> = user.organizations.iter().map(|one| one.name.as_str()).collect();
        names.join(", ").into_any()
    })
    .choices(organizations.iter().map(|one| Choice::new(one.id, one.name.as_str())))
}

fn enabled() -> UserColumn {
    Column::new(UserField::Enabled, text!(records.status), |user: &User| state_badge(user.enabled))
        .choices(enabled_choices())
}

fn last_login() -> UserColumn {
    Column::new(UserField::LastLogin, text!(users.last_login), |user: &User| match user.last_login_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => view! { <span class="muted">{text!(common.never)}</span> }.into_any(),
    })
}

fn created() -> UserColumn {
    Column::new(UserField::Created, text!(records.created), |user: &User| {
        view! { <Time at=user.created_at/> }.into_any()
    })
}
