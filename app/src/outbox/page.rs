//! The page of a mail.

use super::{columns::badge, record::HOME, rpc::find_outbox_mail, words::event};
use crate::{
    parts::Time,
    records::{Missing, Place, RecordPage, use_id},
    text::text,
};
use leptos::{context::Provider, prelude::*};
use leptos_router::components::Outlet;
use model::{MailId, OutboxMail, Timestamp};
use std::sync::Arc;

/// The page; what sends the mail again is a nested route.
#[component]
pub fn MailPage() -> impl IntoView {
    let id = match use_id::<MailId>() {
        Ok(id) => id,
        Err(error) => return view! { <Missing error=error.answered()/> }.into_any(),
    };
    let place = Place::new(format!("{HOME}/{id}"));
    let changes = place.changes;
    let mail = Resource::new(move || changes.get(), move |_| find_outbox_mail(id));
    view! {
        <Provider value=place>
            <RecordPage record=mail properties=Arc::new(properties)/>
            <Outlet/>
        </Provider>
    }
    .into_any()
}

fn properties(mail: &OutboxMail) -> AnyView {
    let to = match mail.to_name.as_str() {
        "" => mail.to_address.clone(),
        name => format!("{name} <{}>", mail.to_address),
    };
    let error = mail.error.clone().map(|error| {
        view! {
            <dt>{text!(outbox.error)}</dt>
            <dd>{error}</dd>
        }
    });
    let link_gone = mail.link_gone.then(|| view! { <p class="muted">{text!(outbox.link_gone)}</p> });
    // A document of its own: mails bring styles that our pages do not allow.
    let html = mail.has_html.then(|| {
        let src = format!("{HOME}/{}/html", mail.id);
        view! {
            <section class="section" aria-labelledby="mail-html-title">
                <div class="section-head">
                    <h2 id="mail-html-title">{text!(outbox.html)}</h2>
                </div>
                <div>
                    <iframe class="preview" title=text!(outbox.html) sandbox="" src=src></iframe>
                </div>
            </section>
        }
    });
    let digest = mail.digest.map(|digest| {
        view! { <p><a href=format!("{HOME}/{digest}")>{text!(outbox.told_in_digest)}</a></p> }
    });
    view! {
        <section class="card" aria-label=mail.subject.clone()>
            <dl class="properties">
                <dt>{text!(outbox.to)}</dt>
                <dd>{to}</dd>
                <dt>{text!(outbox.event)}</dt>
                <dd>{event(&mail.event)}</dd>
                <dt>{text!(outbox.state)}</dt>
                <dd>{badge(mail.state)}</dd>
                {error}
                <dt>{text!(outbox.attempts)}</dt>
                <dd>{mail.attempts.to_string()}</dd>
                {time(text!(outbox.next_attempt), mail.next_attempt_at)}
                {time(text!(records.created), Some(mail.created_at))}
                {time(text!(outbox.sent_at), mail.sent_at)}
                {time(text!(outbox.failed_at), mail.failed_at)}
            </dl>
            {link_gone}
            {digest}
        </section>
        <section class="section" aria-labelledby="mail-text-title">
            <div class="section-head">
                <h2 id="mail-text-title">{text!(outbox.text)}</h2>
            </div>
            <pre class="card mail-text">{mail.text.clone()}</pre>
        </section>
        {html}
    }
    .into_any()
}

/// When something happened, if it did.
fn time(label: &'static str, at: Option<Timestamp>) -> Option<impl IntoView> {
    at.map(|at| {
        view! {
            <dt>{label}</dt>
            <dd><Time at/></dd>
        }
    })
}
