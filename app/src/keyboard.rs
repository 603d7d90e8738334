//! Keys that work anywhere on a page. One listener for all of them, which never takes a key from a field.

mod rows;
mod shortcuts;

pub use shortcuts::{Shortcuts, ShortcutsItem};

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

/// Looks at a key.
#[derive(Clone, Copy)]
pub struct KeyHandler(Callback<KeyboardEvent>);

impl KeyHandler {
    /// One that lives as long as the component that makes it.
    pub fn new(handle: impl Fn(&KeyboardEvent) + Send + Sync + 'static) -> Self {
        Self(Callback::new(move |event: KeyboardEvent| {
            handle(&event);
        }))
    }
}

/// Listens to every key of the page while the component lives; in the browser only.
pub fn on_key(KeyHandler(handle): KeyHandler) {
    Effect::new(move || {
        let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            if !event.default_prevented() && !event.is_composing() {
                handle.run(event);
            }
        });
        let function: js_sys::Function = listener.as_ref().clone().unchecked_into();
        let _ = document().add_event_listener_with_callback("keydown", &function);
        let listener = StoredValue::new_local((listener, function));
        on_cleanup(move || {
            let _ = listener.try_with_value(|(_, function)| {
                document().remove_event_listener_with_callback("keydown", function)
            });
        });
    });
}

/// Whether a task stands above the page.
pub fn is_dialog_open() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

/// Whether the key belongs to what has the focus: a field, a menu, a dialog.
fn belongs_elsewhere(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || is_dialog_open() {
        return true;
    }
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| {
        let field = "input:not([type='checkbox']), textarea, select, [contenteditable], [popover]";
        target.closest(field).is_ok_and(|found| found.is_some())
    })
}
