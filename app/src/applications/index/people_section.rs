//! The section **Tokens and Consents**: who let the application in, and taking that back for them.

use super::rpc::{ShutOutForForm, shut_out_for};
use crate::{
    AppError, Flash,
    applications::door::Door,
    parts::{ButtonKind, Failure, Form, FormError, Sent, SubmitButton, Time, Toasts, posted_then, use_form},
    text::{counted, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{ApplicationId, LetInBy, PeopleWhoLetIn};

/// The section.
#[component]
pub fn PeopleSection(
    /// Of which application.
    id: ApplicationId,
    /// Those who were found.
    found: PeopleWhoLetIn,
    /// Why something was not taken back, if it was not.
    refused: Option<AppError>,
    /// Whether the viewer may take something back.
    edit: bool,
) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="people-title">
            <div class="section-head">
                <h2 id="people-title">{text!(people.title)}</h2>
                // A page of its own for what is found, so that it works without scripts.
                <form method="get" class="people-filter" role="search" aria-label=text!(people.filter)>
                    <div class="field">
                    <input
                        type="search"
                        name="person"
                        value=wanted_person()
                        placeholder=text!(people.filter)
                        aria-label=text!(people.filter)
                    />
                    </div>
                    <button type="submit" class="button" data-kind="secondary">{text!(people.find)}</button>
                </form>
            </div>
            {refused.map(|error| view! { <Failure error/> })}
            <Found id found edit/>
        </section>
    }
}

/// Whom the address asks for.
pub fn wanted_person() -> String {
    use_query_map().with_untracked(|query| query.get("person")).unwrap_or_default()
}

/// Takes the form that was posted to this page, if it is one of this section: dialogs stand on it, too. Why it was refused,
/// if it was.
pub async fn posted_shut_out(id: ApplicationId, path: &str) -> Option<AppError> {
    #[cfg(feature = "ssr")]
    {
        use_context::<crate::Posted>().filter(|posted| posted.0.starts_with("person="))?;
    }
    let sent: Option<Sent<ShutOutForForm, ()>> =
        posted_then(move |form| shut_out_for(id, form), Some(Flash::ShutOut), path).await;
    sent.and_then(|sent| sent.outcome.err())
}

#[component]
fn Found(id: ApplicationId, found: PeopleWhoLetIn, edit: bool) -> impl IntoView {
    if found.people.is_empty() {
        return view! { <div class="empty"><p>{text!(people.nobody)}</p></div> }.into_any();
    }
    let total = found.total;
    let more = usize::try_from(total).is_ok_and(|total| total > found.people.len());
    let more = if more { text!(people.more) } else { "" };
    let rows = found.people.into_iter().map(|one| view! { <Row id one edit/> }).collect_view();
    view! {
        <p class="hint">{format!("{} {more}", counted!(people.total, total))}</p>
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(people.table)>
            <table class="grid">
                <caption class="visually-hidden">{text!(people.table)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(people.person)}</th>
                        <th scope="col">{text!(people.email)}</th>
                        <th scope="col">{text!(let_in.since)}</th>
                        <th scope="col">{text!(let_in.last_used)}</th>
                        <th scope="col" class="row-actions">
                            <span class="visually-hidden">{text!(sessions.actions)}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(id: ApplicationId, one: LetInBy, edit: bool) -> impl IntoView {
    let last_used = match one.last_used_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => view! { <span class="muted">{text!(common.never)}</span> }.into_any(),
    };
    let person = one.person;
    view! {
        <tr>
            <th scope="row" class="name" data-label=text!(people.person)>{person.name.clone()}</th>
            <td data-label=text!(people.email)>{person.email}</td>
            <td data-label=text!(let_in.since)><Time at=one.since/></td>
            <td data-label=text!(let_in.last_used)>{last_used}</td>
            <td class="row-actions">
                {edit.then(|| view! { <ShutOut id person=person.id.to_string() name=person.name/> })}
            </td>
        </tr>
    }
}

#[component]
fn ShutOut(id: ApplicationId, person: String, name: String) -> impl IntoView {
    let door = Door::from_context();
    let toasts = Toasts::from_context();
    let done = move |(): &()| {
        toasts.done(Flash::ShutOut);
        door.changed();
    };
    let form =
        use_form(ShutOutForForm::default(), None, |_| Ok(()), move |form| shut_out_for(id, form), done);
    let label = text!(people.revoke_label, person = name.as_str()).to_string();
    view! {
        <Form form>
            <FormError/>
            <input type="hidden" name="person" value=person/>
            <SubmitButton kind=ButtonKind::Secondary>
                <span aria-hidden="true">{text!(let_in.revoke)}</span>
                <span class="visually-hidden">{label}</span>
            </SubmitButton>
        </Form>
    }
}
