//! The page behind a link from a mail: setting a password, which signs in.
//!
//! Its address holds what the link is worth, so it is told to nobody: no `Referer`, no copy in a cache, no line in the log.

use super::rpc::{find_password_link, set_password};
use crate::{
    AppError,
    outside::Outside,
    parts::{
        Failure, Form, FormError, LinkButton, PasswordField, Sent, SubmitButton, TextField, lead_on, posted,
        use_form,
    },
    sign_in::way_on,
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{PasswordLink, SignInStep, TypedPassword};
use serde::{Deserialize, Serialize};

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct SetForm {
    password: TypedPassword,
}

impl SetForm {
    async fn send(mut self, token: String) -> Result<SignInStep, AppError> {
        set_password(token, self.password.take()).await
    }
}

/// Nothing once the password was set, which leads on; else what the link is good for, and what came of the form.
type Loaded = Option<(PasswordLink, Option<Sent<SetForm, SignInStep>>)>;

const NEXT: &str = "/my-user";

/// The page.
#[component]
pub fn SetPasswordPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::server::set_header(http::header::REFERRER_POLICY, "no-referrer");
    let token = use_query_map().with_untracked(|query| query.get("token")).unwrap_or_default();
    let page = Resource::new(|| (), {
        let token = token.clone();
        move |()| {
            let token = token.clone();
            async move {
                let sent = posted(|form: SetForm| form.send(token.clone())).await;
                if let Some(Sent { outcome: Ok(step), .. }) = sent {
                    lead_on(None, &way_on(step, NEXT));
                    return Ok(None);
                }
                Ok::<Loaded, AppError>(Some((find_password_link(token).await?, sent)))
            }
        }
    });
    let body = move || {
        let token = token.clone();
        Suspend::new(async move {
            match page.await {
                Ok(Some((link, sent))) => view! { <SetCard token link sent/> }.into_any(),
                Ok(None) => ().into_any(),
                Err(AppError::NotFound) => view! { <DeadLink/> }.into_any(),
                Err(error) => view! { <div class="card"><Failure error/></div> }.into_any(),
            }
        })
    };
    view! {
        <Outside title=text!(passwords.set_title)>
            <Suspense>{body}</Suspense>
        </Outside>
    }
}

#[component]
fn SetCard(token: String, link: PasswordLink, sent: Option<Sent<SetForm, SignInStep>>) -> impl IntoView {
    // A new page, for with a session everything on it is another.
    let enter = |step: &SignInStep| drop(window().location().assign(&way_on(*step, NEXT)));
    let form = use_form(SetForm::default(), sent, |_| Ok(()), move |form| form.send(token.clone()), enter);
    let email = link.email;
    // Somebody may have used it while this page was open.
    let is_dead = Memo::new(move |_| form.status.error.get() == Some(AppError::NotFound));
    move || {
        if is_dead.get() {
            return view! { <DeadLink/> }.into_any();
        }
        let email = email.clone();
        view! {
            <div class="card">
                <h1>{text!(passwords.set_title)}</h1>
                <p>{text!(passwords.set_hint)}</p>
                <Form form>
                    <FormError/>
                    <TextField
                        name="email"
                        kind="email"
                        label=text!(sign_in.email)
                        value=email
                        autocomplete="username"
                        readonly=true
                    />
                    <PasswordField label=text!(passwords.new_password) autofocus=true/>
                    <SubmitButton>{text!(passwords.set_button)}</SubmitButton>
                </Form>
            </div>
        }
        .into_any()
    }
}

/// Used, too old, unknown: nobody is told which.
#[component]
fn DeadLink() -> impl IntoView {
    view! {
        <div class="card">
            <h1>{text!(passwords.dead_title)}</h1>
            <p>{text!(passwords.dead_hint)}</p>
            <LinkButton href="/forgot-password".to_owned()>{text!(passwords.dead_button)}</LinkButton>
            <p><a href="/sign-in">{text!(passwords.to_sign_in)}</a></p>
        </div>
    }
}
