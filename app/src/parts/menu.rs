//! A button and the list it opens. A native popover: keyboard, Esc and clicks elsewhere work without a script.

use super::ButtonKind;
use leptos::{ev::MouseEvent, html, prelude::*};
use wasm_bindgen::JsCast;

/// A menu of links and buttons.
#[component]
pub fn Menu(
    /// Ties button and list together; unique on the page. The button's own id is `{id}-button`.
    #[prop(into)]
    id: String,
    /// What the button means.
    #[prop(default = ButtonKind::Quiet)]
    kind: ButtonKind,
    /// What the button shows.
    button: AnyView,
    /// What the list is, for those who hear it.
    #[prop(into)]
    label: String,
    /// Links, forms and buttons.
    children: Children,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    // Browsers close a popover on Esc and on clicks elsewhere; a choice closes it too, ticking a box does not, and neither
    // does sending a form that may be refused in place (`data-stay`).
    let close = move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let chosen = target.is_some_and(|target| {
            target.closest("a, button:not([data-stay])").is_ok_and(|found| found.is_some())
        });
        if let Some(list) = list.get_untracked().filter(|_| chosen) {
            let _ = list.hide_popover();
        }
    };
    view! {
        <div class="menu">
            <button type="button" class="button" data-kind=kind.as_str() id=format!("{id}-button") popovertarget=id.clone()>
                {button}
            </button>
            <div class="menu-items" id=id popover="auto" role="group" aria-label=label node_ref=list on:click=close>
                {children()}
            </div>
        </div>
    }
}
