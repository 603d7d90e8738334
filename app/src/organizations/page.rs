//! The page of an organization.

use super::{record::HOME, rpc::find_organization};
use crate::{
    audit::HistorySection,
    grid::yes_no,
    parts::Time,
    records::{Missing, Place, RecordPage, use_id},
    text::{number, text},
};
use leptos::{context::Provider, prelude::*};
use leptos_router::components::Outlet;
use model::{AuditKind, Organization, OrganizationId};
use std::sync::Arc;

/// The page; its dialogs are nested routes.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    let id = match use_id::<OrganizationId>() {
        Ok(id) => id,
        Err(error) => return view! { <Missing error=error.answered()/> }.into_any(),
    };
    let place = Place::new(format!("{HOME}/{id}"));
    let changes = place.changes;
    let organization = Resource::new(move || changes.get(), move |_| find_organization(id));
    view! {
        <Provider value=place>
            <RecordPage record=organization properties=Arc::new(properties)/>
            <HistorySection kind=AuditKind::Organization id=id.0.into() changes/>
            <Outlet/>
        </Provider>
    }
    .into_any()
}

fn properties(organization: &Organization) -> AnyView {
    view! {
        <section class="card" aria-label=organization.name.clone()>
            <dl class="properties">
                <dt>{text!(organizations.global)}</dt>
                <dd>{yes_no(organization.global)}</dd>
                <dt>{text!(organizations.second_factor)}</dt>
                <dd>{yes_no(organization.second_factor)}</dd>
                <dt>{text!(organizations.users)}</dt>
                <dd>{number(organization.users)}</dd>
                <dt>{text!(records.created)}</dt>
                <dd><Time at=organization.created_at/></dd>
            </dl>
        </section>
    }
    .into_any()
}
