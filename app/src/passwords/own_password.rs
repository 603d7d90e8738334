//! The field **Your Password** of the dialogs in which one acts for somebody else, where it is a while since one signed in.

use super::rpc::needs_password;
use crate::{
    AppError,
    parts::{FormStatus, TextField},
    text::text,
};
use leptos::prelude::*;
use model::UserId;

/// Whether a dialog asks for it. About one's own applications the server does not have to be asked.
pub async fn is_own_password_asked(viewer: Option<UserId>, owner: Option<UserId>) -> Result<bool, AppError> {
    if owner.is_some() && owner == viewer { Ok(false) } else { needs_password(owner).await }
}

/// The field, where it is asked for from the beginning, or since the form was refused for it.
#[component]
pub fn OwnPasswordField(
    /// Whether it is asked for from the beginning.
    ask: bool,
) -> impl IntoView {
    let status = use_context::<FormStatus>();
    let refused = move || status.is_some_and(|status| status.problem("own_password").is_some());
    // Once it is there it stays, with what was typed into it.
    let shown =
        Memo::new(move |before: Option<&bool>| ask || before.copied().unwrap_or_default() || refused());
    move || {
        shown.get().then(|| {
            view! {
                <div class="own-password">
                    <p class="hint">{text!(passwords.own_hint)}</p>
                    <TextField
                        name="own_password"
                        kind="password"
                        label=text!(passwords.own)
                        autocomplete="current-password"
                        required=true
                    />
                </div>
            }
        })
    }
}
