//! Setting up an authenticator app: the secret to photograph or type, and the first code.

use super::{
    HOME,
    codes::NewCodes,
    rpc::{add_app, begin_app},
};
use crate::{
    AppError,
    parts::{
        ButtonKind, Failure, Form, FormError, LinkButton, SecretField, Sent, SubmitButton, TextField, posted,
        use_form,
    },
    passwords::{OwnPasswordField, is_own_password_asked},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AuthenticatorSetup, Invalid, Problem, QrCode, RecoveryCodes, StepUp, TypedPassword};
use serde::{Deserialize, Serialize};

/// What is typed, and the secret it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct AppForm {
    shown: String,
    code: TypedPassword,
    own_password: TypedPassword,
}

impl AppForm {
    fn validate(&self) -> Result<(), Invalid> {
        if self.code.is_empty() { Err(Invalid::one("code", Problem::Blank)) } else { Ok(()) }
    }

    async fn send(mut self) -> Result<RecoveryCodes, AppError> {
        let shown = std::mem::take(&mut self.shown);
        add_app(shown, self.code.take(), self.own_password.take()).await
    }
}

/// The secret that a form was about, so that a wrong code does not change it.
type Loaded = (AuthenticatorSetup, StepUp, Option<Sent<AppForm, RecoveryCodes>>);

/// The page.
#[component]
pub fn AppPage() -> impl IntoView {
    let page = Resource::new(
        || (),
        |()| async {
            let sent = posted(AppForm::send).await;
            let shown = sent.as_ref().map(|sent| sent.typed.shown.clone()).unwrap_or_default();
            Ok::<Loaded, AppError>((begin_app(shown).await?, is_own_password_asked(None, None).await?, sent))
        },
    );
    let body = move || {
        Suspend::new(async move {
            match page.await {
                Ok((setup, ask, sent)) => view! { <Body setup ask sent/> }.into_any(),
                Err(error) => view! { <Failure error/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(factors.app_add)/>
        <div class="page-head"><h1>{text!(factors.app_add)}</h1></div>
        <section class="card factor"><Suspense>{body}</Suspense></section>
    }
}

#[component]
fn Body(setup: AuthenticatorSetup, ask: StepUp, sent: Option<Sent<AppForm, RecoveryCodes>>) -> impl IntoView {
    let form = use_form(AppForm::default(), sent, AppForm::validate, AppForm::send, |_| {});
    move || {
        if let Some(codes) = form.answer.get() {
            view! { <NewCodes codes forget=Callback::new(move |()| form.answer.set(None))/> }.into_any()
        } else {
            let AuthenticatorSetup { sealed, secret, uri, qr } = setup.clone();
            view! {
            <Form form>
                <FormError/>
                <p>{text!(factors.app_hint)}</p>
                <Picture qr/>
                <SecretField
                    id="app-secret"
                    label=text!(factors.app_secret)
                    value=secret
                    copy=text!(factors.app_copy)
                />
                <p><a href=uri rel="external">{text!(factors.app_here)}</a></p>
                <input type="hidden" name="shown" value=sealed/>
                <TextField
                    name="code"
                    label=text!(factors.app_code)
                    autocomplete="one-time-code"
                    required=true
                />
                <OwnPasswordField ask/>
                <div class="form-actions">
                    <LinkButton kind=ButtonKind::Secondary href=HOME.to_owned()>{text!(common.cancel)}</LinkButton>
                    <SubmitButton>{text!(factors.app_add)}</SubmitButton>
                </div>
            </Form>
        }
        .into_any()
        }
    }
}

/// Dark on light in every theme, as cameras want it.
#[component]
fn Picture(qr: QrCode) -> impl IntoView {
    view! {
        <svg
            class="qr"
            role="img"
            aria-label=text!(factors.app_picture)
            viewBox=format!("0 0 {size} {size}", size = qr.size)
            shape-rendering="crispEdges"
        >
            <path d=qr.path></path>
        </svg>
    }
}
