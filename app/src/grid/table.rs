//! The table itself: headers that sort, rows, what can be done with each, and boxes to choose several.

use super::{address::address, column::Column, keyed::Kept, sort_header::SortHeader};
use crate::text::text;
use leptos::prelude::*;
use model::{Direction, GridField, GridQuery, Sort};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// What can be done with a row; nothing where nothing is allowed.
pub type Actions<R> = Arc<dyn Fn(&R) -> AnyView + Send + Sync>;

/// How rows are chosen: the value of the box, and the name that its label says.
pub type Chosen<R> = Arc<dyn Fn(&R) -> (String, String) + Send + Sync>;

/// The table.
#[component]
pub fn Table<F: GridField, R: Send + Sync + 'static>(
    /// The page it stands on.
    path: String,
    /// The rows.
    rows: Vec<R>,
    /// The columns that are shown.
    columns: Vec<Column<F, R>>,
    /// The state of the grid.
    query: GridQuery<F>,
    /// What it is a table of.
    caption: &'static str,
    /// What can be done with a row.
    actions: Option<Actions<R>>,
    /// How rows are chosen, and the form that the boxes belong to.
    chosen: Option<(Chosen<R>, &'static str)>,
    /// Whether other rows are on their way.
    pending: RwSignal<bool>,
    /// How rows are told apart that stay when others change.
    kept: Option<Kept<R>>,
) -> impl IntoView {
    let choosing = chosen.is_some();
    let acting = actions.is_some();
    let headers = columns
        .iter()
        .map(|column| view! { <Header path=path.clone() field=column.field label=column.label query=query.clone()/> })
        .collect_view();
    // On the server the page around may be gone before its table is made, and the signal with it.
    let is_pending = move || pending.try_get().unwrap_or_default();
    let state = address("", &query);
    let inside = |row: &R| {
        let cells = columns.iter().map(|column| cell(column, row)).collect_view();
        let box_ = chosen.as_ref().map(|(chosen, form)| {
            let (value, name) = chosen(row);
            let label = text!(grid.choose_row, name = name.as_str()).to_string();
            view! {
                <td class="row-choice">
                    <input type="checkbox" name="id" value=value form=*form aria-label=label/>
                </td>
            }
        });
        let actions = actions.as_ref().map(|actions| view! { <td class="row-actions">{actions(row)}</td> });
        view! { {box_}{cells}{actions} }.into_any()
    };
    let body = match kept {
        Some(kept) => kept.rows(&rows, &state, inside),
        None => rows.iter().map(|row| view! { <tr>{inside(row)}</tr> }).collect_view().into_any(),
    };
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(grid.scrolls, caption = caption).to_string()>
            <table class="grid" aria-busy=move || is_pending().then_some("true")>
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        {choosing.then(|| view! {
                            <th scope="col" class="row-choice">
                                <ChooseAll/>
                            </th>
                        })}
                        {headers}
                        {acting.then(|| view! {
                            <th scope="col" class="row-actions">
                                <span class="visually-hidden">{text!(grid.actions)}</span>
                            </th>
                        })}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}

/// A box that ticks all others of the table; only where scripts can do that.
#[component]
fn ChooseAll() -> impl IntoView {
    let choose = move |event: leptos::ev::Event| {
        let box_ = event_target::<web_sys::HtmlInputElement>(&event);
        let table = box_.closest("table").ok().flatten();
        let boxes = table.and_then(|table| table.query_selector_all("tbody .row-choice input").ok());
        for index in 0..boxes.as_ref().map_or(0, web_sys::NodeList::length) {
            let other = boxes.as_ref().and_then(|boxes| boxes.item(index));
            if let Some(other) = other.and_then(|node| node.dyn_into::<web_sys::HtmlInputElement>().ok()) {
                other.set_checked(box_.checked());
            }
        }
    };
    view! {
        <span class="visually-hidden">{text!(grid.choice)}</span>
        <input type="checkbox" class="with-script" aria-label=text!(grid.choose_all) on:change=choose/>
    }
}

/// One cell; the one that names the row is its header.
fn cell<F, R>(column: &Column<F, R>, row: &R) -> AnyView {
    let inside = (column.cell)(row);
    if column.names {
        view! { <th scope="row" class="name" data-label=column.label>{inside}</th> }.into_any()
    } else {
        view! { <td data-label=column.label>{inside}</td> }.into_any()
    }
}

#[component]
fn Header<F: GridField>(path: String, field: F, label: &'static str, query: GridQuery<F>) -> impl IntoView {
    if !field.sortable() {
        return view! { <th scope="col">{label}</th> }.into_any();
    }
    let direction = query.sort.filter(|sort| sort.field == field).map(|sort| sort.direction);
    let next = match direction {
        Some(Direction::Ascending) => Direction::Descending,
        _ => Direction::Ascending,
    };
    let href = address(&path, &GridQuery { sort: Some(Sort { field, direction: next }), page: 1, ..query });
    view! { <SortHeader label direction href/> }.into_any()
}
