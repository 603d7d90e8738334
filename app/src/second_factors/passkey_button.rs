//! Buttons that ask the browser for a passkey. They need scripts, so without them they are not there.

use super::{
    browser,
    rpc::{confirm_question, confirm_with_passkey, passkey_question, sign_in_with_passkey},
};
use crate::{
    AppError,
    parts::{Alert, AlertKind},
    text::{self, text},
};
use leptos::{prelude::*, task::spawn_local};

/// **Sign in with a Passkey**, alone or as the second factor.
#[component]
pub fn SignInButton(
    /// Whether the password was given already.
    second: bool,
    /// Where to go on.
    next: String,
) -> impl IntoView {
    let sign_in = move || async move {
        let question = passkey_question().await?;
        let Some(answer) = browser::get(&question).await else { return Ok(false) };
        sign_in_with_passkey(answer, second).await.map(|()| true)
    };
    let done = Callback::new(move |()| drop(window().location().assign(&next)));
    view! { <AskingButton label=text!(factors.sign_in_with_passkey) ask=sign_in done/> }
}

/// **Use a Passkey**, where one shows again who one is.
#[component]
pub fn ConfirmButton(
    /// Called once it was shown.
    done: Callback<()>,
) -> impl IntoView {
    let confirm = || async {
        let question = confirm_question().await?;
        let Some(answer) = browser::get(&question).await else { return Ok(false) };
        confirm_with_passkey(answer).await.map(|()| true)
    };
    view! { <AskingButton label=text!(factors.use_passkey) ask=confirm done/> }
}

/// A button, and below it what came of it. `ask` says whether the browser gave a passkey.
#[component]
fn AskingButton<A, F>(label: &'static str, ask: A, done: Callback<()>) -> impl IntoView
where
    A: Fn() -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<bool, AppError>> + 'static,
{
    let alive = RwSignal::new(false);
    let pending = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    Effect::new(move || alive.set(browser::knows_passkeys()));
    let press = move || {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        failed.set(None);
        let asking = ask();
        spawn_local(async move {
            let outcome = asking.await;
            pending.try_set(false);
            match outcome {
                Ok(true) => done.run(()),
                Ok(false) => {
                    failed.try_set(Some(text!(factors.no_passkey).to_owned()));
                }
                Err(error) => {
                    failed.try_set(Some(said(&error)));
                }
            }
        });
    };
    view! {
        {move || {
            let press = press.clone();
            let busy = move || pending.get().then_some("true");
            alive
                .get()
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="button"
                            data-kind="secondary"
                            aria-busy=busy
                            aria-disabled=busy
                            on:click=move |_| press()
                        >
                            {label}
                        </button>
                    }
                })
        }}
        {move || failed.get().map(|words| view! { <Alert kind=AlertKind::Danger><p>{words}</p></Alert> })}
    }
}

/// A refusal in words: what is wrong with the passkey, or what else went wrong.
fn said(error: &AppError) -> String {
    match error.invalid().and_then(|invalid| invalid.of("passkey")) {
        Some(problem) => text::problem(problem),
        None => text::error(error),
    }
}
