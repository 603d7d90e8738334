//! What a field holds, said once for documentation (JSON Schema 2020-12, which `OpenAPI` 3.1 speaks).

use serde_json::{Value, json};

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
    /// A time (RFC 3339).
    Time,
    /// A time or null.
    TimeOrNull,
    /// For each kind of record the level of each action.
    Levels,
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
            Self::Time => json!({ "type": "string", "format": "date-time" }),
            Self::TimeOrNull => json!({ "type": ["string", "null"], "format": "date-time" }),
            Self::Levels => {
                let levels = json!({ "type": "object", "additionalProperties": { "type": "string" } });
                json!({ "type": "object", "additionalProperties": levels })
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
