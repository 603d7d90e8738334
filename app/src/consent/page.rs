//! The page: the question, what is wrong with it, or the way on.
//!
//! Its own policy does not let a form lead to another site, so the way on is never a redirect: scripts go there, and without
//! them the page does.

use super::{
    question::Wants,
    rpc::{AnswerForm, answer_consent, consent_step},
};
use crate::{
    AppError,
    outside::Outside,
    parts::{Alert, AlertKind, ButtonKind, Failure, Form, FormError, Sent, SubmitButton, posted, use_form},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_location;
use model::{AuthorizationProblem, AuthorizationQuestion, AuthorizationStep, escape};

/// What the page shows, and what came of a button.
type Loaded = (Result<AuthorizationStep, AppError>, Option<Sent<AnswerForm, String>>);

/// The page.
#[component]
pub fn ConsentPage() -> impl IntoView {
    // As it was sent: reading and writing it again might change it.
    let query = use_location().search.get_untracked().trim_start_matches('?').to_owned();
    let page = Resource::new(|| (), {
        let query = query.clone();
        move |()| {
            let query = query.clone();
            async move {
                let sent = posted(answer_consent).await;
                (consent_step(query).await, sent) as Loaded
            }
        }
    });
    let body = move || {
        let query = query.clone();
        Suspend::new(async move {
            let (step, sent) = page.await;
            match (sent, step) {
                (Some(Sent { outcome: Ok(url), .. }), _) => view! { <WayOn url/> }.into_any(),
                (sent, Ok(AuthorizationStep::Ask(question))) => {
                    view! { <Question query question error=sent.and_then(|sent| sent.outcome.err())/> }
                        .into_any()
                }
                (_, Ok(AuthorizationStep::Problem(problem))) => view! { <Problem problem/> }.into_any(),
                (_, Ok(_)) => view! { <WayOn url=format!("/oauth2/authorize?{query}")/> }.into_any(),
                (_, Err(error)) => view! { <div class="card"><Failure error/></div> }.into_any(),
            }
        })
    };
    view! {
        <Outside title=text!(consent.title)>
            <Suspense>{body}</Suspense>
        </Outside>
    }
}

#[component]
fn Question(query: String, question: AuthorizationQuestion, error: Option<AppError>) -> impl IntoView {
    let AuthorizationQuestion {
        application,
        described_at,
        registered_itself,
        organization,
        scope,
        destination,
        person,
    } = question;
    let again = format!("/sign-in?again=true&next={}", escape(&format!("/consent?{query}")));
    view! {
        <div class="card consent">
            {error.map(|error| view! { <Failure error/> })}
            <Wants application registered_itself organization scope person/>
            {(!described_at.is_empty()).then(|| {
                view! { <p><strong>{text!(consent.described_at, host = described_at.as_str()).to_string()}</strong></p> }
            })}
            <p class="hint">{text!(consent.goes_to, destination = destination.as_str()).to_string()}</p>
            <div class="consent-answers">
                <Answer query=query.clone() answer="grant"/>
                <Answer query answer="cancel"/>
            </div>
            <p><a href=again rel="external">{text!(consent.somebody_else)}</a></p>
        </div>
    }
}

#[component]
fn Answer(query: String, answer: &'static str) -> impl IntoView {
    let go_on = |url: &String| drop(window().location().assign(url));
    let form = use_form(AnswerForm::default(), None, |_| Ok(()), answer_consent, go_on);
    let (kind, words) = match answer {
        "grant" => (ButtonKind::Primary, text!(consent.grant)),
        _ => (ButtonKind::Secondary, text!(common.cancel)),
    };
    view! {
        <Form form>
            <FormError/>
            <input type="hidden" name="query" value=query/>
            <input type="hidden" name="answer" value=answer/>
            <SubmitButton kind>{words}</SubmitButton>
        </Form>
    }
}

/// Sends on, with and without scripts.
#[component]
pub fn WayOn(
    /// Where to.
    url: String,
) -> impl IntoView {
    view! {
        <Meta http_equiv="refresh" content=format!("0;url={url}")/>
        <div class="card">
            <p>{text!(consent.going_on)}</p>
            <p><a href=url rel="external">{text!(consent.go_on)}</a></p>
        </div>
    }
}

#[component]
fn Problem(problem: AuthorizationProblem) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::server::set_status(match problem {
        AuthorizationProblem::NotForYou => http::StatusCode::FORBIDDEN,
        _ => http::StatusCode::BAD_REQUEST,
    });
    let words = match problem {
        AuthorizationProblem::Malformed => text!(consent.malformed),
        AuthorizationProblem::UnknownApplication => text!(consent.unknown_application),
        AuthorizationProblem::WrongGrant => text!(consent.wrong_grant),
        AuthorizationProblem::BadRedirect => text!(consent.bad_redirect),
        AuthorizationProblem::EndedRequest => text!(consent.ended_request),
        AuthorizationProblem::NotForYou => text!(consent.not_for_you),
        AuthorizationProblem::BadDocument => text!(consent.bad_document),
    };
    view! {
        <div class="card">
            <h1>{text!(consent.problem)}</h1>
            <Alert kind=AlertKind::Danger><p>{words}</p></Alert>
            <p>{text!(consent.nothing_happened)}</p>
            <p><a href="/">{text!(consent.to_start)}</a></p>
        </div>
    }
}
