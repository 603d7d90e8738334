//! Adding a passkey. The browser makes it, so this page needs scripts, and says so without.

use super::{
    HOME, browser,
    codes::NewCodes,
    rpc::{add_passkey, new_passkey_question},
};
use crate::{
    AppError,
    parts::{
        Alert, AlertKind, ButtonKind, Failure, Form, FormError, LinkButton, Sent, SubmitButton, TextField,
        use_form,
    },
    passwords::{OwnPasswordField, is_own_password_asked},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{Invalid, Problem, RecoveryCodes, StepUp, TypedPassword};
use serde::{Deserialize, Serialize};

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct PasskeyForm {
    name: String,
    own_password: TypedPassword,
}

impl PasskeyForm {
    fn validate(&self) -> Result<(), Invalid> {
        if self.name.trim().is_empty() { Err(Invalid::one("name", Problem::Blank)) } else { Ok(()) }
    }

    async fn send(mut self) -> Result<RecoveryCodes, AppError> {
        let question = new_passkey_question(self.own_password.take()).await?;
        let refused = || AppError::Invalid(Invalid::one("name", Problem::PasskeyRefused));
        let answer = browser::create(&question).await.ok_or_else(refused)?;
        add_passkey(self.name, answer).await.map_err(|error| match error {
            AppError::Invalid(invalid) if invalid.of("passkey").is_some() => refused(),
            error => error,
        })
    }
}

/// The page.
#[component]
pub fn PasskeyPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| is_own_password_asked(None, None));
    let body = move || {
        Suspend::new(async move {
            match page.await {
                Ok(ask) => view! { <Body ask/> }.into_any(),
                Err(error) => view! { <Failure error/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(factors.passkey_add)/>
        <div class="page-head"><h1>{text!(factors.passkey_add)}</h1></div>
        <section class="card factor"><Suspense>{body}</Suspense></section>
    }
}

#[component]
fn Body(ask: StepUp) -> impl IntoView {
    let none: Option<Sent<PasskeyForm, RecoveryCodes>> = None;
    let form = use_form(PasskeyForm::default(), none, PasskeyForm::validate, PasskeyForm::send, |_| {});
    move || {
        match form.answer.get() {
        Some(codes) => view! { <NewCodes codes forget=Callback::new(move |()| form.answer.set(None))/> }.into_any(),
        None => view! {
            <noscript>
                <Alert kind=AlertKind::Warning><p>{text!(factors.passkey_scripts)}</p></Alert>
            </noscript>
            <Form form>
                <FormError/>
                <p>{text!(factors.passkey_hint)}</p>
                <TextField name="name" label=text!(factors.passkey_name) autofocus=true required=true/>
                <OwnPasswordField ask/>
                <div class="form-actions">
                    <LinkButton kind=ButtonKind::Secondary href=HOME.to_owned()>{text!(common.cancel)}</LinkButton>
                    <SubmitButton>{text!(factors.passkey_add)}</SubmitButton>
                </div>
            </Form>
        }
        .into_any(),
    }
    }
}
