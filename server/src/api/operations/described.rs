//! Atomic operations in the words of `OpenAPI` 3.1.

use super::{
    super::{
        idempotency,
        media_type::{ATOMIC, JSON_API},
    },
    OPERATIONS, OPERATIONS_MAX,
};
use serde_json::{Value, json};

/// The path item.
pub(in super::super) fn described() -> Value {
    let text = || json!({ "type": "string" });
    let identifier = json!({
        "type": "object",
        "required": ["type"],
        "properties": { "type": text(), "id": text(), "lid": text() },
    });
    let operation = json!({
        "type": "object",
        "required": ["op"],
        "properties": {
            "op": { "enum": ["add", "update", "remove"] },
            "ref": identifier,
            "href": text(),
            "data": { "type": "object", "description": "The resource, as it is sent alone; with lid in the place of id." },
        },
    });
    let result = json!({
        "type": "object",
        "properties": { "data": { "type": "object" }, "meta": { "type": "object" } },
    });
    let list =
        |of: &Value| json!({ "type": "array", "minItems": 1, "maxItems": OPERATIONS_MAX, "items": of });
    let content = |member: &str, of: &Value| {
        let schema = json!({ "type": "object", "required": [member], "properties": { member: list(of) } });
        json!({ format!("{JSON_API}; ext=\"{ATOMIC}\""): { "schema": schema } })
    };
    let refused = json!({ JSON_API: { "schema": { "$ref": "#/components/schemas/errors" } } });
    json!({ "post": {
        "operationId": "operations",
        "summary": "Does several changes, all of them or none",
        "tags": ["operations"],
        "parameters": [idempotency::described()],
        "requestBody": { "required": true, "content": content(OPERATIONS, &operation) },
        "responses": {
            "200": { "description": "Done, all of them; the results in their order.", "content": content("atomic:results", &result) },
            "204": { "description": "Done, and there is nothing to tell of any of them." },
            "default": { "description": "Refused, and nothing was done.", "content": refused },
        },
    }})
}
