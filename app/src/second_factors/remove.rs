//! The pages that ask before a factor is taken away.

use super::{
    HOME,
    codes::OnlyConfirmed,
    rpc::{remove_app, remove_passkey},
};
use crate::{
    AppError, Flash,
    parts::{ButtonKind, Failure, Form, FormError, LinkButton, Sent, SubmitButton, posted_then, use_form},
    passwords::{OwnPasswordField, is_own_password_asked},
    records::use_id,
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{PasskeyId, StepUp};

/// Takes the authenticator app away.
#[component]
pub fn RemoveAppPage() -> impl IntoView {
    remove(text!(factors.app_remove), |mut form| async move { remove_app(form.own_password.take()).await })
}

/// Takes a passkey away.
#[component]
pub fn RemovePasskeyPage() -> impl IntoView {
    let id = use_id::<PasskeyId>();
    remove(text!(factors.passkey_remove), move |mut form| {
        let id = id.clone();
        async move { remove_passkey(id.map_err(AppError::answered)?, form.own_password.take()).await }
    })
}

fn remove<C, F>(title: &'static str, call: C) -> impl IntoView
where
    C: Fn(OnlyConfirmed) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), AppError>> + Send + 'static,
{
    type Loaded = (StepUp, Option<Sent<OnlyConfirmed, ()>>);
    let page = Resource::new(|| (), {
        let call = call.clone();
        move |()| {
            let call = call.clone();
            async move {
                let sent = posted_then(call, Some(Flash::SecondFactorRemoved), HOME).await;
                Ok::<Loaded, AppError>((is_own_password_asked(None, None).await?, sent))
            }
        }
    });
    let body = move || {
        let call = call.clone();
        Suspend::new(async move {
            match page.await {
                Ok((ask, sent)) => question(title, ask, sent, call).into_any(),
                Err(error) => view! { <Failure error/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=title/>
        <div class="page-head"><h1>{title}</h1></div>
        <section class="card factor"><Suspense>{body}</Suspense></section>
    }
}

fn question<C, F>(
    title: &'static str,
    ask: StepUp,
    sent: Option<Sent<OnlyConfirmed, ()>>,
    call: C,
) -> impl IntoView
where
    C: Fn(OnlyConfirmed) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), AppError>> + 'static,
{
    // A new page: where one is required, there may be nothing else left to see.
    let done = |(): &()| drop(window().location().assign(HOME));
    let form = use_form(OnlyConfirmed::default(), sent, |_| Ok(()), call, done);
    view! {
        <Form form>
            <FormError/>
            <p>{text!(factors.remove_hint)}</p>
            <OwnPasswordField ask/>
            <div class="form-actions">
                <LinkButton kind=ButtonKind::Secondary href=HOME.to_owned()>{text!(common.cancel)}</LinkButton>
                <SubmitButton kind=ButtonKind::Danger>{title}</SubmitButton>
            </div>
        </Form>
    }
}
