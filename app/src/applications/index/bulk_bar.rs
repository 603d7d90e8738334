//! What can be done with several applications at once. A GET form that the boxes in the rows belong to: it leads to a
//! dialog at an address of its own, so it works without scripts.

use crate::{
    applications::door::{ApplicationQuery, Door},
    parts::ButtonKind,
    text::text,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{BulkVerb, escape};
use wasm_bindgen::JsCast;

/// The form's id.
pub const BULK_FORM: &str = "bulk";

/// The bar above the rows.
#[component]
pub fn BulkBar(
    /// Whether there is anything to choose.
    show: bool,
    /// The state of the grid, which the dialog comes back to.
    query: ApplicationQuery,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let whole = NodeRef::<html::Div>::new();
    let count = RwSignal::new(0_u32);
    // Without scripts nobody counts, so nothing is switched off.
    let counting = RwSignal::new(false);
    let recount = move || {
        let chosen = whole
            .get_untracked()
            .and_then(|whole| whole.query_selector_all("tbody .row-choice :checked").ok());
        count.try_set(chosen.map_or(0, |chosen| chosen.length()));
    };
    Effect::new(move || {
        counting.set(true);
        // Rows that are loaded again keep their ticks.
        request_animation_frame(recount);
    });
    let bar = show.then(|| view! { <Bar query count counting/> });
    view! {
        <div class="bulk-area" node_ref=whole on:change=move |_| recount()>
            {bar}
            {children()}
        </div>
    }
}

#[component]
fn Bar(query: ApplicationQuery, count: RwSignal<u32>, counting: RwSignal<bool>) -> impl IntoView {
    let action = format!("{}/bulk", Door::from_context().path);
    let state = query.to_parameters();
    let hidden = state
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect_view();
    let navigate = use_navigate();
    let submit = {
        let action = action.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(address) = address_of(&action, &event) {
                navigate(&address, NavigateOptions { scroll: false, ..NavigateOptions::default() });
            }
        }
    };
    let off = move || (counting.get() && count.get() == 0).then_some("true");
    let buttons = BulkVerb::ALL
        .map(|verb| {
            let (label, kind) = match verb {
                BulkVerb::Activate => (text!(index.activate), ButtonKind::Secondary),
                BulkVerb::Deactivate => (text!(index.deactivate), ButtonKind::Secondary),
                BulkVerb::Delete => (text!(index.delete), ButtonKind::Danger),
            };
            view! {
                <button
                    type="submit"
                    class="button"
                    data-kind=kind.as_str()
                    name="verb"
                    value=verb.as_str()
                    aria-disabled=off
                >
                    {label}
                </button>
            }
        })
        .collect_view();
    let summary = move || match count.get() {
        0 => text!(index.with_chosen).to_owned(),
        count => text!(index.chosen, count = count).to_string(),
    };
    view! {
        <form id=BULK_FORM class="bulk" method="get" action=action on:submit=submit>
            {hidden}
            <span role="status">{summary}</span>
            {buttons}
        </form>
    }
}

/// Where the form leads with the button that was pressed; nowhere while nothing is chosen.
fn address_of(action: &str, event: &SubmitEvent) -> Option<String> {
    let form = event.target()?.dyn_into::<web_sys::HtmlFormElement>().ok()?;
    let typed = web_sys::FormData::new_with_form(&form).ok()?;
    typed.get("id").as_string()?;
    let verb = event.submitter()?.dyn_into::<web_sys::HtmlButtonElement>().ok()?.value();
    let mut pairs = vec![format!("verb={}", escape(&verb))];
    for entry in form_entries(&typed) {
        pairs.push(format!("{}={}", escape(&entry.0), escape(&entry.1)));
    }
    Some(format!("{action}?{}", pairs.join("&")))
}

fn form_entries(typed: &web_sys::FormData) -> Vec<(String, String)> {
    let entries = js_sys::try_iter(typed).ok().flatten().into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let pair: js_sys::Array = entry.dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .collect()
}
