//! A new token, shown once, with a command that uses it.

use super::registration_path;
use crate::{
    parts::{Alert, AlertKind, CopyButton, FormActions, LinkButton, SecretField, focus},
    text::text,
};
use leptos::{ev, prelude::*};
use model::{NewRegistrationToken, Side};

/// What the command registers.
const EXAMPLE: &str = r#"{"client_name": "Example", "redirect_uris": ["https://app.example.com/callback"]}"#;

/// The result.
#[component]
pub fn NewTokenResult(
    /// Of which side.
    side: Side,
    /// What was made.
    new: NewRegistrationToken,
    /// Called when the page is left, so that a browser that keeps it for *back* does not keep the token.
    forget: Callback<()>,
) -> impl IntoView {
    Effect::new(move || {
        request_animation_frame(|| {
            focus("registration-token");
        });
        let leaving =
            window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| forget.run(()));
        on_cleanup(move || leaving.remove());
    });
    let command = format!(
        "curl -H 'Authorization: Bearer {}' -H 'Content-Type: application/json' -d '{EXAMPLE}' {}",
        new.value, new.endpoint
    );
    view! {
        <div class="form-body">
            <Alert kind=AlertKind::Success>
                <p id="one-time-done">{text!(registration.done, name = new.token.name.as_str()).to_string()}</p>
            </Alert>
            <Alert kind=AlertKind::Warning>
                <p id="one-time-warning">{text!(registration.once)}</p>
            </Alert>
            <SecretField
                id="registration-token"
                label=text!(registration.token)
                value=new.value
                copy=text!(registration.copy)
                described_by="one-time-done one-time-warning"
            />
            <div class="field">
                <span class="label">{text!(registration.curl)}</span>
                <span class="hint">{text!(create.curl_hint)}</span>
                <div class="code">
                    <pre id="curl" tabindex="0" aria-label=text!(registration.curl)>{command.clone()}</pre>
                    <CopyButton value=command shown_in="curl" label=text!(create.copy_curl) compact=true/>
                </div>
            </div>
        </div>
        <FormActions>
            <LinkButton href=registration_path(side)>{text!(registration.back)}</LinkButton>
        </FormActions>
    }
}
