//! The kinds of resources (RFC 7643 §6).

use super::{error::Refusal, group_resource, user_resource};
use serde_json::{Value, json};

/// All of them.
pub(super) fn all(base: &str) -> Vec<Value> {
    vec![
        resource_type(base, "User", "A user of the back office", user_resource::SCHEMA),
        resource_type(base, "Group", "A role of the back office", group_resource::SCHEMA),
    ]
}

fn resource_type(base: &str, name: &str, description: &str, schema: &str) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
        "id": name,
        "name": name,
        "description": description,
        "endpoint": format!("/{name}s"),
        "schema": schema,
        "meta": { "resourceType": "ResourceType", "location": format!("{base}/ResourceTypes/{name}") },
    })
}

/// The one with this id.
pub(super) fn named(documents: Vec<Value>, id: &str) -> Result<Value, Refusal> {
    documents.into_iter().find(|document| document["id"] == id).ok_or_else(Refusal::not_found)
}
