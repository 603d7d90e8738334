//! The page with the tokens there are, newest first.

use super::{
    registration_path,
    row::TokenRow,
    rpc::{RevokeForm, list_tokens, revoke_token},
};
use crate::{
    Flash,
    parts::{Failure, Icon, LinkButton, Sent, posted_then},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{RegistrationToken, Side};

/// The page.
#[component]
pub fn RegistrationPage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let changes = RwSignal::new(0_u32);
    let page = Resource::new(
        move || changes.get(),
        move |_| async move {
            let sent = posted_then(revoke_token, Some(Flash::ShutOut), &registration_path(side)).await;
            let refused = sent.and_then(|sent: Sent<RevokeForm, ()>| sent.outcome.err());
            (list_tokens(side).await, refused)
        },
    );
    let body = move || {
        let retry = Callback::new(move |()| page.refetch());
        Suspend::new(async move {
            let (tokens, refused) = page.await;
            let refused = refused.map(|error| view! { <Failure error/> });
            match tokens {
                Ok(tokens) if tokens.is_empty() => view! {
                    {refused}
                    <div class="empty"><p>{text!(registration.empty)}</p></div>
                    <CreateButton side/>
                }
                .into_any(),
                Ok(tokens) => view! {
                    {refused}
                    <CreateButton side/>
                    <TokensTable tokens changes/>
                }
                .into_any(),
                Err(error) => view! { <Failure error retry/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(registration.title)/>
        <div class="page-head">
            <h1 id="applications-title" tabindex="-1">{text!(registration.title)}</h1>
            <p>{text!(registration.hint)}</p>
        </div>
        <section class="section" aria-labelledby="applications-title">
            <Transition fallback=|| view! { <p>{text!(common.loading)}</p> }>{body}</Transition>
        </section>
    }
}

#[component]
fn CreateButton(side: Side) -> impl IntoView {
    view! {
        <div class="section-head">
            <LinkButton href=format!("{}/new", registration_path(side))>
                <Icon name="plus"/>
                <span>{text!(registration.create)}</span>
            </LinkButton>
        </div>
    }
}

#[component]
fn TokensTable(tokens: Vec<RegistrationToken>, changes: RwSignal<u32>) -> impl IntoView {
    let rows = tokens.into_iter().map(|token| view! { <TokenRow token changes/> }).collect_view();
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(registration.table)>
            <table class="grid">
                <caption class="visually-hidden">{text!(registration.table)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(registration.name)}</th>
                        <th scope="col">{text!(registration.state)}</th>
                        <th scope="col">{text!(registration.used)}</th>
                        <th scope="col">{text!(registration.apis)}</th>
                        <th scope="col">{text!(applications.organization)}</th>
                        <th scope="col">{text!(registration.made_by)}</th>
                        <th scope="col">{text!(registration.ends)}</th>
                        <th scope="col" class="row-actions">
                            <span class="visually-hidden">{text!(sessions.actions)}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
