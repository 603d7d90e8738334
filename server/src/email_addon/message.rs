//! An attached message as this API shows it.

use super::person::messages_url;
use model::AttachedMessage;
use serde_json::{Value, json};

/// The message.
pub(super) fn message(message: &AttachedMessage, public_url: &str) -> Value {
    json!({
        "id": message.id,
        "message_id": message.message_id,
        "subject": message.subject,
        "from": message.from,
        "to": message.to,
        "cc": message.cc,
        "date": message.sent_at.to_rfc3339(),
        "snippet": message.snippet,
        "attached_at": message.attached_at.to_rfc3339(),
        "attached_by": message.attached_by,
        "may_delete": message.may_remove,
        "url": url(message, public_url),
    })
}

/// Where it is.
pub(super) fn url(message: &AttachedMessage, public_url: &str) -> String {
    format!("{}/{}", messages_url(message.person, public_url), message.id)
}
