//! The page: the question, or what is wrong with the wish.

use super::rpc::{LogoutForm, confirm_logout, find_logout_step};
use crate::{
    AppError,
    consent::WayOn,
    outside::Outside,
    parts::{Alert, AlertKind, Failure, Form, FormError, Sent, SubmitButton, posted, use_form},
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{LogoutProblem, LogoutStep};

type Loaded = (Result<LogoutStep, AppError>, Option<Sent<LogoutForm, String>>);

/// The page.
#[component]
pub fn LogoutPage() -> impl IntoView {
    // As it was sent: reading and writing it again might change it.
    let query = use_location().search.get_untracked().trim_start_matches('?').to_owned();
    let page = Resource::new(|| (), {
        let query = query.clone();
        move |()| {
            let query = query.clone();
            async move {
                let sent = posted(confirm_logout).await;
                (find_logout_step(query).await, sent) as Loaded
            }
        }
    });
    let body = move || {
        let query = query.clone();
        Suspend::new(async move {
            let (step, sent) = page.await;
            match (sent, step) {
                (Some(Sent { outcome: Ok(url), .. }), _) => view! { <WayOn url/> }.into_any(),
                (sent, Ok(LogoutStep::Ask { application, .. })) => {
                    view! { <Question query application error=sent.and_then(|sent| sent.outcome.err())/> }
                        .into_any()
                }
                (_, Ok(LogoutStep::End { .. })) => {
                    view! { <Question query application=None error=None/> }.into_any()
                }
                (_, Ok(LogoutStep::Gone { to })) => {
                    view! { <WayOn url=to.unwrap_or_else(|| "/sign-in".to_owned())/> }.into_any()
                }
                (_, Ok(LogoutStep::Problem(problem))) => view! { <Problem problem/> }.into_any(),
                (_, Err(error)) => view! { <div class="card"><Failure error/></div> }.into_any(),
            }
        })
    };
    view! {
        <Outside title=text!(frame.sign_out)>
            <Suspense>{body}</Suspense>
        </Outside>
    }
}

#[component]
fn Question(query: String, application: Option<String>, error: Option<AppError>) -> impl IntoView {
    let go_on = |url: &String| drop(window().location().assign(url));
    let form = use_form(LogoutForm::default(), None, |_| Ok(()), confirm_logout, go_on);
    let who = application.map(|name| {
        view! { <p>{text!(logout.wish, application = name.as_str()).to_string()}</p> }
    });
    view! {
        <div class="card">
            <h1>{text!(frame.sign_out)}</h1>
            {error.map(|error| view! { <Failure error/> })}
            {who}
            <p>{text!(logout.question)}</p>
            <Form form>
                <FormError/>
                <input type="hidden" name="query" value=query/>
                <SubmitButton>{text!(frame.sign_out)}</SubmitButton>
            </Form>
            <p><a href="/">{text!(logout.stay)}</a></p>
        </div>
    }
}

#[component]
fn Problem(problem: LogoutProblem) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::server::set_status(http::StatusCode::BAD_REQUEST);
    let words = match problem {
        LogoutProblem::Malformed => text!(logout.malformed),
        LogoutProblem::BadHint => text!(logout.bad_hint),
        LogoutProblem::BadRedirect => text!(logout.bad_redirect),
    };
    view! {
        <div class="card">
            <h1>{text!(logout.problem)}</h1>
            <Alert kind=AlertKind::Danger><p>{words}</p></Alert>
            <p><a href="/sign-out">{text!(logout.anyway)}</a></p>
        </div>
    }
}
