//! The second half of a sign-in: a code, or a passkey.

use super::{
    passkey_button::SignInButton,
    rpc::{find_second_step, sign_in_with_code},
};
use crate::{
    AppError,
    outside::Outside,
    parts::{
        Alert, AlertKind, Failure, Form, FormError, LinkButton, Sent, SubmitButton, TextField, posted_then,
        use_form,
    },
    sign_in::next_in,
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{Invalid, Problem, SecondStep, TypedPassword};
use serde::{Deserialize, Serialize};

/// What is typed. A code is as good as a password, for half a minute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct CodeForm {
    code: TypedPassword,
}

impl CodeForm {
    fn validate(&self) -> Result<(), Invalid> {
        if self.code.is_empty() { Err(Invalid::one("code", Problem::Blank)) } else { Ok(()) }
    }

    async fn send(mut self) -> Result<(), AppError> {
        sign_in_with_code(self.code.take()).await
    }
}

/// Nothing once the session has begun, which leads on.
type Loaded = Option<(SecondStep, Option<Sent<CodeForm, ()>>)>;

/// The page. Without a right password before it, it leads back to where one gives it.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let next = next_in(&use_location().search.get_untracked());
    let page = Resource::new(|| (), {
        let next = next.clone();
        move |()| {
            let next = next.clone();
            async move {
                let sent = posted_then(CodeForm::send, None, &next).await;
                if let Some(Sent { outcome: Ok(()), .. }) = sent {
                    return Ok(None);
                }
                Ok::<Loaded, AppError>(Some((find_second_step().await?, sent)))
            }
        }
    });
    let body = move || {
        let next = next.clone();
        Suspend::new(async move {
            match page.await {
                Ok(Some((step, sent))) => view! { <Card step next sent/> }.into_any(),
                Ok(None) => ().into_any(),
                Err(AppError::NotFound) => view! { <BeginAgain/> }.into_any(),
                Err(error) => view! { <div class="card"><Failure error/></div> }.into_any(),
            }
        })
    };
    view! {
        <Outside title=text!(factors.second_title)>
            <Suspense>{body}</Suspense>
        </Outside>
    }
}

#[component]
fn Card(step: SecondStep, next: String, sent: Option<Sent<CodeForm, ()>>) -> impl IntoView {
    let SecondStep { app, passkey, lacks } = step;
    let form = use_form(CodeForm::default(), sent, CodeForm::validate, CodeForm::send, {
        let next = next.clone();
        move |(): &()| drop(window().location().assign(&next))
    });
    // It may have taken too long while this page was open.
    let is_over = Memo::new(move |_| form.status.error.get() == Some(AppError::NotFound));
    let hint = if app { text!(factors.second_hint_app) } else { text!(factors.second_hint_recovery) };
    move || {
        if is_over.get() {
            return view! { <BeginAgain/> }.into_any();
        }
        let lacking = (app && lacks.codes).then(|| {
            view! { <Alert kind=AlertKind::Warning><p>{text!(problems.codes_unavailable)}</p></Alert> }
        });
        let with_passkey = (passkey && !lacks.passkeys).then(|| {
            let next = next.clone();
            view! { <SignInButton second=true next/> }
        });
        view! {
            <div class="card">
                <h1>{text!(factors.second_title)}</h1>
                {lacking}
                {with_passkey}
                <Form form>
                    <FormError/>
                    <p class="hint">{hint}</p>
                    <TextField
                        name="code"
                        label=text!(factors.code)
                        autocomplete="one-time-code"
                        autofocus=true
                        required=true
                    />
                    <SubmitButton>{text!(sign_in.button)}</SubmitButton>
                </Form>
                <p><a href="/sign-in" rel="external">{text!(passwords.to_sign_in)}</a></p>
            </div>
        }
        .into_any()
    }
}

#[component]
fn BeginAgain() -> impl IntoView {
    view! {
        <div class="card">
            <h1>{text!(factors.over_title)}</h1>
            <p>{text!(factors.over_hint)}</p>
            <LinkButton href="/sign-in".to_owned()>{text!(passwords.to_sign_in)}</LinkButton>
        </div>
    }
}
