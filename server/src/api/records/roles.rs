//! Roles, with the level of every action they allow.

use super::{
    super::kind::{Kind, ROLES},
    Records,
    relationship::Relationship,
};
use domain::{Actor, Office};
use model::{GridQuery, Page, Role, RoleField, RoleId, Subject};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Roles, with the level of every action they allow.
pub(super) struct Roles;

impl Records for Roles {
    const KIND: &'static Kind = &ROLES;
    const COLUMNS: &'static [(&'static str, RoleField)] = &[
        ("name", RoleField::Name),
        ("side", RoleField::Side),
        ("users", RoleField::Users),
        ("createdAt", RoleField::Created),
    ];
    const INCLUDABLE: &'static [&'static str] = &[];
    const RELATED: &'static [&'static Kind] = &[];
    type Field = RoleField;
    type Id = RoleId;
    type Row = Role;

    async fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<RoleField>,
    ) -> domain::Result<Page<Role>> {
        office.list_roles(actor, query).await
    }

    async fn find(office: &Office, actor: &Actor, id: RoleId) -> domain::Result<Role> {
        office.find_role(actor, id).await
    }

    fn id(row: &Role) -> Uuid {
        row.id.0
    }

    fn version(row: &Role) -> Option<i64> {
        Some(row.version)
    }

    fn attributes(row: &Role) -> Value {
        json!({
            "name": row.name,
            "side": row.side.as_str(),
            "permissions": permissions(row),
            "users": row.users,
            "createdAt": row.created_at.to_rfc3339(),
        })
    }

    fn relationships(_: &Role) -> Vec<Relationship> {
        Vec::new()
    }
}

/// For each kind of record the level of each action: `{"users": {"view": "organization", …}, …}`.
fn permissions(role: &Role) -> Value {
    let mut all = Map::new();
    for subject in Subject::ALL {
        let actions = subject.actions(role.side).iter();
        let levels: Map<String, Value> = actions
            .map(|action| {
                let level = role.permissions.level(subject, *action);
                (action.as_str().to_owned(), level.as_str().into())
            })
            .collect();
        if !levels.is_empty() {
            all.insert(subject.as_str().to_owned(), Value::Object(levels));
        }
    }
    Value::Object(all)
}
