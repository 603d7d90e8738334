//! **Outbox**: what was sent, what waits, what failed and why.

use super::{columns::columns, record::HOME, rpc::list_outbox};
use crate::{
    grid::{GridTools, Words, use_query},
    records::{ListFacts, Place, RecordList},
    text::{counted, text},
};
use leptos::{context::Provider, prelude::*};
use leptos_meta::Title;
use leptos_router::components::Outlet;
use model::{Grid, OutboxField};
use std::sync::Arc;

/// The page. Nobody writes a mail here, so there is no button that would.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let place = Place::new(HOME);
    let changes = place.changes;
    let query = use_query::<OutboxField>();
    let facts = Resource::new(|| (), |()| async { Ok(ListFacts::default()) });
    let list = Resource::new(move || (query.get(), changes.get()), |(query, _)| list_outbox(query));
    let words = Words {
        caption: text!(outbox.title),
        icon: "mail",
        empty: text!(outbox.empty),
        empty_hint: text!(outbox.empty_hint),
        none_match: text!(outbox.none_match),
        total: |total| counted!(outbox.total, total),
    };
    view! {
        <Provider value=place>
            <Title text=text!(outbox.title)/>
            <div class="page-head">
                <h1>{text!(outbox.title)}</h1>
                <div class="page-actions">
                    <GridTools<OutboxField> grid=Grid::Outbox/>
                </div>
            </div>
            <section class="section" aria-label=text!(outbox.title)>
                <RecordList path=HOME columns=Arc::new(columns) facts list words first=None/>
            </section>
            <Outlet/>
        </Provider>
    }
}
