//! Signing out: a form from the user's menu, and a question for those who open its address.

use crate::{
    AppError, Flash,
    consent::WayOn,
    parts::{Failure, Form, Nothing, Sent, SubmitButton, lead_on, posted, use_form},
    text::text,
};
use leptos::{prelude::*, server_fn::codec::Json};
use leptos_meta::Title;

/// Ends the session; the answer clears its cookie, and says where to go on if the session at a provider is to end, too.
#[server(prefix = "/rpc", endpoint = "session/sign-out", input = Json)]
pub async fn sign_out() -> Result<Option<String>, AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    let way_out = match &visitor.token {
        Some(token) => crate::server::office()?.sign_out_everywhere(token.reveal()).await?,
        None => None,
    };
    crate::server::clear_session_cookie(&visitor);
    Ok(way_out)
}

/// The page.
#[component]
pub fn SignOutPage() -> impl IntoView {
    let page = Resource::new(
        || (),
        |()| async {
            let sent = posted(|Nothing {}| sign_out()).await;
            if let Some(Sent { outcome: Ok(None), .. }) = &sent {
                lead_on(Some(Flash::SignedOut), "/sign-in");
            }
            sent
        },
    );
    let body = move || {
        Suspend::new(async move {
            match page.await {
                Some(Sent { outcome: Ok(Some(url)), .. }) => view! { <WayOn url/> }.into_any(),
                sent => view! { <Question sent/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(frame.sign_out)/>
        <Suspense>{body}</Suspense>
    }
}

#[component]
fn Question(sent: Option<Sent<Nothing, Option<String>>>) -> impl IntoView {
    let leave = |way_out: &Option<String>| {
        drop(window().location().assign(way_out.as_deref().unwrap_or("/sign-in")));
    };
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
