//! What is done with a grid as a whole: views under a name, and the rows as CSV.

use super::{
    address::{address, use_query},
    views::{SaveViewForm, SavedViewItem, list_views, save_form},
};
use crate::{
    parts::{ButtonKind, Icon, Menu},
    text::text,
};
use leptos::prelude::*;
use model::{Grid, GridField, GridQuery};
use std::marker::PhantomData;

/// The tools. They stand outside of what is loaded with the grid, so that nothing awaited is inside another.
#[component]
pub fn GridTools<F: GridField>(
    /// Which grid.
    grid: Grid,
    /// The columns that its address speaks of.
    #[prop(optional)]
    columns: PhantomData<F>,
) -> impl IntoView {
    let PhantomData::<F> = columns;
    let query = use_query::<F>();
    let state = Signal::derive(move || query.with(|query| query_of(query)));
    let changes = RwSignal::new(0_u32);
    let views = Resource::new(move || changes.get(), move |_| list_views(grid));
    let items = move || {
        Suspend::new(async move {
            let views = views.await.unwrap_or_default();
            if views.is_empty() {
                return view! { <p class="menu-head">{text!(grid.views_none)}</p> }.into_any();
            }
            views
                .into_iter()
                .map(|view| view! { <SavedViewItem grid view changes/> })
                .collect_view()
                .into_any()
        })
    };
    let button = view! {
        <Icon name="filter"/>
        <span>{text!(grid.views)}</span>
        <Icon name="chevron-down"/>
    };
    let export = move || {
        let state = state.get();
        let path = format!("/export{}.csv", grid.path());
        if state.is_empty() { path } else { format!("{path}?{state}") }
    };
    view! {
        <Menu id="views" kind=ButtonKind::Secondary button=button.into_any() label=text!(grid.views)>
            <Transition fallback=|| ()>{items}</Transition>
            <hr/>
            <SaveViewForm grid state form=save_form(grid, changes)/>
        </Menu>
        <a class="button" data-kind="secondary" href=export rel="external" download="">
            <Icon name="download"/>
            <span>{text!(grid.export)}</span>
        </a>
    }
}

/// The state of a grid as the query of its address, its page left out.
fn query_of<F: GridField>(query: &GridQuery<F>) -> String {
    let first = GridQuery { page: 1, ..query.clone() };
    address("", &first).trim_start_matches('?').to_owned()
}
