//! What narrows a grid down. A plain GET form, so it works without scripts and its state is the address; with scripts
//! it is applied while one types.

use super::{
    address::{address, use_query},
    column::{Column, Filtered},
    column_chooser::ColumnChooser,
    filter_control::FilterControl,
};
use crate::text::text;
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{GridField, GridQuery, PAGE_SIZES};
use std::time::Duration;
use wasm_bindgen::JsCast;

/// The form's id: the page size below the grid is part of it.
pub const FILTER_FORM: &str = "grid-filters";

/// How long one may pause between two letters.
const PAUSE: Duration = Duration::from_millis(300);

/// The filters of the columns that have one.
#[component]
pub fn FilterBar<F: GridField, R: Clone + Send + Sync + 'static>(
    /// Where the grid stands.
    #[prop(into)]
    path: String,
    /// The columns.
    columns: Vec<Column<F, R>>,
    /// Whether people choose which columns are shown.
    #[prop(optional)]
    choose_columns: bool,
) -> impl IntoView {
    let query = use_query::<F>();
    let form = NodeRef::<html::Form>::new();
    let action = path.clone();
    // What the controls show. They are made anew only when the address changes by other means than these controls,
    // so that nothing is taken away from under the fingers of whoever is typing.
    let shown = RwSignal::new((0_u32, query.get_untracked()));
    let applied = StoredValue::new(query.get_untracked());
    Effect::new(move || {
        let query = query.get();
        if !applied.with_value(|applied| applied.asked == query.asked && applied.columns == query.columns) {
            shown.update(|shown| *shown = (shown.0.wrapping_add(1), query.clone()));
        }
        applied.set_value(query);
    });
    let offered: Vec<F> = columns.iter().map(|column| column.field).collect();
    let navigate = use_navigate();
    let apply = Callback::new(move |()| {
        let Some(form) = form.get_untracked() else { return };
        let Ok(typed) = web_sys::FormData::new_with_form(&form) else { return };
        let wanted = read(&typed, &query.get_untracked(), &offered);
        applied.set_value(wanted.clone());
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&address(&path, &wanted), options);
    });
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let apply_after = move |pause: Duration| {
        timer.with_value(|timer| timer.iter().for_each(TimeoutHandle::clear));
        timer.set_value(set_timeout_with_handle(move || apply.run(()), pause).ok());
    };
    view! {
        <div class="grid-toolbar">
            <form
                id=FILTER_FORM
                class="filters"
                role="search"
                method="get"
                action=action
                aria-label=text!(grid.filters)
                node_ref=form
                on:input=move |_| apply_after(PAUSE)
                on:submit=move |event| {
                    event.prevent_default();
                    apply_after(Duration::ZERO);
                }
            >
                <For each=move || [shown.get()] key=|(version, _)| *version let((_, query))>
                    <Controls query columns=columns.clone() choose_columns/>
                </For>
                <button type="submit" class="button without-script" data-kind="secondary">
                    {text!(grid.apply)}
                </button>
            </form>
        </div>
    }
}

/// The controls, as the state of the grid is when they are made.
#[component]
fn Controls<F: GridField, R: Clone + Send + Sync + 'static>(
    query: GridQuery<F>,
    columns: Vec<Column<F, R>>,
    choose_columns: bool,
) -> impl IntoView {
    let of = |filtered: Filtered| {
        let some = columns.iter().filter(|column| column.filter == filtered);
        some.map(|column| {
            let asked = query.asked_of(column.field).cloned();
            view! { <FilterControl field=column.field label=column.filter_label.unwrap_or(column.label) choices=column.choices.clone() asked/> }
        })
        .collect::<Vec<_>>()
    };
    let further = of(Filtered::Further);
    let open = columns
        .iter()
        .any(|column| column.filter == Filtered::Further && query.asked_of(column.field).is_some());
    let further = (!further.is_empty()).then(|| {
        view! {
            <details class="further-filters" open=open>
                <summary>{text!(grid.further)}</summary>
                <div class="filters">{further}</div>
            </details>
        }
    });
    let chooser =
        choose_columns.then(|| view! { <ColumnChooser columns=columns.clone() query=query.clone()/> });
    view! {
        {of(Filtered::InSight)}
        {chooser}
        {further}
        {query.sort.map(|sort| view! { <input type="hidden" name="sort" value=sort.to_string()/> })}
    }
}

/// What the controls say; sorting stays, and a new selection starts at its first page.
fn read<F: GridField>(typed: &web_sys::FormData, before: &GridQuery<F>, offered: &[F]) -> GridQuery<F> {
    let names = F::ALL.iter().flat_map(|field| {
        let name = field.parameter();
        ["", "_operator", "_day", "_days"].map(|suffix| format!("{name}{suffix}"))
    });
    let names: Vec<String> = names.chain(["column".to_owned()]).collect();
    let values = names.iter().flat_map(|name| {
        let values: Vec<String> = typed.get_all(name).iter().filter_map(|value| value.as_string()).collect();
        values.into_iter().map(move |value| (name.as_str(), value))
    });
    let pairs: Vec<_> = values.collect();
    let mut query =
        GridQuery::<F>::from_parameters(pairs.iter().map(|(name, value)| (*name, value.as_str())));
    if offered.iter().all(|field| query.columns.contains(field) == field.at_first()) {
        query.columns.clear();
    }
    let size = typed.get("size").as_string().and_then(|size| size.parse().ok());
    let page_size = size.filter(|size| PAGE_SIZES.contains(size)).unwrap_or(before.page_size);
    GridQuery { sort: before.sort, page_size, ..query }
}

/// Applies the filters at once: the page size stands below the grid but is part of the form.
pub fn submit_filters() {
    let form = document().get_element_by_id(FILTER_FORM);
    if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
        let _ = form.request_submit();
    }
}
