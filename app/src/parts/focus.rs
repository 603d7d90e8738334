//! Moving the focus, in the browser.

use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// Puts the focus on the element with this id; false if there is none.
pub fn focus(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    element
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}
