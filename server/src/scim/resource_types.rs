//! The kinds of resources (RFC 7643 §6).

use super::{error::Refusal, user_resource};
use serde_json::{Value, json};

/// All of them.
pub(super) fn all(base: &str) -> Vec<Value> {
    vec![json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
        "id": "User",
        "name": "User",
        "description": "A user of the back office",
        "endpoint": "/Users",
        "schema": user_resource::SCHEMA,
        "meta": { "resourceType": "ResourceType", "location": format!("{base}/ResourceTypes/User") },
    })]
}

/// The one with this id.
pub(super) fn named(documents: Vec<Value>, id: &str) -> Result<Value, Refusal> {
    documents.into_iter().find(|document| document["id"] == id).ok_or_else(Refusal::not_found)
}
