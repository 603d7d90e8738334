//! Mails in the outbox: whom they are for and whether they have left, never what they say. It may hold a link that works once.

use super::{
    super::kind::{Kind, ORGANIZATIONS, OUTBOX_MAILS},
    Records,
    relationship::{Related, Relationship},
};
use domain::{Actor, Office};
use model::{GridQuery, MailId, OutboxField, OutboxMail, Page, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

/// Mails in the outbox.
pub(super) struct OutboxMails;

impl Records for OutboxMails {
    const KIND: &'static Kind = &OUTBOX_MAILS;
    const COLUMNS: &'static [(&'static str, OutboxField)] = &[
        ("subject", OutboxField::Subject),
        ("to", OutboxField::To),
        ("event", OutboxField::Event),
        ("state", OutboxField::State),
        ("attempts", OutboxField::Attempts),
        ("nextAttemptAt", OutboxField::NextAttempt),
        ("createdAt", OutboxField::Created),
        ("sentAt", OutboxField::Sent),
        ("error", OutboxField::Error),
    ];
    const INCLUDABLE: &'static [&'static str] = &[];
    const RELATED: &'static [&'static Kind] = &[];
    type Field = OutboxField;
    type Id = MailId;
    type Row = OutboxMail;

    async fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<OutboxField>,
    ) -> domain::Result<Page<OutboxMail>> {
        office.list_outbox(actor, query).await
    }

    async fn find(office: &Office, actor: &Actor, id: MailId) -> domain::Result<OutboxMail> {
        office.find_outbox_mail(actor, id).await
    }

    fn id(row: &OutboxMail) -> Uuid {
        row.id.0
    }

    fn version(_: &OutboxMail) -> Option<i64> {
        None
    }

    fn attributes(row: &OutboxMail) -> Value {
        json!({
            "event": row.event,
            "subject": row.subject,
            "toName": row.to_name,
            "toAddress": row.to_address,
            "state": row.state.as_str(),
            "attempts": row.attempts,
            "nextAttemptAt": row.next_attempt_at.map(Timestamp::to_rfc3339),
            "createdAt": row.created_at.to_rfc3339(),
            "sentAt": row.sent_at.map(Timestamp::to_rfc3339),
            "failedAt": row.failed_at.map(Timestamp::to_rfc3339),
            "error": row.error,
        })
    }

    fn relationships(row: &OutboxMail) -> Vec<Relationship> {
        let organization = row.organization.map(|id| Related::new(&ORGANIZATIONS, id.0));
        let digest = row.digest.map(|id| Related::new(&OUTBOX_MAILS, id.0));
        vec![Relationship::one("organization", organization), Relationship::one("digest", digest)]
    }
}
