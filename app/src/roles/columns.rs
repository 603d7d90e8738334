//! The columns of the grid of roles.

use super::record::HOME;
use crate::{
    grid::{Choice, Column},
    parts::Time,
    records::ListFacts,
    text::{number, people_of, text},
};
use leptos::prelude::*;
use model::{Role, RoleField, Side};

/// All of them.
pub fn columns(_: &ListFacts) -> Vec<Column<RoleField, Role>> {
    let name = Column::new(RoleField::Name, text!(roles.name), |role: &Role| {
        view! { <a href=format!("{HOME}/{}", role.id)>{role.name.clone()}</a> }.into_any()
    });
    let side = Column::new(RoleField::Side, text!(roles.side), |role: &Role| people_of(role.side).into_any());
    let users =
        Column::new(RoleField::Users, text!(roles.users), |role: &Role| number(role.users).into_any());
    let created = Column::new(RoleField::Created, text!(records.created), |role: &Role| {
        view! { <Time at=role.created_at/> }.into_any()
    });
    let sides = [Side::BackOffice, Side::Customer].map(|side| Choice::new(side.as_str(), people_of(side)));
    vec![name.naming().filtered(), side.choices(sides).filtered(), users, created.filtered_further()]
}
