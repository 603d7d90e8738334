//! **Notification Rules**: all of them.

use super::{
    columns::columns,
    record::HOME,
    rpc::{list_notification_rules, missing_rules, rule_facts},
};
use crate::{
    grid::{GridTools, Words, use_query},
    parts::{ButtonKind, Icon, LinkButton},
    records::{CreateButton, Place, RecordList},
    text::{counted, text},
};
use leptos::{context::Provider, prelude::*};
use leptos_meta::Title;
use leptos_router::components::Outlet;
use model::{Grid, RuleField};
use std::sync::Arc;

/// What opens the dialog that brings shipped rules back.
pub const RESTORE: &str = "restore-rules";

/// The page.
#[component]
pub fn NotificationRulesPage() -> impl IntoView {
    let place = Place::new(HOME);
    let changes = place.changes;
    let query = use_query::<RuleField>();
    let facts = Resource::new(|| (), |()| rule_facts());
    let list =
        Resource::new(move || (query.get(), changes.get()), |(query, _)| list_notification_rules(query));
    let missing = Resource::new(move || changes.get(), |_| missing_rules());
    let words = Words {
        caption: text!(rules.title),
        icon: "bell",
        empty: text!(rules.empty),
        empty_hint: text!(rules.empty_hint),
        none_match: text!(rules.none_match),
        total: |total| counted!(rules.total, total),
    };
    let new = format!("{HOME}/new");
    let first = Some((new.clone(), text!(rules.create)));
    let buttons = move || {
        let new = new.clone();
        Suspend::new(async move {
            let may_create = facts.await.is_ok_and(|facts| facts.may_create);
            let any_missing = missing.await.is_ok_and(|missing| !missing.is_empty());
            view! {
                {(may_create && any_missing).then(|| view! { <RestoreButton/> })}
                {may_create.then(|| view! { <CreateButton href=new create=text!(rules.create)/> })}
            }
        })
    };
    view! {
        <Provider value=place>
            <Title text=text!(rules.title)/>
            <div class="page-head">
                <h1>{text!(rules.title)}</h1>
                <div class="page-actions">
                    <GridTools<RuleField> grid=Grid::NotificationRules/>
                    <Transition>{buttons}</Transition>
                </div>
            </div>
            <section class="section" aria-label=text!(rules.title)>
                <RecordList path=HOME columns=Arc::new(columns) facts list words first/>
            </section>
            <Outlet/>
        </Provider>
    }
}

/// **Restore Shipped Rules**.
#[component]
fn RestoreButton() -> impl IntoView {
    view! {
        <LinkButton kind=ButtonKind::Secondary id=Some(RESTORE) href=format!("{HOME}/restore")>
            <Icon name="rotate"/>
            <span>{text!(rules.restore_missing)}</span>
        </LinkButton>
    }
}
