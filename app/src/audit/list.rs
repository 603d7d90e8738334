//! **Audit**: everything that was done, and by whom.

use super::{columns::columns, record::HOME, rpc::list_audit_records};
use crate::{
    grid::{GridTools, Words, use_query},
    records::{ListFacts, Place, RecordList},
    text::{counted, text},
};
use leptos::{context::Provider, prelude::*};
use leptos_meta::Title;
use model::{AuditRecordField, Grid};
use std::sync::Arc;

/// The page. Nobody writes a record here, so there is no button that would.
#[component]
pub fn AuditPage() -> impl IntoView {
    let place = Place::new(HOME);
    let query = use_query::<AuditRecordField>();
    let facts = Resource::new(|| (), |()| async { Ok(ListFacts::default()) });
    let list = Resource::new(move || query.get(), list_audit_records);
    let words = Words {
        caption: text!(audit.title),
        icon: "shield",
        empty: text!(audit.empty),
        empty_hint: text!(audit.empty_hint),
        none_match: text!(audit.none_match),
        total: |total| counted!(audit.total, total),
    };
    view! {
        <Provider value=place>
            <Title text=text!(audit.title)/>
            <div class="page-head">
                <h1>{text!(audit.title)}</h1>
                <div class="page-actions">
                    <GridTools<AuditRecordField> grid=Grid::Audit/>
                </div>
            </div>
            <section class="section" aria-label=text!(audit.title)>
                <RecordList path=HOME columns=Arc::new(columns) facts list words first=None/>
            </section>
        </Provider>
    }
}
