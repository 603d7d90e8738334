//! Users whom a rule tells: a row for each, with suggestions. Scripts add and remove rows; without them there are some
//! empty ones to fill.

use super::rpc::find_rule_users;
use crate::{
    parts::{FieldError, Icon, invalid},
    text::text,
};
use leptos::{prelude::*, task::spawn_local};
use model::PersonRef;

/// How many empty rows there are to fill without scripts.
const SPARE: u32 = 3;
/// How much has to be typed before anybody is suggested, in characters.
const TYPED_MIN: usize = 2;

/// The rows.
#[component]
pub fn UsersField(
    /// What they start with.
    values: Vec<String>,
) -> impl IntoView {
    let found = RwSignal::new(Vec::<PersonRef>::new());
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
        .map(|number| view! { <div class="without-script"><Row number value=String::new() found/></div> })
        .collect_view();
    let options = move || {
        let people = found.get().into_iter();
        people.map(|person| view! { <option value=person.email>{person.name}</option> }).collect_view()
    };
    view! {
        <fieldset class="field">
            <legend>{text!(rules.users)}</legend>
            <span class="hint" id="hint-users">{text!(rules.users_hint)}</span>
            <datalist id="rule-users">{options}</datalist>
            <For each=move || rows.get() key=|(number, _)| *number let((number, value))>
                <div class="removable">
                    <Row number value found/>
                    <button
                        type="button"
                        class="button with-script"
                        data-kind="quiet"
                        aria-label=text!(rules.remove_user, number = number).to_string()
                        on:click=move |_| rows.update(|rows| rows.retain(|(other, _)| *other != number))
                    >
                        <Icon name="close"/>
                    </button>
                </div>
            </For>
            {spare}
            <FieldError name="users"/>
            <button type="button" class="button with-script" data-kind="secondary" on:click=add>
                <Icon name="plus"/>
                <span>{text!(rules.add_user)}</span>
            </button>
        </fieldset>
    }
}

#[component]
fn Row(number: u32, value: String, found: RwSignal<Vec<PersonRef>>) -> impl IntoView {
    let invalid = invalid("users");
    // Only while one types, and never while the page is made: the server waits for everything that is loaded.
    let suggest = move |typed: String| {
        if typed.trim().chars().count() < TYPED_MIN {
            found.set(Vec::new());
            return;
        }
        spawn_local(async move {
            let people = find_rule_users(typed).await.unwrap_or_default();
            let _ = found.try_set(people);
        });
    };
    view! {
        <input
            type="text"
            name="users[]"
            value=value
            list="rule-users"
            autocomplete="off"
            spellcheck="false"
            aria-label=text!(rules.user, number = number).to_string()
            aria-invalid=move || invalid().then_some("true")
            aria-describedby=move || if invalid() { "hint-users error-users" } else { "hint-users" }
            on:input=move |event| suggest(event_target_value(&event))
        />
    }
}
