//! Questions of a form: label, control, hint, and what is wrong with the answer.
//!
//! The controls keep what is typed by themselves. Values given here are only what they start with, so nothing that
//! happens elsewhere on the page can take typed text away.

use super::form::FormStatus;
use crate::text;
use leptos::prelude::*;

/// What is wrong with the field `name`, below it.
#[component]
pub fn FieldError(
    /// The field.
    name: &'static str,
) -> impl IntoView {
    let status = use_context::<FormStatus>();
    move || {
        let problem = status.and_then(|status| status.problem(name));
        problem.map(|problem| {
            view! { <p class="error" id=format!("error-{name}")>{text::problem(problem)}</p> }
        })
    }
}

/// The attributes that tie a control to its error.
pub fn invalid(name: &'static str) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
    let status = use_context::<FormStatus>();
    move || status.is_some_and(|status| status.problem(name).is_some())
}

/// A line of text.
#[component]
pub fn TextField(
    /// Its name in the form.
    name: &'static str,
    /// The question.
    label: &'static str,
    /// What it starts with.
    #[prop(into, optional)]
    value: String,
    /// `text`, `email`, `password`, …
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in (HTML §4.10.18.7).
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether one starts here.
    #[prop(optional)]
    autofocus: bool,
    /// Whether it must be answered.
    #[prop(optional)]
    required: bool,
    /// Whether it can only be read and copied.
    #[prop(optional)]
    readonly: bool,
) -> impl IntoView {
    let invalid = invalid(name);
    let id = format!("field-{name}");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                name=(!readonly).then_some(name)
                type=kind
                value=value
                autocomplete=autocomplete
                autofocus=autofocus
                readonly=readonly
                spellcheck="false"
                aria-required=required.then_some("true")
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=move || invalid().then(|| format!("error-{name}"))
            />
            <FieldError name/>
        </div>
    }
}

/// A box to tick.
#[component]
pub fn Check(
    /// Its name in the form.
    name: &'static str,
    /// The question.
    label: &'static str,
    /// Whether it starts ticked.
    checked: bool,
    /// What is sent when it is ticked.
    #[prop(default = "true")]
    value: &'static str,
    /// What ticking it means.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// The field whose problem this box shares.
    #[prop(optional)]
    part_of: Option<&'static str>,
) -> impl IntoView {
    let field = part_of.unwrap_or(name);
    let invalid = invalid(field);
    let hint_id = format!("hint-{name}-{value}");
    let described = {
        let hint_id = hint.is_some().then(|| hint_id.clone());
        move || match (&hint_id, invalid()) {
            (Some(hint), true) => Some(format!("{hint} error-{field}")),
            (Some(hint), false) => Some(hint.clone()),
            (None, true) => Some(format!("error-{field}")),
            (None, false) => None,
        }
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                name=name
                value=value
                checked=checked
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=described
            />
            <span>{label}</span>
            {hint.map(|hint| view! { <span class="hint" id=hint_id>{hint}</span> })}
        </label>
    }
}
