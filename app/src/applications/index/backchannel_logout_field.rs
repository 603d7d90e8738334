//! Where an application is told that a session ended: a field of the page **Keys and Lifetimes**.

use crate::{parts::TextField, text::text};
use leptos::prelude::*;

/// The field.
#[component]
pub fn BackchannelLogoutField(
    /// What it starts with.
    value: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <TextField
                name="backchannel_logout_uri"
                label=text!(application_requirements.logout)
                value
            />
            <p class="hint">{text!(application_requirements.logout_hint)}</p>
        </div>
    }
}
