//! The field of the forms in which one acts for somebody else, or changes one's own factors, where it is a while since one signed
//! in: **Your Password**, or a code of whoever has a second factor.

use super::rpc::needs_password;
use crate::{
    AppError,
    parts::{FormStatus, TextField},
    second_factors::ConfirmButton,
    text::text,
};
use leptos::prelude::*;
use model::{Problem, StepUp, UserId};

/// Whether a form asks for it, and for what. About one's own applications the server does not have to be asked.
pub async fn is_own_password_asked(
    viewer: Option<UserId>,
    owner: Option<UserId>,
) -> Result<StepUp, AppError> {
    if owner.is_some() && owner == viewer { Ok(StepUp::Nothing) } else { needs_password(owner).await }
}

/// The field, where it is asked for from the beginning, or since the form was refused for it.
#[component]
pub fn OwnPasswordField(
    /// What is asked for from the beginning.
    ask: StepUp,
) -> impl IntoView {
    let status = use_context::<FormStatus>();
    let refused = move || match status.and_then(|status| status.problem("own_password")) {
        None => StepUp::Nothing,
        Some(Problem::CodeNeeded | Problem::WrongCode | Problem::CodesUnavailable) => {
            StepUp::SecondFactor { passkey: true }
        }
        Some(_) => StepUp::Password,
    };
    let confirmed = RwSignal::new(false);
    // Once it is there it stays, with what was typed into it, until a passkey took its place.
    let shown = Memo::new(move |before: Option<&StepUp>| {
        if confirmed.get() {
            return StepUp::Nothing;
        }
        [ask, before.copied().unwrap_or_default(), refused()]
            .into_iter()
            .find(|one| *one != StepUp::Nothing)
            .unwrap_or_default()
    });
    move || match shown.get() {
        StepUp::Nothing => {
            confirmed.get().then(|| view! { <p role="status">{text!(factors.confirmed)}</p> }).into_any()
        }
        StepUp::Password => view! {
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
        .into_any(),
        StepUp::SecondFactor { passkey } => {
            let done = Callback::new(move |()| {
                if let Some(status) = status {
                    status.error.set(None);
                }
                confirmed.set(true);
            });
            view! {
                <div class="own-password">
                    <p class="hint">{text!(factors.again_hint)}</p>
                    {passkey.then(|| view! { <ConfirmButton done/> })}
                    <TextField
                        name="own_password"
                        label=text!(factors.code)
                        autocomplete="one-time-code"
                        required=true
                    />
                </div>
            }
            .into_any()
        }
    }
}
