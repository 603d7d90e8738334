//! One page of a grid: the table and the pages below it, or what stands there instead of rows.

use super::{
    address::address,
    column::{Column, Words},
    filter_bar::{FILTER_FORM, submit_filters},
    keyed::Kept,
    pager::Pager,
    table::{Actions, Chosen, Table},
};
use crate::{
    parts::{ButtonKind, Icon, LinkButton},
    text::text,
};
use leptos::prelude::*;
use model::{GridField, GridQuery, Page};

/// The page.
#[component]
pub fn Rows<F: GridField, R: Send + Sync + 'static>(
    /// Where the grid stands.
    #[prop(into)]
    path: String,
    /// The rows.
    page: Page<R>,
    /// The columns there are; the state of the grid says which are shown.
    columns: Vec<Column<F, R>>,
    /// The state of the grid.
    query: GridQuery<F>,
    /// What it says as a whole.
    words: Words,
    /// What can be done with a row.
    #[prop(optional_no_strip)]
    actions: Option<Actions<R>>,
    /// How rows are chosen, and the form that the boxes belong to.
    #[prop(optional_no_strip)]
    chosen: Option<(Chosen<R>, &'static str)>,
    /// Whether other rows are on their way.
    pending: RwSignal<bool>,
    /// What leads to the first record, where there is none and one may be made.
    #[prop(optional)]
    first: Option<ViewFn>,
    /// How rows are told apart that stay when others change.
    #[prop(optional_no_strip)]
    kept: Option<Kept<R>>,
) -> impl IntoView {
    if page.total == 0 {
        return view! { <NoRows path query words first/> }.into_any();
    }
    let count = page.count();
    let total = (words.total)(page.total);
    let pages = {
        let (path, query) = (path.clone(), query.clone());
        Callback::new(move |page| address(&path, &GridQuery { page, ..query.clone() }))
    };
    let columns = columns.into_iter().filter(|column| column.names || query.shows(column.field)).collect();
    let (number, size, more, caption) = (page.number, page.size, page.more, words.caption);
    view! {
        <Table path rows=page.rows columns query caption actions chosen pending kept/>
        <Pager
            number
            count
            size
            total
            more
            form=FILTER_FORM
            href=pages
            resize=Callback::new(|()| submit_filters())
        />
    }
    .into_any()
}

/// Nothing yet, or nothing that matches: two different things to say.
#[component]
fn NoRows<F: GridField>(
    path: String,
    query: GridQuery<F>,
    words: Words,
    first: Option<ViewFn>,
) -> impl IntoView {
    if query.is_filtered() {
        let href = address(&path, &query.unfiltered());
        view! {
            <div class="empty" role="status">
                <Icon name="search"/>
                <p class="title">{words.none_match}</p>
                <LinkButton kind=ButtonKind::Secondary href>{text!(grid.clear_filters)}</LinkButton>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="empty" role="status">
                <Icon name=words.icon/>
                <p class="title">{words.empty}</p>
                <p>{words.empty_hint}</p>
                {first.map(|first| first.run())}
            </div>
        }
        .into_any()
    }
}
