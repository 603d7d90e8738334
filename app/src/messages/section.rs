//! The section itself: newest first, in parts that have addresses of their own.

use super::{item::item, rpc::list_messages};
use crate::{
    AppError,
    parts::{ButtonKind, Failure, Icon, LinkButton},
    records::Place,
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{AttachedCursor, AttachedPage, UserId};

/// Where in the list one is, in the address.
const AFTER: &str = "messages";

/// The section. A [`Place`] must be provided.
#[component]
pub fn MessagesSection(
    /// Whose messages they are.
    person: UserId,
    /// Whether there is no section where there is no message: nobody misses them on their own page.
    #[prop(optional)]
    only_some: bool,
) -> impl IntoView {
    let place = Place::from_context();
    let changes = place.changes;
    let query = use_location().query;
    // An address that somebody mistyped leads to the beginning.
    let after = Memo::new(move |_| query.read().get(AFTER).and_then(|text| text.parse().ok()));
    let page = Resource::new(
        move || (after.get(), changes.get()),
        move |(after, _)| async move { (after, list_messages(person, after).await) },
    );
    let retry = Callback::new(move |()| page.refetch());
    let body = move || {
        let place = place.clone();
        Suspend::new(async move {
            let inside = match page.await {
                (None, Ok(page)) if only_some && page.rows.is_empty() => return ().into_any(),
                (after, Ok(page)) => messages(page, after, &place).into_any(),
                // The page around it says so already.
                (_, Err(AppError::NotFound | AppError::Forbidden)) => ().into_any(),
                (_, Err(error)) => view! { <Failure error retry/> }.into_any(),
            };
            if only_some { framed(inside) } else { inside }
        })
    };
    if only_some {
        view! { <Transition>{body}</Transition> }.into_any()
    } else {
        let inside =
            view! { <Transition fallback=|| view! { <p>{text!(common.loading)}</p> }>{body}</Transition> };
        framed(inside.into_any())
    }
}

/// The section around them.
fn framed(inside: AnyView) -> AnyView {
    view! {
        <section class="section" id="messages" aria-labelledby="messages-title">
            <div class="section-head">
                <h2 id="messages-title" tabindex="-1">{text!(messages.title)}</h2>
            </div>
            {inside}
        </section>
    }
    .into_any()
}

fn messages(page: AttachedPage, after: Option<AttachedCursor>, place: &Place) -> impl IntoView + use<> {
    if page.rows.is_empty() && after.is_none() {
        return view! {
            <div class="empty">
                <Icon name="mail"/>
                <p class="title">{text!(messages.empty)}</p>
                <p>{text!(messages.empty_hint)}</p>
            </div>
        }
        .into_any();
    }
    let newest = after.map(|_| {
        view! {
            <LinkButton kind=ButtonKind::Secondary href=at(place, None)>{text!(messages.newest)}</LinkButton>
        }
    });
    let older = page.next.map(|next| {
        view! {
            <LinkButton kind=ButtonKind::Secondary href=at(place, Some(next))>{text!(messages.older)}</LinkButton>
        }
    });
    let steps = newest.is_some() || older.is_some();
    let rows = page.rows.into_iter().map(|message| {
        let delete = message.may_remove.then(|| place.dialog_at(&format!("messages/{}/delete", message.id)));
        view! { <li>{item(message, delete)}</li> }
    });
    view! {
        <ul class="messages">{rows.collect_view()}</ul>
        {steps.then(|| {
            view! {
                <nav class="messages-steps" aria-label=text!(messages.steps)>
                    {newest}
                    {older}
                </nav>
            }
        })}
    }
    .into_any()
}

/// The page with another part of the messages, whatever else its address says.
fn at(place: &Place, after: Option<AttachedCursor>) -> String {
    let mut query = use_location().query.get_untracked();
    query.remove(AFTER);
    if let Some(after) = after {
        query.insert(AFTER, after.to_string());
    }
    format!("{}{}", place.path, query.to_query_string())
}
