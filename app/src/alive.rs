//! The page comes to life in the browser.

use crate::App;
use leptos::{mount::hydrate_from_async, prelude::*};
use std::time::Duration;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// Hydrates the page that the server wrote, once the chunk of its code is there (see [`crate::later`]).
///
/// Until then a link works as without scripts: the router would go on with the address that was clicked, while the page
/// that is coming to life is still the one of before.
pub fn hydrate() {
    let early = Closure::<dyn Fn(Event)>::new(|event: Event| event.stop_immediate_propagation());
    let function: js_sys::Function = early.as_ref().clone().unchecked_into();
    let _ = window().add_event_listener_with_callback_and_bool("click", &function, true);
    wasm_bindgen_futures::spawn_local(async move {
        if let Some(body) = document().body() {
            hydrate_from_async(body, App).await.forget();
        }
        let _ = window().remove_event_listener_with_callback_and_bool("click", &function, true);
        drop(early);
        // After the effects of the first render. Tests and style sheets can tell that the page is alive.
        set_timeout(
            || {
                if let Some(body) = document().body() {
                    let _ = body.set_attribute("data-hydrated", "");
                }
            },
            Duration::ZERO,
        );
    });
}
