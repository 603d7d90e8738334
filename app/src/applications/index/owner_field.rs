//! The person an application acts as: typed by name or e-mail address, with suggestions where scripts can fetch them.

use super::rpc::find_owners;
use crate::{
    parts::{FieldError, invalid},
    text::{self, text},
};
use leptos::prelude::*;
use model::Side;

/// How much has to be typed before anybody is suggested, in characters.
const TYPED_MIN: usize = 2;

/// The field.
#[component]
pub fn OwnerField(
    /// Of which side the person is.
    side: Side,
    /// What it starts with.
    value: String,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = LocalResource::new(move || {
        let text = typed.get();
        async move {
            if text.trim().chars().count() < TYPED_MIN {
                return Vec::new();
            }
            find_owners(side, text).await.unwrap_or_default()
        }
    });
    let options = move || {
        let people = found.get().unwrap_or_default();
        people
            .into_iter()
            .map(|person| view! { <option value=person.email>{person.name}</option> })
            .collect_view()
    };
    let invalid = invalid("owner");
    view! {
        <div class="field">
            <label for="field-owner">{text::owner_of(side)}</label>
            <input
                id="field-owner"
                name="owner"
                type="text"
                value=value
                list="owners"
                autocomplete="off"
                spellcheck="false"
                aria-required="true"
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=move || if invalid() { "hint-owner error-owner" } else { "hint-owner" }
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <datalist id="owners">{options}</datalist>
            <span class="hint" id="hint-owner">{text!(new_application.owner_hint)}</span>
            <FieldError name="owner"/>
        </div>
    }
}
