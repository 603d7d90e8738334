//! Several lines of text.

use super::field::{FieldError, invalid};
use leptos::prelude::*;

/// The field.
#[component]
pub fn TextArea(
    /// Its name in the form.
    name: &'static str,
    /// The question.
    label: &'static str,
    /// What it starts with.
    value: String,
    /// How it is answered.
    hint: &'static str,
    /// How many lines are in sight.
    #[prop(default = 3)]
    rows: u32,
) -> impl IntoView {
    let invalid = invalid(name);
    let (id, hint_id) = (format!("field-{name}"), format!("hint-{name}"));
    let described = {
        let hint_id = hint_id.clone();
        move || if invalid() { format!("{hint_id} error-{name}") } else { hint_id.clone() }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                name=name
                rows=rows
                autocomplete="off"
                spellcheck="false"
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=described
            >
                {value}
            </textarea>
            <span class="hint" id=hint_id>{hint}</span>
            <FieldError name/>
        </div>
    }
}
