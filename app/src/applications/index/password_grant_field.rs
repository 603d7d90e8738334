//! Whether an application may ask for tokens with the password of people: a field of the page **Keys and Lifetimes**, and the same
//! to read. Whoever sees it is warned (RFC 9700 §2.4).

use crate::{
    parts::{Alert, AlertKind, Check},
    text::text,
};
use leptos::prelude::*;

/// The box with the warning.
#[component]
pub fn PasswordGrantField(
    /// Whether it starts ticked.
    checked: bool,
) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend>{text!(application_password_grant.title)}</legend>
            <Alert kind=AlertKind::Warning>
                <p>{text!(application_password_grant.warning)}</p>
            </Alert>
            <div class="checks">
                <Check
                    name="password_grant"
                    label=text!(application_password_grant.allow)
                    hint=text!(application_password_grant.hint)
                    checked
                />
            </div>
        </fieldset>
    }
}

/// That it is allowed, among the properties of an application; nothing if it is not.
#[component]
pub fn ShownPasswordGrant(
    /// Whether it is.
    allowed: bool,
) -> impl IntoView {
    allowed.then(|| {
        view! {
            <dt>{text!(application_password_grant.title)}</dt>
            <dd>{text!(application_password_grant.allowed)}</dd>
        }
    })
}
