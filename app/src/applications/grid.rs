//! A page of applications in a section, and what it says as a whole.

use super::{
    columns::section_columns,
    door::{ApplicationQuery, Door},
    fresh::Fresh,
    row_menu::RowMenu,
    rpc::{ApplicationRow, SectionFacts},
    section::AddButton,
};
use crate::{
    AppError,
    grid::{Rows, Words, use_query},
    parts::Failure,
    text::{counted, text},
};
use leptos::prelude::*;
use model::{ApplicationField, Page};
use std::sync::Arc;

/// The grid. While another page is loaded, the old rows stay.
#[component]
pub fn ApplicationsGrid(
    /// What the section knows besides its rows.
    facts: Resource<Result<SectionFacts, AppError>>,
    /// The rows.
    list: Resource<Result<Page<ApplicationRow>, AppError>>,
) -> impl IntoView {
    let pending = RwSignal::new(false);
    let fresh = Fresh::new();
    let kept = fresh.kept();
    let query = use_query::<ApplicationField>();
    let retry = Callback::new(move |()| {
        facts.refetch();
        list.refetch();
    });
    let path = Door::from_context().path;
    let body = move || {
        let (path, kept) = (path.clone(), Some(kept.clone()));
        Suspend::new(async move {
            let query = query.get_untracked();
            match (facts.await, list.await) {
                (Ok(SectionFacts { organizations, may_create, .. }), Ok(page)) => {
                    fresh.look(&query, &page.rows);
                    let columns = section_columns(&organizations);
                    let actions = row_actions(query.clone());
                    let first = ViewFn::from(move || may_create.then(|| view! { <AddButton/> }));
                    view! { <Rows path page columns query words=words() actions=Some(actions) pending first kept/> }
                        .into_any()
                }
                (Err(error), _) | (_, Err(error)) => view! { <Failure error retry/> }.into_any(),
            }
        })
    };
    view! {
        <Transition fallback=|| view! { <p>{text!(common.loading)}</p> } set_pending=pending>
            {body}
        </Transition>
    }
}

/// The menu at the end of each row.
pub fn row_actions(query: ApplicationQuery) -> Arc<dyn Fn(&ApplicationRow) -> AnyView + Send + Sync> {
    Arc::new(move |row| view! { <RowMenu row=row.clone() query=query.clone()/> }.into_any())
}

/// What every grid of applications says as a whole.
pub fn words() -> Words {
    Words {
        caption: text!(applications.caption),
        icon: "key",
        empty: text!(applications.empty),
        empty_hint: text!(applications.empty_hint),
        none_match: text!(applications.none_match),
        total: |total| counted!(applications.total, total),
    }
}
