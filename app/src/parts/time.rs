//! Points in time: in UTC as the server renders them, in the reader's own zone as soon as the browser knows it.

use leptos::prelude::*;
use model::Timestamp;

/// A `<time>`; the exact one is in its title.
#[component]
pub fn Time(
    /// When.
    at: Timestamp,
) -> impl IntoView {
    // Language and zone are the reader's, so they can only be applied after hydration (first renders must be equal).
    let shown = RwSignal::new((at.to_text(), at.to_rfc3339()));
    Effect::new(move || {
        let short = in_readers_zone(at, &[("dateStyle", "medium"), ("timeStyle", "short")]);
        let exact = in_readers_zone(at, &[("dateStyle", "full"), ("timeStyle", "long")]);
        shown.set((short, exact));
    });
    view! {
        <time datetime=at.to_rfc3339() title=move || shown.get().1>
            {move || shown.get().0}
        </time>
    }
}

/// As the browser writes times in its own language (ECMA-402 §11).
fn in_readers_zone(at: Timestamp, options: &[(&str, &str)]) -> String {
    let settings = js_sys::Object::new();
    for (key, value) in options {
        let _ = js_sys::Reflect::set(&settings, &(*key).into(), &(*value).into());
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of any date people live in are exact in 53 bits"
    )]
    let date = js_sys::Date::new(&(at.0.saturating_mul(1000) as f64).into());
    let languages = js_sys::Array::new();
    js_sys::Intl::DateTimeFormat::new(&languages, &settings)
        .format()
        .call1(&wasm_bindgen::JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| at.to_text())
}
