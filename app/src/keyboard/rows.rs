//! The rows of a grid by keyboard. The focus goes to the link of a row, as it would by Tab, so whoever listens to the page
//! hears the row, and Enter opens it without our doing.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The row that has the focus.
fn current() -> Option<Element> {
    let focused = document().active_element()?;
    focused.closest("table.grid tbody tr").ok().flatten()
}

/// Moves to the next row or the one before; from elsewhere on the page to the first. Whether there is one.
pub fn step(forwards: bool) -> bool {
    let to = match current() {
        Some(row) if forwards => row.next_element_sibling(),
        Some(row) => row.previous_element_sibling(),
        None => document().query_selector("main table.grid tbody tr").ok().flatten(),
    };
    to.is_some_and(|row| focus_in(&row))
}

/// The same for arrows, which scroll the page unless a row has the focus.
pub fn step_from_row(forwards: bool) -> bool {
    current().is_some_and(|row| {
        // Inside of a menu of the row they are not ours.
        row.query_selector(":popover-open").is_ok_and(|open| open.is_none()) && step(forwards)
    })
}

/// What stands for a row: the link of its name, any other link, or its menu.
fn focus_in(row: &Element) -> bool {
    ["th a[href]", "td:not(.row-actions) a[href]", ".row-actions button", "a[href], button"].iter().any(
        |which| {
            let found = row.query_selector(which).ok().flatten();
            found
                .and_then(|found| found.dyn_into::<HtmlElement>().ok())
                .is_some_and(|found| found.focus().is_ok())
        },
    )
}

/// Ticks the box of the row that has the focus, or takes the tick away. Whether it has one.
pub fn choose() -> bool {
    let box_ = current().and_then(|row| row.query_selector(".row-choice input").ok().flatten());
    let box_ = box_.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    // As a click does, so that whoever counts hears of it.
    box_.is_some_and(|found| {
        found.click();
        true
    })
}

/// Puts the cursor into the first text that can be filtered by, or else into the first filter. Whether there is one. What
/// lies in a closed menu takes no focus.
pub fn focus_filter() -> bool {
    let texts = "main form[role='search'] input[type='search']:not([popover] *)";
    let others = "main form[role='search'] :is(input:not([type='hidden']), select):not([popover] *)";
    [texts, others].iter().any(|which| {
        let found = document().query_selector(which).ok().flatten();
        found
            .and_then(|found| found.dyn_into::<HtmlElement>().ok())
            .is_some_and(|found| found.focus().is_ok())
    })
}
