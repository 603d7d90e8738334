//! Redirect URLs: a row for each. Scripts add and remove rows; without them there are some empty ones to fill.

use crate::{
    parts::{FieldError, Icon, invalid},
    text::text,
};
use leptos::prelude::*;

/// How many empty rows there are to fill without scripts.
const SPARE: u32 = 3;

/// The rows.
#[component]
pub fn RedirectField(
    /// What they start with.
    values: Vec<String>,
) -> impl IntoView {
    let mut values: Vec<String> = values.into_iter().filter(|value| !value.trim().is_empty()).collect();
    if values.is_empty() {
        values.push(String::new());
    }
    let first: Vec<(u32, String)> = (1..).zip(values).collect();
    let next = StoredValue::new(u32::try_from(first.len()).unwrap_or_default() + 1);
    let spare = next.get_value()..next.get_value() + SPARE;
    let rows = RwSignal::new(first);
    let add = move |_| {
        let number = next.get_value();
        next.set_value(number + 1);
        rows.update(|rows| rows.push((number, String::new())));
    };
    let spare = spare
        .map(|number| view! { <div class="without-script"><Row number value=String::new()/></div> })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend>{text!(new_application.redirect_urls)}</legend>
            <span class="hint" id="hint-redirect_uris">{text!(new_application.redirect_hint)}</span>
            <For each=move || rows.get() key=|(number, _)| *number let((number, value))>
                <div class="removable">
                    <Row number value/>
                    <button
                        type="button"
                        class="button with-script"
                        data-kind="quiet"
                        aria-label=text!(new_application.remove_row, number = number).to_string()
                        on:click=move |_| rows.update(|rows| rows.retain(|(other, _)| *other != number))
                    >
                        <Icon name="close"/>
                    </button>
                </div>
            </For>
            {spare}
            <FieldError name="redirect_uris"/>
            <button type="button" class="button with-script" data-kind="secondary" on:click=add>
                <Icon name="plus"/>
                <span>{text!(new_application.add_row)}</span>
            </button>
        </fieldset>
    }
}

#[component]
fn Row(number: u32, value: String) -> impl IntoView {
    let invalid = invalid("redirect_uris");
    view! {
        <input
            type="text"
            inputmode="url"
            name="redirect_uris[]"
            value=value
            autocomplete="off"
            spellcheck="false"
            aria-label=text!(new_application.redirect_url, number = number).to_string()
            aria-invalid=move || invalid().then_some("true")
            aria-describedby=move || {
                if invalid() { "hint-redirect_uris error-redirect_uris" } else { "hint-redirect_uris" }
            }
        />
    }
}
