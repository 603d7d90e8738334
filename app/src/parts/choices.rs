//! Questions with given answers: one of a list, or any of several boxes.

use super::field::{FieldError, invalid};
use crate::text::text;
use leptos::prelude::*;

/// An answer: as it is sent, and as people read it.
pub type Answer = (String, String);

/// One of a list.
#[component]
pub fn SelectField(
    /// Its name in the form.
    name: &'static str,
    /// The question.
    label: &'static str,
    /// The answers.
    answers: Vec<Answer>,
    /// The one it starts with.
    chosen: String,
    /// Whether none of them can be chosen, and is at first.
    #[prop(optional)]
    blank: bool,
) -> impl IntoView {
    let invalid = invalid(name);
    let id = format!("field-{name}");
    let blank = blank.then(|| view! { <option value="">{text!(common.choose)}</option> });
    let options = answers
        .into_iter()
        .map(move |(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                name=name
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=move || invalid().then(|| format!("error-{name}"))
            >
                {blank}
                {options}
            </select>
            <FieldError name/>
        </div>
    }
}

/// Any of several.
#[component]
pub fn CheckList(
    /// Its name in the form; what is sent is a list.
    name: &'static str,
    /// The question.
    label: &'static str,
    /// The answers.
    answers: Vec<Answer>,
    /// Those it starts with.
    chosen: Vec<String>,
) -> impl IntoView {
    let invalid = invalid(name);
    let boxes = answers
        .into_iter()
        .map(move |(value, label)| {
            let checked = chosen.contains(&value);
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        name=format!("{name}[]")
                        value=value
                        checked=checked
                        aria-invalid=move || invalid().then_some("true")
                        aria-describedby=move || invalid().then(|| format!("error-{name}"))
                    />
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend>{label}</legend>
            <div class="checks" data-many="">{boxes}</div>
            <FieldError name/>
        </fieldset>
    }
}
