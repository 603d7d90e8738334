//! What narrows the grid down. A plain GET form, so it works without scripts and its state is the address; with
//! scripts it is applied while one types.

use super::{
    door::{Door, use_query},
    filter_controls::FilterControls,
};
use crate::text::text;
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{ApplicationQuery, OrganizationRef, PAGE_SIZES};
use std::time::Duration;

/// The form's id: the page size below the grid is part of it.
pub const FILTER_FORM: &str = "application-filters";

/// How long one may pause between two letters.
const PAUSE: Duration = Duration::from_millis(300);

/// The filters.
#[component]
pub fn FilterBar(
    /// The organizations to choose from; no such filter unless there is more than one.
    organizations: Vec<OrganizationRef>,
) -> impl IntoView {
    let door = Door::from_context();
    let query = use_query();
    let form = NodeRef::<html::Form>::new();
    let action = door.path;
    // What the controls show. They are made anew only when the address changes by other means than these controls,
    // so that nothing is taken away from under the fingers of whoever is typing.
    let shown = RwSignal::new((0_u32, query.get_untracked()));
    let applied = StoredValue::new(query.get_untracked());
    Effect::new(move || {
        let query = query.get();
        if !applied.with_value(|applied| same_filters(applied, &query)) {
            shown.update(|shown| *shown = (shown.0.wrapping_add(1), query.clone()));
        }
        applied.set_value(query);
    });
    let navigate = use_navigate();
    let apply = Callback::new(move |()| {
        let Some(form) = form.get_untracked() else { return };
        let Ok(typed) = web_sys::FormData::new_with_form(&form) else { return };
        let wanted = read(&typed, &query.get_untracked());
        applied.set_value(wanted.clone());
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&door.list(&wanted), options);
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
                aria-label=text!(filters.legend)
                node_ref=form
                on:input=move |_| apply_after(PAUSE)
                on:submit=move |event| {
                    event.prevent_default();
                    apply_after(Duration::ZERO);
                }
            >
                <For each=move || [shown.get()] key=|(version, _)| *version let((_, query))>
                    <FilterControls query organizations=organizations.clone()/>
                </For>
                <button type="submit" class="button without-script" data-kind="secondary">
                    {text!(filters.apply)}
                </button>
            </form>
        </div>
    }
}

fn same_filters(one: &ApplicationQuery, other: &ApplicationQuery) -> bool {
    let filters = |query: &ApplicationQuery| {
        (query.name_operator, query.name.clone(), query.organizations.clone(), query.status)
    };
    filters(one) == filters(other)
}

/// What the controls say; sorting stays, and a new selection starts at its first page.
fn read(typed: &web_sys::FormData, before: &ApplicationQuery) -> ApplicationQuery {
    let one = |name: &str| typed.get(name).as_string().unwrap_or_default();
    let organizations: Vec<String> =
        typed.get_all("organization").iter().filter_map(|value| value.as_string()).collect();
    let (operator, name, status, size) = (one("name_operator"), one("name"), one("status"), one("size"));
    let pairs = [("name_operator", operator.as_str()), ("name", name.as_str()), ("status", status.as_str())];
    let organizations = organizations.iter().map(|id| ("organization", id.as_str()));
    let query = ApplicationQuery::from_parameters(pairs.into_iter().chain(organizations));
    let page_size = size.parse().ok().filter(|size| PAGE_SIZES.contains(size)).unwrap_or(before.page_size);
    ApplicationQuery { sort: before.sort, page_size, ..query }
}
