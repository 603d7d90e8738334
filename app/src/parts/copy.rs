//! Taking a value away: into the clipboard, or, where that is refused, selected so that Ctrl+C takes it.

use super::Icon;
use crate::text::text;
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::JsCast;

/// What the button says for a while after it was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Not,
    Copied,
    Selected,
}

/// A button that copies.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    value: String,
    /// The id of the element that shows it.
    #[prop(into)]
    shown_in: String,
    /// What the button does, in words that also say with what.
    #[prop(into)]
    label: String,
    /// Whether there is only room for the icon.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let taken = RwSignal::new(Taken::Not);
    let press = move |_| {
        let (value, shown_in) = (value.clone(), shown_in.clone());
        spawn_local(async move {
            let copied = write_to_clipboard(&value).await;
            if !copied {
                select(&shown_in);
            }
            taken.try_set(if copied { Taken::Copied } else { Taken::Selected });
            let calm_down = move || {
                taken.try_set(Taken::Not);
            };
            set_timeout(calm_down, Duration::from_secs(4));
        });
    };
    let icon = move || {
        let name = if taken.get() == Taken::Copied { "check" } else { "copy" };
        view! { <Icon name/> }
    };
    let words = move || match taken.get() {
        Taken::Not => text!(common.copy),
        Taken::Copied => text!(common.copied),
        Taken::Selected => text!(common.selected),
    };
    let announced = move || if taken.get() == Taken::Not { "" } else { words() };
    view! {
        <button
            type="button"
            class="button"
            data-kind=if compact { "quiet" } else { "secondary" }
            data-copied=move || (taken.get() == Taken::Copied).then_some("")
            aria-label=label
            on:click=press
        >
            {icon}
            <span class=compact.then_some("visually-hidden") aria-hidden="true">{words}</span>
        </button>
        <span class="visually-hidden" role="status">{announced}</span>
    }
}

/// A value that can be read, selected and copied.
#[component]
pub fn SecretField(
    /// The id of its input.
    id: &'static str,
    /// What it is.
    label: &'static str,
    /// The value.
    value: String,
    /// What its button does.
    copy: &'static str,
    /// The ids of what is said of it.
    #[prop(optional)]
    described_by: Option<&'static str>,
) -> impl IntoView {
    view! {
        <div class="secret">
            <label for=id>{label}</label>
            <input
                id=id
                type="text"
                readonly
                spellcheck="false"
                autocomplete="off"
                aria-describedby=described_by
                value=value.clone()
            />
            <CopyButton value shown_in=id label=copy/>
        </div>
    }
}

/// Whether the browser let us write; there may be no clipboard at all (pages without https), or no permission.
async fn write_to_clipboard(value: &str) -> bool {
    let navigator = window().navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).unwrap_or_default();
    let Ok(clipboard) = clipboard.dyn_into::<web_sys::Clipboard>() else { return false };
    js_sys::futures::JsFuture::from(clipboard.write_text(value)).await.is_ok()
}

fn select(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        let _ = input.focus();
        input.select();
    } else if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(&element);
    }
}
