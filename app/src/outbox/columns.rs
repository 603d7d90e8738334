//! The columns of the outbox.

use super::{
    record::HOME,
    words::{OTHERS, event, state},
};
use crate::{
    grid::{Choice, Column},
    parts::Time,
    records::ListFacts,
    text::text,
};
use leptos::prelude::*;
use model::{MailEvent, MailState, OutboxField, OutboxMail, Timestamp};

type MailColumn = Column<OutboxField, OutboxMail>;

/// All of them.
pub fn columns(_: &ListFacts) -> Vec<MailColumn> {
    let subject = Column::new(OutboxField::Subject, text!(outbox.subject), |mail: &OutboxMail| {
        view! { <a href=format!("{HOME}/{}", mail.id)>{mail.subject.clone()}</a> }.into_any()
    });
    let to = Column::new(OutboxField::To, text!(outbox.to), |mail: &OutboxMail| {
        mail.to_address.clone().into_any()
    });
    let attempts = Column::new(OutboxField::Attempts, text!(outbox.attempts), |mail: &OutboxMail| {
        mail.attempts.to_string().into_any()
    });
    let error = Column::new(OutboxField::Error, text!(outbox.error), |mail: &OutboxMail| {
        mail.error.clone().into_any()
    });
    vec![
        subject.naming().filtered(),
        to.filtered(),
        about().filtered_further(),
        left().filtered(),
        attempts,
        time(OutboxField::NextAttempt, text!(outbox.next_attempt), |mail| mail.next_attempt_at),
        time(OutboxField::Created, text!(records.created), |mail| Some(mail.created_at)),
        time(OutboxField::Sent, text!(outbox.sent_at), |mail| mail.sent_at),
        error.filtered_further(),
    ]
}

fn about() -> MailColumn {
    let words = MailEvent::ALL.map(MailEvent::as_str).into_iter().chain(OTHERS);
    Column::new(OutboxField::Event, text!(outbox.event), |mail: &OutboxMail| event(&mail.event).into_any())
        .choices(words.map(|word| Choice::new(word, event(word))))
}

fn left() -> MailColumn {
    Column::new(OutboxField::State, text!(outbox.state), |mail: &OutboxMail| badge(mail.state))
        .choices(MailState::ALL.map(|one| Choice::new(one.as_str(), state(one))))
}

fn time(field: OutboxField, label: &'static str, of: fn(&OutboxMail) -> Option<Timestamp>) -> MailColumn {
    Column::new(field, label, move |mail: &OutboxMail| of(mail).map(|at| view! { <Time at/> }).into_any())
        .filtered_further()
}

/// **Waiting**, **Sent** or **Failed**.
pub fn badge(of: MailState) -> AnyView {
    let kind = match of {
        MailState::Sent => "active",
        MailState::Waiting | MailState::Held | MailState::Failed => "inactive",
    };
    view! { <span class="badge" data-kind=kind>{state(of)}</span> }.into_any()
}
