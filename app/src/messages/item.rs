//! One message, as it was attached.

use crate::{
    parts::{ButtonKind, Icon, LinkButton, Time},
    text::text,
};
use leptos::prelude::*;
use model::{AttachedMessage, AttachedMessageId, Mailbox};

/// The id of a message in the page.
pub fn marker(id: AttachedMessageId) -> String {
    format!("message-{id}")
}

/// Its subject, or what stands in its place.
pub fn subject(message: &AttachedMessage) -> String {
    if message.subject.is_empty() { text!(messages.no_subject).to_owned() } else { message.subject.clone() }
}

/// The message; `delete` leads to the dialog that asks, for those who may.
pub fn item(message: AttachedMessage, delete: Option<String>) -> impl IntoView {
    let title = subject(&message);
    let delete = delete.map(|href| {
        let label = text!(messages.delete_of, name = title.as_str()).to_string();
        view! {
            <LinkButton kind=ButtonKind::Quiet href=href>
                <Icon name="trash"/>
                <span class="visually-hidden">{label}</span>
            </LinkButton>
        }
    });
    let attached = match &message.attached_by {
        Some(by) => {
            let (name, application) = (by.name.as_str(), by.application.as_str());
            text!(messages.attached_by, name = name, application = application).to_string()
        }
        None => text!(messages.attached).to_owned(),
    };
    let snippet =
        (!message.snippet.is_empty()).then(|| view! { <p class="message-snippet">{message.snippet}</p> });
    view! {
        <article class="message">
            <div class="message-head">
                <h3 id=marker(message.id) tabindex="-1">{title}</h3>
                <Time at=message.sent_at/>
                {delete}
            </div>
            <dl class="properties">
                {people(text!(messages.from), std::slice::from_ref(&message.from))}
                {people(text!(messages.to), &message.to)}
                {people(text!(messages.cc), &message.cc)}
            </dl>
            {snippet}
            <p class="message-attached">{attached} " · " <Time at=message.attached_at/></p>
        </article>
    }
}

/// Who wrote it or got it; nothing where nobody did.
fn people(name: &'static str, all: &[Mailbox]) -> impl IntoView + use<> {
    let all: Vec<String> = all.iter().map(Mailbox::to_string).collect();
    (!all.is_empty()).then(|| {
        view! {
            <dt>{name}</dt>
            <dd>{all.join(", ")}</dd>
        }
    })
}
