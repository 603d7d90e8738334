//! Which columns are shown: boxes in the filter form, so that the choice is in the address too.

use super::column::Column;
use crate::{
    parts::{ButtonKind, Icon, Menu},
    text::text,
};
use leptos::prelude::*;
use model::{GridField, GridQuery};

/// The menu. What names the rows is always shown.
#[component]
pub fn ColumnChooser<F: GridField, R: Send + Sync + 'static>(
    /// The columns there are.
    columns: Vec<Column<F, R>>,
    /// The state of the grid.
    query: GridQuery<F>,
) -> impl IntoView {
    let boxes = columns
        .iter()
        .map(|column| {
            let (name, label) = (column.field.as_str(), column.label);
            if column.names {
                return view! { <input type="hidden" name="column" value=name/> }.into_any();
            }
            view! {
                <label class="check">
                    <input type="checkbox" name="column" value=name checked=query.shows(column.field)/>
                    <span>{label}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    let button = view! {
        <span>{text!(grid.columns)}</span>
        <Icon name="columns"/>
    };
    view! {
        <div class="filter">
            <span class="label" aria-hidden="true">{text!(grid.shown)}</span>
            <Menu
                id="grid-columns"
                kind=ButtonKind::Secondary
                button=button.into_any()
                label=text!(grid.columns)
            >
                <div class="checks">{boxes}</div>
            </Menu>
        </div>
    }
}
