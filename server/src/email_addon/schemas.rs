//! What is sent and answered, as JSON Schema, with the limits that the rules have.

use model::{
    EMAIL_MAX_LENGTH, MAILBOXES_MAX, MESSAGE_ID_MAX_LENGTH, MESSAGE_SUBJECT_MAX_LENGTH, NAME_MAX_LENGTH,
    SNIPPET_MAX_LENGTH,
};
use serde_json::{Value, json};

/// All of them, by name.
pub(super) fn schemas() -> Value {
    let list =
        |name: &str| json!({ "type": "array", "items": { "$ref": format!("#/components/schemas/{name}") } });
    json!({
        "people": closed(&json!({ "people": list("person") }), &[]),
        "person": person(),
        "messages": closed(
            &json!({ "messages": list("message"), "next": { "type": ["string", "null"], "format": "uri" } }),
            &[],
        ),
        "message": message(),
        "newMessage": new_message(),
        "mailbox": closed(
            &json!({
                "name": { "type": "string", "maxLength": NAME_MAX_LENGTH },
                "address": { "type": "string", "minLength": 3, "maxLength": EMAIL_MAX_LENGTH },
            }),
            &["name"],
        ),
        "problem": problem(),
    })
}

/// An object with these members and no others, all of them there but the optional ones.
fn closed(properties: &Value, optional: &[&str]) -> Value {
    let names = properties.as_object().into_iter().flat_map(|members| members.keys());
    let required: Vec<&String> = names.filter(|name| !optional.contains(&name.as_str())).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn uuid() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn time() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn url() -> Value {
    json!({ "type": "string", "format": "uri" })
}

fn or_null(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn mailbox() -> Value {
    json!({ "$ref": "#/components/schemas/mailbox" })
}

fn mailboxes() -> Value {
    json!({ "type": "array", "maxItems": MAILBOXES_MAX, "items": mailbox() })
}

fn person() -> Value {
    let named = closed(&json!({ "id": uuid(), "name": text() }), &[]);
    let properties = json!({
        "id": uuid(),
        "side": { "enum": ["back_office", "customer"] },
        "name": text(),
        "email": text(),
        "active": { "type": "boolean" },
        "customer": or_null(&named),
        "organizations": { "type": "array", "items": named },
        "roles": { "type": "array", "items": text() },
        "page": url(),
        "messages": url(),
    });
    closed(&properties, &[])
}

fn message() -> Value {
    let by = closed(&json!({ "id": uuid(), "name": text(), "application": text() }), &[]);
    let properties = json!({
        "id": uuid(),
        "message_id": text(),
        "subject": text(),
        "from": mailbox(),
        "to": mailboxes(),
        "cc": mailboxes(),
        "date": time(),
        "snippet": text(),
        "attached_at": time(),
        "attached_by": or_null(&by),
        "may_delete": { "type": "boolean" },
        "url": url(),
    });
    closed(&properties, &[])
}

fn new_message() -> Value {
    let most = |length: usize| json!({ "type": "string", "maxLength": length });
    let properties = json!({
        "message_id": { "type": "string", "minLength": 3, "maxLength": MESSAGE_ID_MAX_LENGTH + 2 },
        "subject": most(MESSAGE_SUBJECT_MAX_LENGTH),
        "from": mailbox(),
        "to": mailboxes(),
        "cc": mailboxes(),
        "date": time(),
        "snippet": most(SNIPPET_MAX_LENGTH),
    });
    closed(&properties, &["subject", "to", "cc", "snippet"])
}

/// RFC 9457 §3.
fn problem() -> Value {
    let place = json!({
        "type": "object",
        "required": ["code", "detail"],
        "properties": { "pointer": text(), "parameter": text(), "header": text(), "code": text(), "detail": text() },
    });
    let properties = json!({
        "type": text(),
        "title": text(),
        "status": { "type": "integer" },
        "detail": text(),
        "code": text(),
        "errors": { "type": "array", "items": place },
        "request_id": text(),
    });
    closed(&properties, &["errors", "request_id"])
}
