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
    /// How many lines are in sight.
    #[prop(default = 3)]
    rows: u32,
    /// Whether it is written by the letter, as a program is.
    #[prop(optional)]
    code: bool,
    /// What may be answered.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Whether it must be answered.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let invalid = invalid(name);
    let id = format!("field-{name}");
    let hint_id = hint.is_some().then(|| format!("hint-{name}"));
    let described = {
        let hint_id = hint_id.clone();
        move || {
            let error = invalid().then(|| format!("error-{name}"));
            let ids: Vec<String> = hint_id.clone().into_iter().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let value = value.replace('&', "&amp;").replace('<', "&lt;");
    // A parser drops the first line break of the text (HTML §13.1.2.5), so there is one to be dropped.
    let value = if cfg!(feature = "ssr") { format!("\n{value}") } else { value };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                name=name
                rows=rows
                class:code=code
                spellcheck="false"
                autocomplete="off"
                aria-required=required.then_some("true")
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=described
                // Not as a child: an empty one would leave no node for the browser to find.
                inner_html=value
            ></textarea>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <FieldError name/>
        </div>
    }
}
