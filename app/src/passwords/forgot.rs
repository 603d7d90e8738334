//! The page for those who forgot their password. It says the same to everybody.

use super::rpc::forgot_password;
use crate::{
    AppError,
    outside::Outside,
    parts::{Alert, AlertKind, Form, FormError, Sent, SubmitButton, TextField, posted, use_form},
    text::text,
};
use leptos::prelude::*;
use model::normalize_email;
use serde::{Deserialize, Serialize};

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct ForgotForm {
    email: String,
}

async fn send(form: ForgotForm) -> Result<(), AppError> {
    forgot_password(form.email).await
}

/// The page.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| posted(send));
    let body = move || {
        Suspend::new(async move {
            let sent = page.await;
            view! { <Card sent/> }
        })
    };
    view! {
        <Outside title=text!(passwords.forgot_title)>
            <Suspense>{body}</Suspense>
        </Outside>
    }
}

/// The question, until it was sent.
#[component]
fn Card(sent: Option<Sent<ForgotForm, ()>>) -> impl IntoView {
    let form = use_form(
        ForgotForm::default(),
        sent,
        |form| normalize_email("email", &form.email).map(drop),
        send,
        |()| {},
    );
    let is_sent = Memo::new(move |_| form.answer.get().is_some());
    let inside = move || {
        if is_sent.get() {
            view! {
                <Alert kind=AlertKind::Success>
                    <p>{text!(passwords.forgot_sent)}</p>
                </Alert>
                <p class="hint">{text!(passwords.forgot_nothing)}</p>
            }
            .into_any()
        } else {
            view! {
                <p>{text!(passwords.forgot_hint)}</p>
                <Form form>
                    <FormError/>
                    <TextField
                        name="email"
                        kind="email"
                        label=text!(sign_in.email)
                        value=form.typed().email
                        autocomplete="username"
                        autofocus=true
                        required=true
                    />
                    <SubmitButton>{text!(passwords.forgot_button)}</SubmitButton>
                </Form>
            }
            .into_any()
        }
    };
    view! {
        <div class="card">
            <h1>{text!(passwords.forgot_title)}</h1>
            // What comes in place of the form is read out.
            <div class="card-body" aria-live="polite">{inside}</div>
            <p><a href="/sign-in">{text!(passwords.to_sign_in)}</a></p>
        </div>
    }
}
