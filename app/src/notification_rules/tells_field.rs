//! What has to happen, and the template that tells it: with scripts only those that can tell it are offered.

use crate::{
    parts::{FieldError, invalid},
    text::{self, text},
};
use leptos::prelude::*;
use model::{MailEvent, TemplateRef};

/// The two lists.
#[component]
pub fn TellsField(
    /// The event it starts with.
    event: String,
    /// The template it starts with, by its id.
    template: String,
    /// What can be chosen.
    templates: Vec<TemplateRef>,
) -> impl IntoView {
    let chosen = RwSignal::new(event.clone());
    // Only once the page is alive: without scripts another event can be chosen, and its templates must be there.
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    let out_of_place = move |kind| {
        let event = chosen.get().parse::<MailEvent>();
        alive.get() && event.is_ok_and(|event| !event.takes(kind))
    };
    let events = MailEvent::ALL.map(|one| {
        let value = one.as_str();
        view! { <option value=value selected=value == event>{text::mail_event(one)}</option> }
    });
    let templates = templates
        .into_iter()
        .map(|TemplateRef { id, name, kind }| {
            let (id, out) = (id.to_string(), move || out_of_place(kind));
            view! { <option value=id.clone() selected=id == template disabled=out hidden=out>{name}</option> }
        })
        .collect_view();
    view! {
        <Choices name="event" label=text!(rules.event) on_change={move |event| chosen.set(event)}>
            {events}
        </Choices>
        <Choices name="template" label=text!(rules.template) on_change={|_: String| ()}>
            {templates}
        </Choices>
    }
}

/// A list with nothing chosen at first.
#[component]
fn Choices(
    /// Its name in the form.
    name: &'static str,
    /// The question.
    label: &'static str,
    /// Is told what was chosen.
    on_change: impl Fn(String) + 'static,
    /// The answers.
    children: Children,
) -> impl IntoView {
    let invalid = invalid(name);
    let id = format!("field-{name}");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                name=name
                aria-required="true"
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=move || invalid().then(|| format!("error-{name}"))
                on:change=move |event| on_change(event_target_value(&event))
            >
                <option value="">{text!(common.choose)}</option>
                {children()}
            </select>
            <FieldError name/>
        </div>
    }
}
