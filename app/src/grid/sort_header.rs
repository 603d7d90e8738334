//! The header of a column: a link, so that it works without scripts, opens in another tab and can be shared.

use crate::parts::Icon;
use leptos::prelude::*;
use model::Direction;

/// The header of a column that can be sorted.
#[component]
pub fn SortHeader(
    /// Its name.
    label: &'static str,
    /// How it is sorted now, if it is.
    direction: Option<Direction>,
    /// Sorts by it, or the other way round.
    href: String,
) -> impl IntoView {
    let (sort, icon) = match direction {
        None => ("none", "sort-none"),
        Some(Direction::Ascending) => ("ascending", "sort-up"),
        Some(Direction::Descending) => ("descending", "sort-down"),
    };
    view! {
        <th scope="col" aria-sort=sort>
            <a class="sort" href=href data-noscroll="">
                {label}
                <Icon name=icon/>
            </a>
        </th>
    }
}
