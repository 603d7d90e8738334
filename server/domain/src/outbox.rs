//! The outbox as administrators see it: what was sent, what waits, what failed and why. One file per verb.
//!
//! A mail belongs to an organization. Those that belong to none are for who reaches everything.

mod find;
mod give_up;
mod html;
mod list;
mod send_again;
#[cfg(test)]
mod tests;

use crate::{Actor, Record};
use model::{Action, MailState, OutboxMail, Subject};
use store::OutboxRow;

/// Mails that had a link which works once. It is forgotten when they leave or are given up.
const WITH_LINK: [&str; 2] = ["invitation", "password_reset"];

/// What permissions ask of a mail.
fn record(row: &OutboxRow) -> Record {
    row.organization_id.map_or_else(Record::shared, |organization| Record {
        owner: None,
        customer: None,
        organization,
    })
}

/// A mail as this actor is shown it.
fn shown(row: OutboxRow, actor: &Actor) -> OutboxMail {
    let state = match (row.sent_at, row.failed_at) {
        (Some(_), _) => MailState::Sent,
        (None, Some(_)) => MailState::Failed,
        (None, None) if row.held => MailState::Held,
        (None, None) => MailState::Waiting,
    };
    let done = matches!(state, MailState::Sent | MailState::Failed);
    let link_gone = done && WITH_LINK.contains(&row.event.as_str());
    let may_edit = actor.may(Subject::MailSettings, Action::Edit, &record(&row));
    OutboxMail {
        id: row.id,
        event: row.event,
        to_name: row.to_name,
        to_address: row.to_address,
        subject: row.subject,
        organization: row.organization_id,
        state,
        attempts: row.attempts.unsigned_abs(),
        next_attempt_at: row.next_attempt_at,
        created_at: row.created_at,
        sent_at: row.sent_at,
        failed_at: row.failed_at,
        error: row.last_error,
        digest: row.digest_mail_id,
        text: None,
        link_gone,
        has_html: row.has_html,
        may_give_up: may_edit && !done,
        may_send_again: may_edit && done && !link_gone,
    }
}
