//! **Customers**: all of them.

use super::{
    columns::columns,
    record::HOME,
    rpc::{customer_facts, list_customers},
};
use crate::{
    grid::{Words, use_query},
    records::{IndexPage, Place},
    text::{counted, text},
};
use leptos::{context::Provider, prelude::*};
use model::{CustomerField, Grid};
use std::sync::Arc;

/// The page.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let place = Place::new(HOME);
    let changes = place.changes;
    let query = use_query::<CustomerField>();
    let facts = Resource::new(|| (), |()| customer_facts());
    let list = Resource::new(move || (query.get(), changes.get()), |(query, _)| list_customers(query));
    let words = Words {
        caption: text!(customers.title),
        icon: "customers",
        empty: text!(customers.empty),
        empty_hint: text!(customers.empty_hint),
        none_match: text!(customers.none_match),
        total: |total| counted!(customers.total, total),
    };
    view! {
        <Provider value=place>
            <IndexPage
                grid=Grid::Customers
                title=text!(customers.title)
                create=text!(customers.create)
                columns=Arc::new(columns)
                facts
                list
                words
            />
        </Provider>
    }
}
