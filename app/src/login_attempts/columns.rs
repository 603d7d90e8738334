//! The columns of the grids of attempts to sign in.

use super::words::{reason, result_badge, source};
use crate::{
    grid::{Choice, Column},
    parts::Time,
    records::{Link, ListFacts, Record, links},
    sessions::browser_name,
    text::text,
};
use leptos::prelude::*;
use model::{LoginAttempt, LoginAttemptField, LoginFailure, LoginSource, PersonRef, Side, Subject};

type AttemptColumn = Column<LoginAttemptField, LoginAttempt>;

/// All of them.
pub fn columns(_: &ListFacts) -> Vec<AttemptColumn> {
    use LoginAttemptField as Field;
    let time = Column::new(Field::Created, text!(login_attempts.time), |attempt: &LoginAttempt| {
        view! { <a href=attempt.page()><Time at=attempt.created_at/></a> }.into_any()
    });
    let user = Column::new(Field::User, text!(login_attempts.person), |attempt: &LoginAttempt| {
        attempt.user.as_ref().map(person).into_any()
    });
    let email = Column::new(Field::Email, text!(login_attempts.email), |attempt: &LoginAttempt| {
        attempt.email.clone().into_any()
    });
    let from = Column::new(Field::Source, text!(login_attempts.source), |attempt: &LoginAttempt| {
        source(attempt.source).into_any()
    });
    let at = Column::new(Field::Application, text!(login_attempts.application), application);
    let result = Column::new(Field::Succeeded, text!(login_attempts.result), |attempt: &LoginAttempt| {
        result_badge(attempt.failure)
    });
    let why = Column::new(Field::Reason, text!(login_attempts.reason), |attempt: &LoginAttempt| {
        attempt.failure.map(reason).into_any()
    });
    let address = Column::new(Field::Address, text!(login_attempts.address), |attempt: &LoginAttempt| {
        attempt.address.clone().into_any()
    });
    let browser = Column::new(Field::Browser, text!(login_attempts.browser), browser);
    let results = [("success", text!(login_attempts.success)), ("failure", text!(login_attempts.failure))];
    vec![
        time.naming().filtered_further(),
        user,
        email.filtered(),
        from.choices(LoginSource::ALL.map(|one| Choice::new(one.as_str(), source(one)))).filtered_further(),
        at.filtered_further(),
        result.choices(results.map(|(word, label)| Choice::new(word, label))).filtered(),
        why.choices(LoginFailure::ALL.map(|one| Choice::new(one.as_str(), reason(one)))).filtered(),
        address.filtered(),
        browser.filtered_further(),
    ]
}

/// A person, with their page.
pub fn person(user: &PersonRef) -> AnyView {
    let (subject, home) = match user.customer {
        None => (Subject::Users, "/users"),
        Some(_) => (Subject::CustomerUsers, "/customer-users"),
    };
    links(subject, [Link::new(home, &user.id, user.name.as_str())])
}

/// The Client ID of the application it was at, with its page.
pub fn application(attempt: &LoginAttempt) -> AnyView {
    let Some(application) = &attempt.application else { return ().into_any() };
    let (subject, home) = match application.side {
        Side::BackOffice => (Subject::Applications, "/oauth-applications"),
        Side::Customer => (Subject::CustomerApplications, "/customer-oauth-applications"),
    };
    let link = links(subject, [Link::new(home, &application.id, application.client_id.as_str())]);
    view! { <span class="mono">{link}</span> }.into_any()
}

/// What people call the browser; what it calls itself comes up when the pointer rests on it.
fn browser(attempt: &LoginAttempt) -> AnyView {
    if attempt.user_agent.is_empty() {
        return ().into_any();
    }
    let name = browser_name(&attempt.user_agent);
    view! { <span title=attempt.user_agent.clone()>{name}</span> }.into_any()
}
