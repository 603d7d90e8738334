//! Points in time: as the server writes them, and as the reader's browser does as soon as the page is alive.

use crate::{frame::use_viewer, text};
use leptos::prelude::*;
use model::Timestamp;
use wasm_bindgen::{JsCast, JsValue};

/// A `<time>`, in the page's language and in the person's time zone, else the browser's; the exact one is in its title.
#[component]
pub fn Time(
    /// When.
    at: Timestamp,
) -> impl IntoView {
    let zone = use_viewer().and_then(|viewer| viewer.time_zone);
    // The browser's words are its own, so they can only be put in after hydration (first renders must be equal).
    let shown = RwSignal::new((text::time(at, zone.as_deref()), at.to_rfc3339()));
    Effect::new(move || {
        let written = |options| by_the_browser(at, zone.as_deref(), options);
        let short = written(&[("dateStyle", "medium"), ("timeStyle", "short")]);
        let exact = written(&[("dateStyle", "full"), ("timeStyle", "long")]);
        if let (Some(short), Some(exact)) = (short, exact) {
            shown.set((short, exact));
        }
    });
    view! {
        <time datetime=at.to_rfc3339() title=move || shown.get().1>
            {move || shown.get().0}
        </time>
    }
}

/// As the browser writes times (ECMA-402 §19.4.1). Nothing if it does not know the time zone.
fn by_the_browser(at: Timestamp, zone: Option<&str>, options: &[(&str, &str)]) -> Option<String> {
    let settings = js_sys::Object::new();
    for (key, value) in options.iter().copied().chain(zone.map(|zone| ("timeZone", zone))) {
        let _ = js_sys::Reflect::set(&settings, &key.into(), &value.into());
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of any date people live in are exact in 53 bits"
    )]
    let date = js_sys::Date::new(&(at.0.saturating_mul(1000) as f64).into());
    // Called by its name, for it throws at a time zone that is younger than the browser.
    let write = js_sys::Reflect::get(&date, &"toLocaleString".into()).ok()?;
    let write: js_sys::Function = write.dyn_into().ok()?;
    write.call2(&date, &languages(), &settings).ok()?.as_string()
}

/// The page's language as the browser's owner prefers it, e.g. `en-GB`, or else just the language.
fn languages() -> js_sys::Array {
    let language = text::language().as_str();
    let of_the_page = |tag: &String| tag.split('-').next() == Some(language);
    let preferred = window().navigator().languages().into_iter().filter_map(|tag| tag.as_string());
    let tags = preferred.filter(of_the_page).chain([language.to_owned()]);
    tags.map(JsValue::from).collect()
}
