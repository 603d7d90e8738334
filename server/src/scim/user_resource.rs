//! A user of the back office as a SCIM resource (RFC 7643 §4.1).

use super::{answer::Answer, projection::Projection};
use crate::AppState;
use model::{ApiType, User};
use serde_json::{Value, json};

/// The schema of users.
pub(super) const SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

/// Where this API is.
pub(super) fn base(state: &AppState) -> String {
    format!("{}{}", state.office.settings().public_url, ApiType::Scim.path())
}

/// The entity tag of a version.
pub(super) fn tag(user: &User) -> String {
    format!("\"{}\"", user.version)
}

/// Where a user is.
pub(super) fn location(base: &str, user: &User) -> String {
    format!("{base}/Users/{}", user.id)
}

/// The whole resource.
pub(super) fn resource(base: &str, user: &User) -> Value {
    let roles = user.roles.iter().map(|role| json!({ "value": role.id.to_string(), "display": role.name }));
    json!({
        "schemas": [SCHEMA],
        "id": user.id.to_string(),
        "userName": user.email,
        "name": {
            "formatted": user.name(),
            "givenName": user.first_name,
            "familyName": user.last_name,
        },
        "displayName": user.name(),
        "active": user.enabled,
        "emails": [{ "value": user.email, "type": "work", "primary": true }],
        "roles": roles.collect::<Vec<_>>(),
        "meta": {
            "resourceType": "User",
            "created": user.created_at.to_rfc3339(),
            "location": location(base, user),
            "version": tag(user),
        },
    })
}

/// The answer that shows a user, as far as was asked.
pub(super) fn show(state: &AppState, user: &User, projection: &Projection) -> Answer {
    Answer::new(projection.of(resource(&base(state), user))).with_tag(tag(user))
}
