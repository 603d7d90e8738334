//! A user of the back office as a SCIM resource (RFC 7643 §4.1).

use super::{answer::Answer, group_resource, projection::Projection};
use crate::AppState;
use domain::{Actor, Office};
use model::{ApiType, RoleRef, User, UserId};
use serde_json::{Value, json};
use std::collections::HashMap;

/// The schema of users.
pub(super) const SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

/// Where this API is.
pub(super) fn base(office: &Office) -> String {
    format!("{}{}", office.settings().public_url, ApiType::Scim.path())
}

/// The entity tag of a version.
pub(super) fn tag(user: &User) -> String {
    format!("\"{}\"", user.version)
}

/// Where a user is.
pub(super) fn location(base: &str, id: UserId) -> String {
    format!("{base}/Users/{id}")
}

/// A role as one of a user's `roles`.
pub(super) fn role(role: &RoleRef) -> Value {
    json!({ "value": role.id.to_string(), "display": role.name })
}

/// The same role as one of a user's `groups`.
pub(super) fn group(base: &str, role: &RoleRef) -> Value {
    let location = group_resource::location(base, role.id);
    json!({ "value": role.id.to_string(), "$ref": location, "display": role.name, "type": "direct" })
}

/// The whole resource.
pub(super) fn resource(base: &str, user: &User, external_id: Option<&str>) -> Value {
    let mut resource = json!({
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
        "roles": user.roles.iter().map(role).collect::<Vec<_>>(),
        "groups": user.roles.iter().map(|role| group(base, role)).collect::<Vec<_>>(),
        "meta": {
            "resourceType": "User",
            "created": user.created_at.to_rfc3339(),
            "lastModified": user.changed_at.to_rfc3339(),
            "location": location(base, user.id),
            "version": tag(user),
        },
    });
    if let Some(external_id) = external_id {
        resource["externalId"] = json!(external_id);
    }
    resource
}

/// The whole resources of these users.
pub(super) async fn resources(office: &Office, actor: &Actor, users: &[User]) -> domain::Result<Vec<Value>> {
    let ids: Vec<UserId> = users.iter().map(|user| user.id).collect();
    let called: HashMap<UserId, String> = office.external_ids_of_users(actor, &ids).await?;
    let base = base(office);
    let external_id = |user: &User| called.get(&user.id).map(String::as_str);
    Ok(users.iter().map(|user| resource(&base, user, external_id(user))).collect())
}

/// The answer that shows a user, as far as was asked.
pub(super) async fn show(
    state: &AppState,
    actor: &Actor,
    user: User,
    projection: &Projection,
) -> domain::Result<Answer> {
    let tag = tag(&user);
    let shown = resources(&state.office, actor, &[user]).await?.into_iter().next().unwrap_or_default();
    Ok(Answer::new(projection.of(shown)).with_tag(tag))
}
