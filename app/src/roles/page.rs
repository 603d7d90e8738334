//! The page of a role.

use super::{levels::levels, record::HOME, rpc::find_role};
use crate::{
    audit::HistorySection,
    parts::Time,
    records::{Missing, Place, RecordPage, use_id},
    text::{number, people_of, text},
};
use leptos::{context::Provider, prelude::*};
use leptos_router::components::Outlet;
use model::{AuditKind, Role, RoleId};
use std::sync::Arc;

/// The page; its dialogs are nested routes.
#[component]
pub fn RolePage() -> impl IntoView {
    let id = match use_id::<RoleId>() {
        Ok(id) => id,
        Err(error) => return view! { <Missing error=error.answered()/> }.into_any(),
    };
    let place = Place::new(format!("{HOME}/{id}"));
    let changes = place.changes;
    let role = Resource::new(move || changes.get(), move |_| find_role(id));
    view! {
        <Provider value=place>
            <RecordPage record=role properties=Arc::new(properties)/>
            <HistorySection kind=AuditKind::Role id=id.0.into() changes/>
            <Outlet/>
        </Provider>
    }
    .into_any()
}

fn properties(role: &Role) -> AnyView {
    view! {
        <section class="card" aria-label=role.name.clone()>
            <dl class="properties">
                <dt>{text!(roles.side)}</dt>
                <dd>{people_of(role.side)}</dd>
                <dt>{text!(roles.users)}</dt>
                <dd>{number(role.users)}</dd>
                <dt>{text!(records.created)}</dt>
                <dd><Time at=role.created_at/></dd>
            </dl>
        </section>
        {levels(role)}
    }
    .into_any()
}
