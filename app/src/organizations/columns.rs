//! The columns of the grid of organizations.

use super::record::HOME;
use crate::{
    grid::{Choice, Column, yes_no},
    parts::Time,
    records::{ListFacts, enabled_choices, state_badge},
    text::{number, text},
};
use leptos::prelude::*;
use model::{Organization, OrganizationField};

/// All of them.
pub fn columns(_: &ListFacts) -> Vec<Column<OrganizationField, Organization>> {
    let name = Column::new(OrganizationField::Name, text!(organizations.name), |one: &Organization| {
        view! { <a href=format!("{HOME}/{}", one.id)>{one.name.clone()}</a> }.into_any()
    });
    let global = Column::new(OrganizationField::Global, text!(organizations.global), |one: &Organization| {
        yes_no(one.global)
    });
    let users = Column::new(OrganizationField::Users, text!(organizations.users), |one: &Organization| {
        number(one.users).into_any()
    });
    let enabled = Column::new(OrganizationField::Enabled, text!(records.status), |one: &Organization| {
        state_badge(one.enabled)
    });
    let created = Column::new(OrganizationField::Created, text!(records.created), |one: &Organization| {
        view! { <Time at=one.created_at/> }.into_any()
    });
    let yes_and_no = [Choice::new("yes", text!(common.yes)), Choice::new("no", text!(common.no))];
    vec![
        name.naming().filtered(),
        global.choices(yes_and_no).filtered(),
        users,
        enabled.choices(enabled_choices()).filtered(),
        created.filtered_further(),
    ]
}
