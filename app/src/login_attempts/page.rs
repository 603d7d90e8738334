//! The page of an attempt: all that is known of it.

use super::{
    columns::{application, person},
    record::home,
    rpc::find_login_attempt,
    words::{reason, result_badge, source},
};
use crate::{
    AppError,
    parts::Time,
    records::{Missing, Place, Record, RecordPage, use_id},
    sessions::browser_name,
    text::text,
};
use leptos::{context::Provider, prelude::*};
use model::{LoginAttempt, LoginAttemptId, Side};
use std::sync::Arc;

/// The page.
#[component]
pub fn LoginAttemptPage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let id = match use_id::<LoginAttemptId>() {
        Ok(id) => id,
        Err(error) => return view! { <Missing error=error.answered()/> }.into_any(),
    };
    let attempt = Resource::new(|| (), move |()| attempt_of(side, id));
    view! {
        <Provider value=Place::new(format!("{}/{id}", home(side)))>
            <RecordPage record=attempt properties=Arc::new(properties)/>
        </Provider>
    }
    .into_any()
}

/// Each side has its own addresses.
async fn attempt_of(side: Side, id: LoginAttemptId) -> Result<LoginAttempt, AppError> {
    let attempt = find_login_attempt(id).await?;
    if attempt.side == side { Ok(attempt) } else { Err(AppError::NotFound.answered()) }
}

fn properties(attempt: &LoginAttempt) -> AnyView {
    let line = |label: &'static str, value: AnyView| {
        view! {
            <dt>{label}</dt>
            <dd>{value}</dd>
        }
    };
    let user = attempt.user.as_ref().map(|user| line(text!(login_attempts.person), person(user)));
    let email = (!attempt.email.is_empty())
        .then(|| line(text!(login_attempts.email), attempt.email.clone().into_any()));
    let at = attempt.application.as_ref();
    let at = at.map(|_| line(text!(login_attempts.application), application(attempt)));
    let why = attempt.failure.map(|failure| line(text!(login_attempts.reason), reason(failure).into_any()));
    let address = (!attempt.address.is_empty())
        .then(|| line(text!(login_attempts.address), attempt.address.clone().into_any()));
    let browser = (!attempt.user_agent.is_empty()).then(|| {
        let name = browser_name(&attempt.user_agent);
        let own = view! { <span class="muted">{attempt.user_agent.clone()}</span> };
        line(text!(login_attempts.browser), view! { {name} <br/> {own} }.into_any())
    });
    view! {
        <section class="card" aria-label=attempt.label()>
            <dl class="properties">
                {line(text!(login_attempts.time), view! { <Time at=attempt.created_at/> }.into_any())}
                {user}
                {email}
                {line(text!(login_attempts.source), source(attempt.source).into_any())}
                {at}
                {line(text!(login_attempts.result), result_badge(attempt.failure))}
                {why}
                {address}
                {browser}
            </dl>
        </section>
    }
    .into_any()
}
