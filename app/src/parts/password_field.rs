//! A new password: what it must be, and a look at what was typed, for there is no second field to compare it with.

use super::{FieldError, invalid};
use crate::text::text;
use leptos::prelude::*;
use model::PASSWORD_MIN_LENGTH;

/// The field, called `password`.
#[component]
pub fn PasswordField(
    /// The question.
    label: &'static str,
    /// Whether one starts here.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let invalid = invalid("password");
    let described = move || if invalid() { "hint-password error-password" } else { "hint-password" };
    view! {
        <div class="field">
            <label for="field-password">{label}</label>
            <div class="password">
                <input
                    id="field-password"
                    name="password"
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete="new-password"
                    autocapitalize="none"
                    autofocus=autofocus
                    spellcheck="false"
                    aria-required="true"
                    aria-invalid=move || invalid().then_some("true")
                    aria-describedby=described
                />
                <button
                    type="button"
                    class="button"
                    data-kind="secondary"
                    aria-controls="field-password"
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    <span>{move || if shown.get() { text!(passwords.hide) } else { text!(passwords.show) }}</span>
                    <span class="visually-hidden">{text!(passwords.the_password)}</span>
                </button>
            </div>
            <p class="hint" id="hint-password">{text!(passwords.length, limit = PASSWORD_MIN_LENGTH).to_string()}</p>
            <FieldError name="password"/>
        </div>
    }
}
