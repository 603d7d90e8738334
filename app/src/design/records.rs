//! What shows records: grids, what is known of one, and what stands where there is none.

use crate::{
    grid::{Column, Rows, Words, yes_no},
    parts::{CopyButton, Icon, LinkButton, SecretField, Time},
};
use leptos::prelude::*;
use model::{ApplicationField, GridQuery, Page, Timestamp};

/// The times on this page do not depend on when it is looked at.
const NOON: Timestamp = Timestamp(1_795_003_200);

/// A row: name and whether it is active.
type Row = (&'static str, bool);

/// A grid with rows, and one whose filters leave none.
#[component]
pub fn Grids() -> impl IntoView {
    let rows = vec![
        ("Billing", true),
        (
            "Outlook add-in of the northern and western sales teams, with a name that does not end before the third line of it",
            false,
        ),
    ];
    view! {
        <section class="section" aria-labelledby="grid">
            <div class="section-head">
                <h2 id="grid">"Grid"</h2>
            </div>
            <Grid page=Page { rows, ..Page::new(2, 1, 25) }/>
        </section>
    }
}

#[component]
fn Grid(page: Page<Row>) -> impl IntoView {
    let columns = vec![
        Column::new(ApplicationField::Name, "Name", |row: &Row| {
            view! { <a href="/design">{row.0}</a> }.into_any()
        })
        .naming(),
        Column::new(ApplicationField::ClientId, "Client ID", |_: &Row| {
            view! { <code>"t2PROuJddFzetdk"</code> }.into_any()
        }),
        Column::new(ApplicationField::Active, "Active", |row: &Row| yes_no(row.1)),
        Column::new(ApplicationField::LastUsed, "Last used", |_: &Row| view! { <Time at=NOON/> }.into_any()),
    ];
    let words = Words {
        caption: "Examples",
        icon: "key",
        empty: "There are no examples",
        empty_hint: "What the first one would be good for.",
        none_match: "No examples match",
        total: |total| format!("{total} examples"),
    };
    let query = GridQuery::<ApplicationField>::default();
    view! { <Rows path="/design" page columns query words pending=RwSignal::new(false)/> }
}

/// What is known of a record, and what can be taken away.
#[component]
pub fn Details() -> impl IntoView {
    view! {
        <div class="design-columns">
            <dl class="properties">
                <dt>"Name"</dt>
                <dd>"Billing"</dd>
                <dt>"Active"</dt>
                <dd>{yes_no(true)}</dd>
                <dt>"Created"</dt>
                <dd><Time at=NOON/></dd>
                <dt>"Owner"</dt>
                <dd><a href="/design">"John Doe"</a></dd>
            </dl>
            <div class="form-body">
                <SecretField id="design-secret" label="Shown once" value="lk_example".to_owned() copy="Copy what is shown once"/>
                <div class="code">
                    <pre tabindex="0" role="region" aria-label="Command"><code id="design-command">"latchkey doctor"</code></pre>
                    <CopyButton value="latchkey doctor" shown_in="design-command" label="Copy the command" compact=true/>
                </div>
            </div>
        </div>
    }
}

/// Nothing yet.
#[component]
pub fn EmptyStates() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="key"/>
            <p class="title">"There are no examples"</p>
            <p>"What the first one would be good for, in one sentence."</p>
            <LinkButton href="/design"><Icon name="plus"/><span>"Make the first one"</span></LinkButton>
        </div>
    }
}
