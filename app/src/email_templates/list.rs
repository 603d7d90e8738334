//! **Email Templates**: all of them.

use super::{
    columns::columns,
    record::HOME,
    rpc::{list_templates, template_facts},
};
use crate::{
    grid::{Words, use_query},
    records::{IndexPage, Place},
    text::{counted, text},
};
use leptos::{context::Provider, prelude::*};
use model::{Grid, TemplateField};
use std::sync::Arc;

/// The page.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let place = Place::new(HOME);
    let changes = place.changes;
    let query = use_query::<TemplateField>();
    let facts = Resource::new(|| (), |()| template_facts());
    let list = Resource::new(move || (query.get(), changes.get()), |(query, _)| list_templates(query));
    let words = Words {
        caption: text!(templates.title),
        icon: "mail",
        empty: text!(templates.empty),
        empty_hint: text!(templates.empty_hint),
        none_match: text!(templates.none_match),
        total: |total| counted!(templates.total, total),
    };
    view! {
        <Provider value=place>
            <IndexPage
                grid=Grid::EmailTemplates
                title=text!(templates.title)
                create=text!(templates.create)
                columns=Arc::new(columns)
                facts
                list
                words
            />
        </Provider>
    }
}
