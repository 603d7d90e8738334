//! Parts of a grid that know nothing of what it lists: sortable headers, pages.
//!
//! Both are plain links, so they work without scripts, can be opened in a new tab and shared.

use crate::{
    parts::Icon,
    text::{self, text},
};
use leptos::prelude::*;
use model::PAGE_SIZES;

/// Below a grid: how many there are, how many are shown at once, which page this is.
#[component]
pub fn Pager(
    /// The page, from 1.
    number: u32,
    /// How many pages there are.
    count: u32,
    /// Rows on a page.
    size: u32,
    /// How many records there are, in words.
    total: String,
    /// Whether there are more records than are on all pages.
    more: bool,
    /// The id of the form that the page size is part of.
    form: &'static str,
    /// The address of a page.
    href: Callback<u32, String>,
    /// Another page size was chosen.
    resize: Callback<()>,
) -> impl IntoView {
    let step = move |label: &'static str, icon: &'static str, to: Option<u32>| {
        let inside = view! {
            <Icon name=icon/>
            <span class="visually-hidden">{label}</span>
        };
        match to {
            Some(page) => view! {
                <a class="button" data-kind="quiet" href=href.run(page) data-noscroll="">{inside}</a>
            }
            .into_any(),
            None => view! {
                <span class="button" data-kind="quiet" aria-disabled="true">{inside}</span>
            }
            .into_any(),
        }
    };
    let back = (number > 1).then_some(number - 1);
    let on = (number < count).then_some(number + 1);
    let last = on.filter(|_| !more).map(|_| count);
    let total = if more { text!(large_lists.more_than, total = total).to_string() } else { total };
    let position = if more {
        text!(large_lists.position, number = text::number(number)).to_string()
    } else {
        text!(pager.position, number = text::number(number), count = text::number(count)).to_string()
    };
    let beyond = (more && number == count).then(|| view! { <p class="hint">{text!(large_lists.beyond)}</p> });
    let sizes = PAGE_SIZES
        .map(|rows| view! { <option value=rows.to_string() selected={rows == size}>{rows.to_string()}</option> })
        .collect_view();
    view! {
        <div class="pager">
            <span role="status">{total}</span>
            <label>
                {text!(grid.page_size)}
                <select name="size" form=form on:change=move |_| resize.run(())>{sizes}</select>
            </label>
            <nav aria-label=text!(pager.label)>
                {step(text!(pager.first), "chevrons-left", back.map(|_| 1))}
                {step(text!(pager.previous), "chevron-left", back)}
                <span aria-current="page">{position}</span>
                {step(text!(pager.next), "chevron-right", on)}
                {step(text!(pager.last), "chevrons-right", last)}
            </nav>
            {beyond}
        </div>
    }
}
