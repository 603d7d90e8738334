//! **Roles**: all of them.

use super::{
    columns::columns,
    record::HOME,
    rpc::{list_roles, role_facts},
};
use crate::{
    grid::{Words, use_query},
    records::{IndexPage, Place},
    text::{counted, text},
};
use leptos::{context::Provider, prelude::*};
use model::{Grid, RoleField};
use std::sync::Arc;

/// The page.
#[component]
pub fn RolesPage() -> impl IntoView {
    let place = Place::new(HOME);
    let changes = place.changes;
    let query = use_query::<RoleField>();
    let facts = Resource::new(|| (), |()| role_facts());
    let list = Resource::new(move || (query.get(), changes.get()), |(query, _)| list_roles(query));
    let words = Words {
        caption: text!(roles.title),
        icon: "shield",
        empty: text!(roles.empty),
        empty_hint: text!(roles.empty_hint),
        none_match: text!(roles.none_match),
        total: |total| counted!(roles.total, total),
    };
    view! {
        <Provider value=place>
            <IndexPage
                grid=Grid::Roles
                title=text!(roles.title)
                create=text!(roles.create)
                columns=Arc::new(columns)
                facts
                list
                words
            />
        </Provider>
    }
}
