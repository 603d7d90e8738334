//! Line drawings out of one sprite: no weight in the browser program, cached once.

use leptos::prelude::*;

/// A decoration beside a text that says the same; readers of the screen do not hear it.
#[component]
pub fn Icon(
    /// The id in `public/icons.svg`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 24 24">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
