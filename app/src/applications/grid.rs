//! The grid of applications: header, rows, pages, and what stands there instead of rows.

use super::{
    door::{Door, use_query},
    filter_bar::FILTER_FORM,
    row::Row,
    rpc::{ApplicationRow, SectionFacts},
    section::AddButton,
};
use crate::{
    AppError,
    parts::{Failure, Icon, LinkButton, Pager, SortHeader},
    text::text,
};
use leptos::prelude::*;
use model::{ApplicationField, ApplicationQuery, Direction, Page, Sort};
use wasm_bindgen::JsCast;

/// The grid. While another page is loaded, the old rows stay.
#[component]
pub fn ApplicationsGrid(
    /// What the section knows besides its rows.
    facts: Resource<Result<SectionFacts, AppError>>,
    /// The rows.
    list: Resource<Result<Page<ApplicationRow>, AppError>>,
    /// Whether to offer adding the first one.
    may_create: bool,
) -> impl IntoView {
    let pending = RwSignal::new(false);
    let query = use_query();
    let retry = Callback::new(move |()| {
        facts.refetch();
        list.refetch();
    });
    let body = move || {
        Suspend::new(async move {
            let query = query.get_untracked();
            let several = facts.await.map(|facts| facts.organizations.len() > 1);
            match (several, list.await) {
                (Ok(_), Ok(page)) if page.total == 0 => {
                    view! { <NoRows filtered=query.is_filtered() may_create/> }.into_any()
                }
                (Ok(several), Ok(page)) => view! { <Rows page query several pending/> }.into_any(),
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

/// The table and the pages below it.
#[component]
fn Rows(
    page: Page<ApplicationRow>,
    query: ApplicationQuery,
    several: bool,
    pending: RwSignal<bool>,
) -> impl IntoView {
    let door = Door::from_context();
    let count = page.count();
    let total = match page.total {
        1 => text!(applications.total_one).to_owned(),
        total => text!(applications.total, count = total).to_string(),
    };
    let pages = {
        let (door, query) = (door.clone(), query.clone());
        Callback::new(move |page| door.list(&ApplicationQuery { page, ..query.clone() }))
    };
    let rows =
        page.rows.into_iter().map(|row| view! { <Row row several query=query.clone()/> }).collect_view();
    let headers = view! { <Headers door query several/> };
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(applications.grid_label)>
            <table class="grid" aria-busy=move || pending.get().then_some("true")>
                <caption class="visually-hidden">{text!(applications.caption)}</caption>
                <thead>{headers}</thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Pager
            number=page.number
            count
            size=page.size
            total
            form=FILTER_FORM
            href=pages
            resize=Callback::new(|()| submit_filters())
        />
    }
}

#[component]
fn Headers(door: Door, query: ApplicationQuery, several: bool) -> impl IntoView {
    let column = move |label: &'static str, field: ApplicationField| {
        let direction = query.sort.filter(|sort| sort.field == field).map(|sort| sort.direction);
        let next = match direction {
            Some(Direction::Ascending) => Direction::Descending,
            _ => Direction::Ascending,
        };
        let sort = Some(Sort { field, direction: next });
        let href = door.list(&ApplicationQuery { sort, page: 1, ..query.clone() });
        view! { <SortHeader label direction href/> }
    };
    view! {
        <tr>
            {several.then(|| column(text!(applications.organization), ApplicationField::Organization))}
            {column(text!(applications.name), ApplicationField::Name)}
            <th scope="col">{text!(applications.client_id)}</th>
            {column(text!(applications.apis), ApplicationField::Apis)}
            {column(text!(applications.active), ApplicationField::Active)}
            {column(text!(applications.last_used), ApplicationField::LastUsed)}
            <th scope="col" class="row-actions">
                <span class="visually-hidden">{text!(applications.actions)}</span>
            </th>
        </tr>
    }
}

/// Nothing yet, or nothing that matches: two different things to say.
#[component]
fn NoRows(filtered: bool, may_create: bool) -> impl IntoView {
    let door = Door::from_context();
    if filtered {
        let href = door.list(&ApplicationQuery::default());
        view! {
            <div class="empty" role="status">
                <Icon name="search"/>
                <h3>{text!(applications.none_match)}</h3>
                <LinkButton kind=crate::parts::ButtonKind::Secondary href>
                    {text!(applications.clear_filters)}
                </LinkButton>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="empty" role="status">
                <Icon name="key"/>
                <h3>{text!(applications.empty)}</h3>
                <p>{text!(applications.empty_hint)}</p>
                {may_create.then(|| view! { <AddButton/> })}
            </div>
        }
        .into_any()
    }
}

/// The page size stands below the grid but is part of the filter form.
fn submit_filters() {
    let form = document().get_element_by_id(FILTER_FORM);
    if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
        let _ = form.request_submit();
    }
}
