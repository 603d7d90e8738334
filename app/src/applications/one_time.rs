//! The one time that a Client Secret is shown.

use crate::{
    parts::{Alert, AlertKind, CopyButton, DialogActions, LinkButton, SecretField, Time, focus},
    text::text,
};
use leptos::{ev, prelude::*};
use model::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What is shown once. Its `Debug` does not have the secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneTime {
    /// The Client ID.
    pub client_id: String,
    /// The Client Secret in clear.
    pub client_secret: String,
    /// Where they are exchanged for a token.
    pub token_url: String,
    /// After a rotation: what becomes of the old secret.
    pub old_secret: Option<OldSecret>,
}

/// What becomes of the secret before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OldSecret {
    /// It has ended.
    Ended,
    /// It still works until then.
    Until(Timestamp),
}

#[cfg(feature = "ssr")]
impl OneTime {
    /// After creation.
    pub fn created(created: model::CreatedApplication, public_url: &str) -> Self {
        Self {
            client_id: created.application.client_id,
            client_secret: created.client_secret,
            token_url: format!("{public_url}/oauth2/token"),
            old_secret: None,
        }
    }

    /// After a rotation.
    pub fn rotated(rotated: model::RotatedSecret, public_url: &str) -> Self {
        Self {
            client_id: rotated.client_id,
            client_secret: rotated.client_secret,
            token_url: format!("{public_url}/oauth2/token"),
            old_secret: Some(rotated.old_secret_until.map_or(OldSecret::Ended, OldSecret::Until)),
        }
    }
}

impl fmt::Debug for OneTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneTime").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

/// Body and actions of the dialog that shows it.
#[component]
pub fn OneTimeDisplay(
    /// What is shown.
    shown: OneTime,
    /// Where **Close** leads.
    back: String,
    /// Called when the page is left, so that a browser that keeps it for *back* does not keep the secret.
    forget: Callback<()>,
) -> impl IntoView {
    Effect::new(move || {
        request_animation_frame(|| {
            focus("client-secret");
        });
        let leaving =
            window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| forget.run(()));
        on_cleanup(move || leaving.remove());
    });
    let command = format!(
        "curl -u '{}:{}' -d grant_type=client_credentials {}",
        shown.client_id, shown.client_secret, shown.token_url
    );
    let done = if shown.old_secret.is_some() { text!(rotate.done) } else { text!(create.done) };
    let old_secret = shown.old_secret.map(|old| match old {
        OldSecret::Ended => view! { <p>{text!(rotate.old_ended)}</p> }.into_any(),
        OldSecret::Until(at) => view! { <p>{text!(rotate.old_until)} " " <Time at/></p> }.into_any(),
    });
    view! {
        <div class="dialog-body">
            <Alert kind=AlertKind::Success>
                <p id="one-time-done">{done}</p>
                {old_secret}
            </Alert>
            <Alert kind=AlertKind::Warning>
                <p id="one-time-warning">{text!(create.once)}</p>
            </Alert>
            <SecretField
                id="client-id"
                label=text!(applications.client_id)
                value=shown.client_id
                copy=text!(create.copy_client_id)
            />
            <SecretField
                id="client-secret"
                label=text!(applications.client_secret)
                value=shown.client_secret
                copy=text!(create.copy_client_secret)
                described_by="one-time-done one-time-warning"
            />
            <div class="field">
                <span class="label">{text!(create.curl)}</span>
                <span class="hint">{text!(create.curl_hint)}</span>
                <div class="code">
                    <pre id="curl" tabindex="0" aria-label=text!(create.curl)>{command.clone()}</pre>
                    <CopyButton value=command shown_in="curl" label=text!(create.copy_curl) compact=true/>
                </div>
            </div>
        </div>
        <DialogActions>
            <LinkButton href=back>{text!(common.close)}</LinkButton>
        </DialogActions>
    }
}
