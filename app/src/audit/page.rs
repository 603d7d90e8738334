//! The page of an audit record: who did what, from where, and what is other than before.

use super::{
    changes::Changes,
    record::HOME,
    rpc::find_audit_record,
    who::who,
    words::{action, door, kind},
};
use crate::{
    parts::Time,
    records::{Missing, Place, RecordPage, use_id},
    text::text,
};
use leptos::{context::Provider, prelude::*};
use model::{AuditKind, AuditRecord, AuditRecordId, AuditSubject};
use std::sync::Arc;

/// The page.
#[component]
pub fn AuditRecordPage() -> impl IntoView {
    let id = match use_id::<AuditRecordId>() {
        Ok(id) => id,
        Err(error) => return view! { <Missing error=error.answered()/> }.into_any(),
    };
    let record = Resource::new(|| (), move |()| find_audit_record(id));
    view! {
        <Provider value=Place::new(format!("{HOME}/{id}"))>
            <RecordPage record properties=Arc::new(properties)/>
        </Provider>
    }
    .into_any()
}

fn properties(record: &AuditRecord) -> AnyView {
    let actor = record.actor.id.map_or_else(
        || who(&record.actor).into_any(),
        |id| view! { <a href=format!("{HOME}?person={id}")>{who(&record.actor)}</a> }.into_any(),
    );
    let place = record.place.as_ref().map(|place| {
        view! {
            <dt>{text!(audit.door)}</dt>
            <dd>{door(place.door)}</dd>
            {stated(text!(audit.address), &place.address)}
            {stated(text!(audit.request), &place.request_id)}
        }
    });
    view! {
        <section class="card" aria-label=text!(audit.subject)>
            <dl class="properties">
                <dt>{text!(audit.time)}</dt>
                <dd><Time at=record.created_at/></dd>
                <dt>{text!(audit.who)}</dt>
                <dd>{actor}</dd>
                <dt>{text!(audit.action)}</dt>
                <dd>{action(record.action)}</dd>
                <dt>{text!(audit.kind)}</dt>
                <dd>{kind(record.subject.kind)}</dd>
                {named(&record.subject)}
                {place}
                <dt>{text!(audit.number)}</dt>
                <dd>{record.sequence.to_string()}</dd>
                <dt>{text!(audit.digest)}</dt>
                <dd><code class="audit-digest">{record.hash.clone()}</code></dd>
            </dl>
        </section>
        <section class="section">
            <div class="section-head">
                <h2>{text!(audit.changes)}</h2>
            </div>
            <Changes changes=record.changes.clone()/>
        </section>
    }
    .into_any()
}

/// The record it is about: its name leads to its page, where it has one, and there is a way to all that was done with it.
fn named(subject: &AuditSubject) -> Option<impl IntoView + use<>> {
    let id = subject.id?;
    let name = if subject.name.is_empty() { id.to_string() } else { subject.name.clone() };
    let name = match home(subject.kind) {
        Some(home) => view! { <a href=format!("{home}/{id}")>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    Some(view! {
        <dt>{text!(audit.subject)}</dt>
        <dd>
            {name} " " <a class="audit-all" href=format!("{HOME}?record={id}")>{text!(audit.all_of_record)}</a>
        </dd>
    })
}

/// Where the pages of such records are. Those of applications of the customer side lead there by themselves.
const fn home(kind: AuditKind) -> Option<&'static str> {
    match kind {
        AuditKind::Application => Some("/oauth-applications"),
        AuditKind::User => Some("/users"),
        AuditKind::CustomerUser => Some("/customer-users"),
        AuditKind::Customer => Some("/customers"),
        AuditKind::Organization => Some("/organizations"),
        AuditKind::Role => Some("/roles"),
        AuditKind::EmailTemplate => Some("/email-templates"),
        AuditKind::NotificationRule => Some("/notification-rules"),
        AuditKind::Mail => Some("/outbox"),
        AuditKind::RegistrationToken
        | AuditKind::AttachedMessage
        | AuditKind::SavedView
        | AuditKind::SigningKey
        | AuditKind::Server => None,
    }
}

fn stated(label: &'static str, value: &str) -> Option<impl IntoView + use<>> {
    let value = value.to_owned();
    (!value.is_empty()).then(|| {
        view! {
            <dt>{label}</dt>
            <dd>{value}</dd>
        }
    })
}
