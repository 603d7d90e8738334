//! A grid of records: the filters, the rows, and above them the button that makes a new one.

use super::{facts::ListFacts, record::Record, row_menu::row_menu};
use crate::{
    AppError,
    grid::{Choice, Column, FilterBar, GridTools, Rows, Words, use_query},
    parts::{Failure, Icon, LinkButton},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use model::{Grid, GridField, Page};
use std::sync::Arc;

/// The columns, given what the grid knows.
type Columns<F, R> = Arc<dyn Fn(&ListFacts) -> Vec<Column<F, R>> + Send + Sync>;

/// The page with all records of a kind; its dialogs are nested routes. A [`super::Place`] must be provided.
#[component]
pub fn IndexPage<F: GridField, R: Record>(
    /// Which grid it shows.
    grid: Grid,
    /// Its heading.
    title: &'static str,
    /// What the button says that makes a new record.
    create: &'static str,
    /// The columns.
    columns: Columns<F, R>,
    /// What it knows besides its rows.
    facts: Resource<Result<ListFacts, AppError>>,
    /// The rows.
    list: Resource<Result<Page<R>, AppError>>,
    /// What it says as a whole.
    words: Words,
) -> impl IntoView {
    let new = format!("{}/new", grid.path());
    let first = Some((new.clone(), create));
    let button = move || {
        let href = new.clone();
        Suspend::new(async move {
            let may_create = facts.await.is_ok_and(|facts| facts.may_create);
            may_create.then(|| view! { <CreateButton href create/> })
        })
    };
    view! {
        <Title text=title/>
        <div class="page-head">
            <h1>{title}</h1>
            <div class="page-actions">
                <GridTools<F> grid/>
                <Suspense>{button}</Suspense>
            </div>
        </div>
        <section class="section" aria-label=title>
            <RecordList path=grid.path() columns facts list words first/>
        </section>
        <Outlet/>
    }
}

/// Leads to the form of a new record.
#[component]
pub fn CreateButton(
    /// Where that is.
    href: String,
    /// What it says.
    create: &'static str,
) -> impl IntoView {
    view! {
        <LinkButton href>
            <Icon name="plus"/>
            <span>{create}</span>
        </LinkButton>
    }
}

/// Filters and rows, inside a section. While another page is loaded, the old rows stay.
#[component]
pub fn RecordList<F: GridField, R: Record>(
    /// Where the grid stands.
    #[prop(into)]
    path: String,
    /// The columns.
    columns: Columns<F, R>,
    /// What it knows besides its rows.
    facts: Resource<Result<ListFacts, AppError>>,
    /// The rows.
    list: Resource<Result<Page<R>, AppError>>,
    /// What it says as a whole.
    words: Words,
    /// Where and how the first record is made, where that is offered.
    first: Option<(String, &'static str)>,
) -> impl IntoView {
    let pending = RwSignal::new(false);
    let query = use_query::<F>();
    let retry = Callback::new(move |()| {
        facts.refetch();
        list.refetch();
    });
    let head = {
        let (path, columns) = (path.clone(), columns.clone());
        move || {
            let (path, columns) = (path.clone(), columns.clone());
            Suspend::new(async move {
                // What went wrong is said once, below.
                let facts = facts.await.ok()?;
                Some(view! { <FilterBar path columns=columns(&facts) choose_columns=true/> })
            })
        }
    };
    let body = move || {
        let (path, columns, words, first) = (path.clone(), columns.clone(), words.clone(), first.clone());
        Suspend::new(async move {
            let query = query.get_untracked();
            match (facts.await, list.await) {
                (Ok(facts), Ok(page)) => {
                    let first = first.filter(|_| facts.may_create);
                    let first = ViewFn::from(move || {
                        first.clone().map(|(href, create)| view! { <CreateButton href create/> })
                    });
                    let actions: Arc<dyn Fn(&R) -> AnyView + Send + Sync> = Arc::new(row_menu::<R>);
                    view! {
                        <Rows path page columns=columns(&facts) query words actions=Some(actions) pending first/>
                    }
                    .into_any()
                }
                (Err(error), _) | (_, Err(error)) => view! { <Failure error retry/> }.into_any(),
            }
        })
    };
    view! {
        // Boundaries side by side, none inside another: see the section of applications.
        <Suspense>{head}</Suspense>
        <Transition fallback=|| view! { <p>{text!(common.loading)}</p> } set_pending=pending>
            {body}
        </Transition>
    }
}

/// What the filter of the column *Enabled* offers.
pub fn enabled_choices() -> [Choice; 2] {
    [Choice::new("enabled", text!(records.enabled)), Choice::new("disabled", text!(records.disabled))]
}
