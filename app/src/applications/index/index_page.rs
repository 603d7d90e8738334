//! The page **OAuth Applications** of a side: filters, grid, and what is done with several at once.

use super::{
    bulk_bar::{BULK_FORM, BulkBar},
    grid_of,
    registration::registration_path,
    rpc::{IndexFacts, find_index_facts, list_all},
    title_of,
};
use crate::{
    AppError,
    applications::{
        columns::index_columns,
        deleted::DeletedButton,
        door::{Door, Shown},
        fresh::Fresh,
        grid::{row_actions, words},
        key_notice::KeyNotice,
        rpc::ApplicationRow,
    },
    grid::{FilterBar, GridTools, Rows, Words, use_query},
    live::Changes,
    parts::{ButtonKind, Failure, Icon, LinkButton},
    text::text,
};
use leptos::{context::Provider, prelude::*};
use leptos_meta::Title;
use leptos_router::components::Outlet;
use model::{ApplicationField, Page, Side};
use std::sync::Arc;

/// The page; its dialogs are nested routes.
#[component]
pub fn IndexPage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let door = Door::new(grid_of(side).path(), Shown::All, side);
    let changes = door.changes;
    let query = use_query::<ApplicationField>();
    let facts = Resource::new(|| (), move |()| find_index_facts(side));
    let live = Changes::from_context();
    let list = Resource::new(
        move || (query.get(), changes.get(), live.of_applications()),
        move |(query, ..)| list_all(side, query),
    );
    let head = {
        let path = door.path.clone();
        move || {
            let path = path.clone();
            Suspend::new(async move {
                // What went wrong is said once, below.
                facts.await.ok().map(|IndexFacts { organizations, keys, .. }| {
                    let columns = index_columns(side, &organizations);
                    view! {
                        <KeyNotice keys/>
                        <FilterBar path columns choose_columns=true/>
                    }
                })
            })
        }
    };
    let create = move || {
        Suspend::new(async move {
            let facts = facts.await.ok();
            let register = facts.as_ref().is_some_and(|facts| facts.may_register).then(|| {
                view! {
                    <LinkButton kind=ButtonKind::Secondary href=registration_path(side)>
                        {text!(registration.title)}
                    </LinkButton>
                }
            });
            let create = facts.is_some_and(|facts| facts.may_create).then(|| view! { <CreateButton side/> });
            view! {
                {register}
                {create}
            }
        })
    };
    view! {
        <Title text=title_of(side)/>
        <Provider value=door>
            <div class="page-head">
                <h1 id="applications-title" tabindex="-1">{title_of(side)}</h1>
                <div class="page-actions">
                    <GridTools<ApplicationField> grid=grid_of(side)/>
                    <DeletedButton side owner=None/>
                    <Suspense>{create}</Suspense>
                </div>
            </div>
            <section class="section" aria-labelledby="applications-title">
                // Boundaries side by side, none inside another: see the section of a person's page.
                <Suspense>{head}</Suspense>
                <Grid side facts list/>
            </section>
            <Outlet/>
        </Provider>
    }
}

/// Opens the page **Create OAuth Application**.
#[component]
fn CreateButton(side: Side) -> impl IntoView {
    view! {
        <LinkButton href=format!("{}/new", grid_of(side).path())>
            <Icon name="plus"/>
            <span>{text!(index.create)}</span>
        </LinkButton>
    }
}

#[component]
fn Grid(
    side: Side,
    facts: Resource<Result<IndexFacts, AppError>>,
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
    let body = move || {
        let kept = Some(kept.clone());
        Suspend::new(async move {
            let query = query.get_untracked();
            match (facts.await, list.await) {
                (Ok(IndexFacts { organizations, may_create, .. }), Ok(page)) => {
                    fresh.look(&query, &page.rows);
                    let columns = index_columns(side, &organizations);
                    let actions = row_actions(query.clone());
                    let choose = Arc::new(|row: &ApplicationRow| {
                        (row.application.id.to_string(), row.application.name.clone())
                    });
                    let bulk = page.rows.iter().any(|row| row.edit || row.delete);
                    let chosen = bulk.then_some((choose as _, BULK_FORM));
                    let words = Words { empty_hint: text!(index.empty_hint), ..words() };
                    let first = ViewFn::from(move || may_create.then(|| view! { <CreateButton side/> }));
                    let path = grid_of(side).path();
                    view! {
                        <BulkBar show=bulk query=query.clone()>
                            <Rows path page columns query words actions=Some(actions) chosen pending first kept/>
                        </BulkBar>
                    }
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
