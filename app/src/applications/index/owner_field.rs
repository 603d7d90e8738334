//! The person an application acts as: typed by name or e-mail address, with suggestions where scripts can fetch them.

use super::rpc::find_owners;
use crate::{
    parts::{FieldError, invalid},
    text::{self, text},
};
use leptos::{prelude::*, task::spawn_local};
use model::{PersonRef, Side};

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
    let found = RwSignal::new(Vec::<PersonRef>::new());
    // Only while one types, and never while the page is made: the server waits for everything that is loaded.
    let suggest = move |typed: String| {
        if typed.trim().chars().count() < TYPED_MIN {
            found.set(Vec::new());
            return;
        }
        spawn_local(async move {
            let people = find_owners(side, typed).await.unwrap_or_default();
            let _ = found.try_set(people);
        });
    };
    let options = move || {
        let people = found.get().into_iter();
        people.map(|person| view! { <option value=person.email>{person.name}</option> }).collect_view()
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
                on:input=move |event| suggest(event_target_value(&event))
            />
            <datalist id="owners">{options}</datalist>
            <span class="hint" id="hint-owner">{text!(new_application.owner_hint)}</span>
            <FieldError name="owner"/>
        </div>
    }
}
