//! What a field holds, said once for documentation (JSON Schema 2020-12, which `OpenAPI` 3.1 speaks).

use serde_json::{Map, Value, json};

/// The id in examples.
pub(super) const EXAMPLE_ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text.
    Text,
    /// A text or null.
    TextOrNull,
    /// Texts.
    Texts,
    /// Yes or no.
    Flag,
    /// A whole number.
    Number,
    /// A whole number or null.
    NumberOrNull,
    /// A time (RFC 3339).
    Time,
    /// A time or null.
    TimeOrNull,
    /// For each language what a mail says in it.
    Words,
    /// For each kind of record the level of each action.
    Levels,
    /// Rows that all have these members.
    Rows(&'static [(&'static str, Shape)]),
    /// A relationship to one record of this type, or to none.
    One(&'static str),
    /// A relationship to records of this type.
    Many(&'static str),
    /// A relationship to a person of either side, or to nobody.
    Owner,
    /// A relationship that is read at a URL of its own.
    Link,
}

impl Shape {
    /// Whether it is a relationship.
    pub const fn is_relationship(self) -> bool {
        matches!(self, Self::One(_) | Self::Many(_) | Self::Owner | Self::Link)
    }

    /// What could stand there, under this name.
    pub fn example(self, name: &str) -> Value {
        let one = |kind: &str| json!({ "type": kind, "id": EXAMPLE_ID });
        match self {
            Self::Text | Self::TextOrNull => json!(match name {
                "email" => "jane.doe@example.com",
                "firstName" => "Jane",
                "lastName" => "Doe",
                "side" => "back_office",
                "origin" => "person",
                "grantType" => "client_credentials",
                "secretLife" => "year",
                "event" => "secret_expiring",
                _ => "Example",
            }),
            Self::Texts => match name {
                "apis" => json!(["json_api"]),
                _ => json!([]),
            },
            Self::Flag => json!(name != "allApis"),
            Self::Number | Self::NumberOrNull => json!(1),
            Self::Rows(_) => json!([]),
            Self::Time | Self::TimeOrNull => json!("2026-11-25T09:30:00Z"),
            Self::Levels => json!({ "users": { "view": "organization" } }),
            Self::Words => json!({ "en": { "subject": "Example", "text": "Example", "html": "" } }),
            Self::One(kind) => json!({ "data": one(kind) }),
            Self::Many(kind) => json!({ "data": [one(kind)] }),
            Self::Owner => json!({ "data": one("users") }),
            Self::Link => json!({}),
        }
    }

    /// Its schema.
    pub fn schema(self) -> Value {
        let to =
            |data: Value| json!({ "type": "object", "required": ["data"], "properties": { "data": data } });
        match self {
            Self::Text => json!({ "type": "string" }),
            Self::TextOrNull => json!({ "type": ["string", "null"] }),
            Self::Texts => json!({ "type": "array", "items": { "type": "string" } }),
            Self::Flag => json!({ "type": "boolean" }),
            Self::Number => json!({ "type": "integer", "minimum": 0 }),
            Self::NumberOrNull => json!({ "type": ["integer", "null"], "minimum": 0 }),
            Self::Rows(members) => {
                let names: Vec<_> = members.iter().map(|(name, _)| *name).collect();
                let properties: Map<String, Value> =
                    members.iter().map(|(name, shape)| ((*name).to_owned(), shape.schema())).collect();
                let row = json!({ "type": "object", "required": names, "properties": properties });
                json!({ "type": "array", "items": row })
            }
            Self::Time => json!({ "type": "string", "format": "date-time" }),
            Self::TimeOrNull => json!({ "type": ["string", "null"], "format": "date-time" }),
            Self::Levels => {
                let levels = json!({ "type": "object", "additionalProperties": { "type": "string" } });
                json!({ "type": "object", "additionalProperties": levels })
            }
            Self::Words => {
                let text = || json!({ "type": "string" });
                let words = json!({
                    "type": ["object", "null"],
                    "properties": { "subject": text(), "text": text(), "html": text(), "own": { "type": "boolean" } },
                });
                json!({ "type": "object", "additionalProperties": words })
            }
            Self::One(kind) => to(json!({ "anyOf": [identifier(&[kind]), { "type": "null" }] })),
            Self::Many(kind) => to(json!({ "type": "array", "items": identifier(&[kind]) })),
            Self::Owner => {
                to(json!({ "anyOf": [identifier(&["users", "customerusers"]), { "type": "null" }] }))
            }
            Self::Link => json!({ "type": "object", "properties": { "links": { "type": "object" } } }),
        }
    }
}

fn identifier(kinds: &[&str]) -> Value {
    json!({
        "type": "object",
        "required": ["type", "id"],
        "properties": { "type": { "enum": kinds }, "id": { "type": "string", "format": "uuid" } },
    })
}
