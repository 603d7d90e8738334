//! The page of a customer, with its customer users.

use super::{record::HOME, rpc::find_customer};
use crate::{
    audit::HistorySection,
    grid::use_query,
    parts::Time,
    records::{CreateButton, Link, ListFacts, Missing, Place, RecordList, RecordPage, links, opens, use_id},
    text::{number, text},
    users::{list_users, user_columns, user_facts, words},
};
use leptos::{context::Provider, prelude::*};
use leptos_router::components::Outlet;
use model::{AuditKind, Customer, CustomerId, Side, Subject, UserField};
use std::sync::Arc;

/// The page; its dialogs are nested routes.
#[component]
pub fn CustomerPage() -> impl IntoView {
    let id = match use_id::<CustomerId>() {
        Ok(id) => id,
        Err(error) => return view! { <Missing error=error.answered()/> }.into_any(),
    };
    let place = Place::new(format!("{HOME}/{id}"));
    let changes = place.changes;
    let customer = Resource::new(move || changes.get(), move |_| find_customer(id));
    // Who sees no customers finds nothing here, and so none of their people, either.
    let users = opens(Subject::Customers) && opens(Subject::CustomerUsers);
    view! {
        <Provider value=place>
            <RecordPage record=customer properties=Arc::new(properties)/>
            {users.then(|| view! { <CustomerUsers id/> })}
            <HistorySection kind=AuditKind::Customer id=id.0.into() changes/>
            <Outlet/>
        </Provider>
    }
    .into_any()
}

fn properties(customer: &Customer) -> AnyView {
    let organization = &customer.organization;
    let organization = Link::new("/organizations", &organization.id, organization.name.as_str());
    view! {
        <section class="card" aria-label=customer.name.clone()>
            <dl class="properties">
                <dt>{text!(customers.organization)}</dt>
                <dd>{links(Subject::Organizations, [organization])}</dd>
                <dt>{text!(customers.users)}</dt>
                <dd>{number(customer.users)}</dd>
                <dt>{text!(records.created)}</dt>
                <dd><Time at=customer.created_at/></dd>
            </dl>
        </section>
    }
    .into_any()
}

/// The section **Customer Users**.
#[component]
fn CustomerUsers(id: CustomerId) -> impl IntoView {
    const SIDE: Side = Side::Customer;
    let place = Place::from_context();
    let changes = place.changes;
    let query = use_query::<UserField>();
    let facts = Resource::new(|| (), |()| user_facts(SIDE));
    let list = Resource::new(
        move || (query.get(), changes.get()),
        move |(query, _)| list_users(SIDE, Some(id), query),
    );
    let create = text!(customer_users.create);
    let new = format!("/customer-users/new?customer={id}");
    let button = {
        let new = new.clone();
        move || {
            let href = new.clone();
            Suspend::new(async move {
                let may_create = facts.await.is_ok_and(|facts| facts.may_create);
                may_create.then(|| view! { <CreateButton href create/> })
            })
        }
    };
    let columns = Arc::new(|facts: &ListFacts| user_columns(SIDE, true, facts));
    view! {
        <section class="section" aria-labelledby="customer-users-title">
            <div class="section-head">
                <h2 id="customer-users-title">{text!(customer_users.title)}</h2>
                <Suspense>{button}</Suspense>
            </div>
            <RecordList path=place.path columns facts list words=words(SIDE) first=Some((new, create))/>
        </section>
    }
}
