//! A role of the back office as a SCIM group (RFC 7643 §4.2). Its members are those whom the actor may see.

use super::{
    answer::Answer,
    error::{Refusal, ScimType},
    projection::Projection,
    user_resource,
};
use crate::AppState;
use domain::{Actor, Office};
use model::{PersonRef, Role, RoleId};
use serde_json::{Value, json};

/// The schema of groups.
pub(super) const SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// The entity tag of a revision.
pub(super) fn tag(role: &Role) -> String {
    format!("\"{}\"", role.revision)
}

/// Where a group is.
pub(super) fn location(base: &str, id: RoleId) -> String {
    format!("{base}/Groups/{id}")
}

/// A person as a member.
pub(super) fn member(base: &str, person: &PersonRef) -> Value {
    json!({
        "value": person.id.to_string(),
        "$ref": user_resource::location(base, person.id),
        "display": person.name,
        "type": "User",
    })
}

/// The whole resources of these roles. Members are looked for only where they are shown.
pub(super) async fn resources(
    office: &Office,
    actor: &Actor,
    roles: &[Role],
    projection: &Projection,
) -> Result<Vec<Value>, Refusal> {
    let ids: Vec<RoleId> = roles.iter().map(|role| role.id).collect();
    let called = office.external_ids_of_roles(actor, &ids).await?;
    let members = if projection.shows("members") {
        Some(office.members_of_roles(actor, &ids).await?.ok_or_else(too_many)?)
    } else {
        None
    };
    let base = user_resource::base(office);
    let resource = |role: &Role| {
        let mut resource = json!({
            "schemas": [SCHEMA],
            "id": role.id.to_string(),
            "displayName": role.name,
            "meta": {
                "resourceType": "Group",
                "created": role.created_at.to_rfc3339(),
                "lastModified": role.changed_at.to_rfc3339(),
                "location": location(&base, role.id),
                "version": tag(role),
            },
        });
        if let Some(external_id) = called.get(&role.id) {
            resource["externalId"] = json!(external_id);
        }
        if let Some(members) = &members {
            let people = members.get(&role.id).map(Vec::as_slice).unwrap_or_default();
            let members: Vec<Value> = people.iter().map(|person| member(&base, person)).collect();
            resource["members"] = Value::Array(members);
        }
        resource
    };
    Ok(roles.iter().map(resource).collect())
}

/// The answer that shows a group, as far as was asked.
pub(super) async fn show(
    state: &AppState,
    actor: &Actor,
    role: Role,
    projection: &Projection,
) -> Result<Answer, Refusal> {
    let tag = tag(&role);
    let shown = resources(&state.office, actor, &[role], projection).await?;
    Ok(Answer::new(projection.of(shown.into_iter().next().unwrap_or_default())).with_tag(tag))
}

/// More members than one answer tells. To leave some out would tell an identity provider that they are gone.
pub(super) fn too_many() -> Refusal {
    let detail = "These are more than 10000 members. Ask with excludedAttributes=members, and for users with \
                  a filter on groups.value.";
    Refusal::bad(ScimType::TooMany, detail)
}
