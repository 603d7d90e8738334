//! What a new application got, shown once: Client ID, Client Secret, and a token to try it with.

use super::grid_of;
use crate::{
    parts::{Alert, AlertKind, FormActions, LinkButton, SecretField, focus},
    text::text,
};
use leptos::{ev, prelude::*};
use model::{NewApplication, Side, TemporaryToken};

/// The result.
#[component]
pub fn NewApplicationResult(
    /// Of which side.
    side: Side,
    /// What was created.
    new: NewApplication,
    /// Called when the page is left, so that a browser that keeps it for *back* does not keep the secret.
    forget: Callback<()>,
) -> impl IntoView {
    Effect::new(move || {
        request_animation_frame(|| {
            focus("client-id");
        });
        let leaving =
            window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| forget.run(()));
        on_cleanup(move || leaving.remove());
    });
    let page = format!("{}/{}", grid_of(side).path(), new.application.id);
    let secret = match new.client_secret {
        Some(value) => view! {
            <Alert kind=AlertKind::Warning>
                <p id="one-time-warning">{text!(create.once)}</p>
            </Alert>
            <SecretField
                id="client-secret"
                label=text!(applications.client_secret)
                value
                copy=text!(create.copy_client_secret)
                described_by="one-time-done one-time-warning"
            />
        }
        .into_any(),
        None => view! { <p>{text!(new_application.no_secret)}</p> }.into_any(),
    };
    view! {
        <div class="form-body">
            <Alert kind=AlertKind::Success>
                <p id="one-time-done">{text!(create.done)}</p>
            </Alert>
            <SecretField
                id="client-id"
                label=text!(applications.client_id)
                value=new.application.client_id
                copy=text!(create.copy_client_id)
            />
            {secret}
            {new.token.map(|token| view! { <Token token/> })}
        </div>
        <FormActions>
            <LinkButton href=page>{text!(new_application.to_application)}</LinkButton>
        </FormActions>
    }
}

/// The token, or why there is none.
#[component]
fn Token(token: TemporaryToken) -> impl IntoView {
    match token {
        TemporaryToken::Issued { access_token, expires_in } => view! {
            <SecretField
                id="access-token"
                label=text!(new_application.token)
                value=access_token
                copy=text!(new_application.copy_token)
                described_by="token-hint"
            />
            <p class="hint" id="token-hint">{text!(new_application.token_hint, seconds = expires_in).to_string()}</p>
        }
        .into_any(),
        TemporaryToken::Inactive => view! { <p>{text!(new_application.token_inactive)}</p> }.into_any(),
        TemporaryToken::KeysMissing => view! { <p>{text!(new_application.token_keys)}</p> }.into_any(),
        TemporaryToken::Unavailable => view! { <p>{text!(new_application.token_unavailable)}</p> }.into_any(),
    }
}
