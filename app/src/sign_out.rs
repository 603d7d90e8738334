//! Signing out: a form from the user's menu, and a question for those who open its address.

use crate::{
    AppError, Flash,
    parts::{Failure, Form, Nothing, Sent, SubmitButton, posted_then, use_form},
    text::text,
};
use leptos::{prelude::*, server_fn::codec::Json};
use leptos_meta::Title;

/// Ends the session; the answer clears its cookie.
#[server(prefix = "/rpc", endpoint = "session/sign-out", input = Json)]
pub async fn sign_out() -> Result<(), AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    if let Some(token) = &visitor.token {
        crate::server::office()?.sign_out(token.reveal()).await?;
    }
    crate::server::clear_session_cookie(&visitor);
    Ok(())
}

/// The page.
#[component]
pub fn SignOutPage() -> impl IntoView {
    let page =
        Resource::new(|| (), |()| posted_then(|Nothing {}| sign_out(), Some(Flash::SignedOut), "/sign-in"));
    let body = move || {
        Suspend::new(async move {
            let sent = page.await;
            view! { <Question sent/> }
        })
    };
    view! {
        <Title text=text!(frame.sign_out)/>
        <Suspense>{body}</Suspense>
    }
}

#[component]
fn Question(sent: Option<Sent<Nothing, ()>>) -> impl IntoView {
    let leave = |(): &()| drop(window().location().assign("/sign-in"));
    let form = use_form(Nothing {}, sent, |_| Ok(()), |Nothing {}| sign_out(), leave);
    view! {
        <div class="card">
            <h1>{text!(frame.sign_out)}</h1>
            <p>{text!(frame.sign_out_question)}</p>
            {move || form.status.error.get().map(|error| view! { <Failure error/> })}
            <Form form>
                <SubmitButton>{text!(frame.sign_out)}</SubmitButton>
            </Form>
        </div>
    }
}
