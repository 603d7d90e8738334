//! The latest attempts to sign in as somebody: on the page of a person, and on one's own page of sessions.

use super::{
    record::home,
    rpc::{latest_login_attempts, own_login_attempts},
    words::{reason, result_badge, source},
};
use crate::{
    AppError,
    grid::address,
    parts::{Failure, Time},
    records::{Place, opens},
    sessions::browser_name,
    text::text,
};
use leptos::prelude::*;
use model::{Asked, GridQuery, LoginAttempt, LoginAttemptField, Subject, TextOperator, User, UserId};

/// Those of a person, for whoever may see login attempts. A [`Place`] must be provided.
#[component]
pub fn LoginAttemptsSection(
    /// Who.
    person: UserId,
    /// The same, when it is known: the grid is filtered by their address.
    user: Resource<Result<User, AppError>>,
) -> impl IntoView {
    if !opens(Subject::LoginAttempts) {
        return ().into_any();
    }
    let changes = Place::from_context().changes;
    let latest = Resource::new(move || changes.get(), move |_| latest_login_attempts(person));
    let body = move || {
        Suspend::new(async move {
            match (latest.await, user.await) {
                (Ok(attempts), user) => {
                    let all =
                        user.ok().map(|user| view! { <a href=all_of(&user)>{text!(login_attempts.all)}</a> });
                    view! {
                        {table(attempts)}
                        {all}
                    }
                    .into_any()
                }
                // The page around it says so already.
                (Err(AppError::NotFound | AppError::Forbidden), _) => ().into_any(),
                (Err(error), _) => {
                    let retry = Callback::new(move |()| latest.refetch());
                    view! { <Failure error retry/> }.into_any()
                }
            }
        })
    };
    section(text!(login_attempts.title), body).into_any()
}

/// One's own.
#[component]
pub fn OwnLoginAttemptsSection() -> impl IntoView {
    let latest = Resource::new(|| (), |()| own_login_attempts());
    let body = move || {
        Suspend::new(async move {
            match latest.await {
                Ok(attempts) => table(attempts),
                Err(error) => {
                    let retry = Callback::new(move |()| latest.refetch());
                    view! { <Failure error retry/> }.into_any()
                }
            }
        })
    };
    section(text!(login_attempts.own), body)
}

fn section<V: IntoView + 'static>(
    title: &'static str,
    body: impl Fn() -> V + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <section class="section" id="login-attempts" aria-labelledby="login-attempts-title">
            <div class="section-head">
                <h2 id="login-attempts-title">{title}</h2>
            </div>
            <Transition fallback=|| view! { <p>{text!(common.loading)}</p> }>{body}</Transition>
        </section>
    }
}

/// The grid with all attempts at their address.
fn all_of(user: &User) -> String {
    let at_address = Asked::Text(TextOperator::Equals, user.email.clone());
    let asked = vec![(LoginAttemptField::Email, at_address)];
    address(home(user.side), &GridQuery { asked, ..GridQuery::default() })
}

fn table(latest: Vec<LoginAttempt>) -> AnyView {
    if latest.is_empty() {
        return view! { <p class="muted">{text!(login_attempts.none)}</p> }.into_any();
    }
    let rows = latest.into_iter().map(row).collect_view();
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(login_attempts.caption)>
            <table class="grid">
                <caption class="visually-hidden">{text!(login_attempts.caption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(login_attempts.time)}</th>
                        <th scope="col">{text!(login_attempts.result)}</th>
                        <th scope="col">{text!(login_attempts.reason)}</th>
                        <th scope="col">{text!(login_attempts.source)}</th>
                        <th scope="col">{text!(login_attempts.address)}</th>
                        <th scope="col">{text!(login_attempts.browser)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(attempt: LoginAttempt) -> impl IntoView {
    let browser = (!attempt.user_agent.is_empty()).then(|| browser_name(&attempt.user_agent));
    view! {
        <tr>
            <th scope="row" class="name" data-label=text!(login_attempts.time)><Time at=attempt.created_at/></th>
            <td data-label=text!(login_attempts.result)>{result_badge(attempt.failure)}</td>
            <td data-label=text!(login_attempts.reason)>{attempt.failure.map(reason)}</td>
            <td data-label=text!(login_attempts.source)>{source(attempt.source)}</td>
            <td data-label=text!(login_attempts.address)>{attempt.address}</td>
            <td data-label=text!(login_attempts.browser) title=attempt.user_agent>{browser}</td>
        </tr>
    }
}
