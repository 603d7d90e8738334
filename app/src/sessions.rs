//! **My Sessions**: every browser that is signed in as oneself, and ending them.

mod browser;
mod row;
mod rpc;

pub use browser::browser_name;

use crate::{
    Flash,
    login_attempts::OwnLoginAttemptsSection,
    parts::{Failure, Sent, posted_then},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::SessionInfo;
use row::SessionRow;
use rpc::{EndForm, end_session, list_sessions};

const PATH: &str = "/my-sessions";

/// The page.
#[component]
pub fn MySessionsPage() -> impl IntoView {
    let changes = RwSignal::new(0_u32);
    let page = Resource::new(
        move || changes.get(),
        |_| async move {
            let sent = posted_then(end_session, Some(Flash::SessionEnded), PATH).await;
            let refused = sent.and_then(|sent: Sent<EndForm, ()>| sent.outcome.err());
            (list_sessions().await, refused)
        },
    );
    let body = move || {
        let retry = Callback::new(move |()| page.refetch());
        Suspend::new(async move {
            let (sessions, refused) = page.await;
            let refused = refused.map(|error| view! { <Failure error/> });
            match sessions {
                Ok(sessions) => view! { {refused} <SessionsTable sessions changes/> }.into_any(),
                Err(error) => view! { <Failure error retry/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(sessions.title)/>
        <div class="page-head">
            <h1 id="applications-title" tabindex="-1">{text!(sessions.title)}</h1>
            <p>{text!(sessions.hint)}</p>
        </div>
        <section class="section">
            <Transition fallback=|| view! { <p>{text!(common.loading)}</p> }>{body}</Transition>
        </section>
        <OwnLoginAttemptsSection/>
    }
}

#[component]
fn SessionsTable(sessions: Vec<SessionInfo>, changes: RwSignal<u32>) -> impl IntoView {
    let rows = sessions.into_iter().map(|session| view! { <SessionRow session changes/> }).collect_view();
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(sessions.caption)>
            <table class="grid">
                <caption class="visually-hidden">{text!(sessions.caption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(sessions.browser)}</th>
                        <th scope="col">{text!(sessions.address)}</th>
                        <th scope="col">{text!(sessions.started)}</th>
                        <th scope="col">{text!(sessions.last_seen)}</th>
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
