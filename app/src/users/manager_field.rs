//! The manager of a person: typed by name or e-mail address, with suggestions where scripts can fetch them.

use super::rpc::find_managers;
use crate::{
    parts::{FieldError, invalid},
    text::text,
};
use leptos::{prelude::*, task::spawn_local};
use model::PersonRef;

/// How much has to be typed before anybody is suggested, in characters.
const TYPED_MIN: usize = 2;

/// The field.
#[component]
pub fn ManagerField(
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
            let people = find_managers(typed).await.unwrap_or_default();
            let _ = found.try_set(people);
        });
    };
    let options = move || {
        let people = found.get().into_iter();
        people.map(|person| view! { <option value=person.email>{person.name}</option> }).collect_view()
    };
    let invalid = invalid("manager");
    view! {
        <div class="field">
            <label for="field-manager">{text!(users.manager)}</label>
            <input
                id="field-manager"
                name="manager"
                type="text"
                value=value
                list="managers"
                autocomplete="off"
                spellcheck="false"
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=move || if invalid() { "hint-manager error-manager" } else { "hint-manager" }
                on:input=move |event| suggest(event_target_value(&event))
            />
            <datalist id="managers">{options}</datalist>
            <span class="hint" id="hint-manager">{text!(users.manager_hint)}</span>
            <FieldError name="manager"/>
        </div>
    }
}
