//! **Organizations**: all of them.

use super::{
    columns::columns,
    record::HOME,
    rpc::{list_organizations, organization_facts},
};
use crate::{
    grid::{Words, use_query},
    records::{IndexPage, Place},
    text::{counted, text},
};
use leptos::{context::Provider, prelude::*};
use model::{Grid, OrganizationField};
use std::sync::Arc;

/// The page.
#[component]
pub fn OrganizationsPage() -> impl IntoView {
    let place = Place::new(HOME);
    let changes = place.changes;
    let query = use_query::<OrganizationField>();
    let facts = Resource::new(|| (), |()| organization_facts());
    let list = Resource::new(move || (query.get(), changes.get()), |(query, _)| list_organizations(query));
    let words = Words {
        caption: text!(organizations.title),
        icon: "organization",
        empty: text!(organizations.empty),
        empty_hint: text!(organizations.empty_hint),
        none_match: text!(organizations.none_match),
        total: |total| counted!(organizations.total, total),
    };
    view! {
        <Provider value=place>
            <IndexPage
                grid=Grid::Organizations
                title=text!(organizations.title)
                create=text!(organizations.create)
                columns=Arc::new(columns)
                facts
                list
                words
            />
        </Provider>
    }
}
