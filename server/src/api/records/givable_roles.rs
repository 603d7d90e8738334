//! On the customer side roles are there to be given: their names, and only to those who may give them.

use super::{
    super::kind::{GIVABLE_ROLES, Kind},
    Records, few,
    relationship::Relationship,
};
use domain::{Actor, Error, Office};
use model::{GridQuery, Key, Page, RoleField, RoleId, RoleRef, Side, fold};
use serde_json::{Value, json};
use uuid::Uuid;

/// The roles that the actor may give to users of their customer.
pub(super) struct GivableRoles;

impl Records for GivableRoles {
    const KIND: &'static Kind = &GIVABLE_ROLES;
    // They are few, and come A–Z.
    const COLUMNS: &'static [(&'static str, RoleField)] = &[];
    const INCLUDABLE: &'static [&'static str] = &[];
    const RELATED: &'static [&'static Kind] = &[];
    type Field = RoleField;
    type Id = RoleId;
    type Row = RoleRef;

    async fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<RoleField>,
    ) -> domain::Result<Page<RoleRef>> {
        let roles = office.user_form_options(actor, Side::Customer, None).await?.roles;
        let key = |role: &RoleRef| vec![Key::Text(fold(&role.name)), Key::Text(role.id.to_string())];
        few::part(roles, key, "roles", &query.part())
    }

    async fn find(office: &Office, actor: &Actor, id: RoleId) -> domain::Result<RoleRef> {
        let options = office.user_form_options(actor, Side::Customer, None).await;
        let roles = match options {
            Err(Error::Forbidden) => Vec::new(),
            options => options?.roles,
        };
        roles.into_iter().find(|role| role.id == id).ok_or(Error::NotFound)
    }

    fn id(row: &RoleRef) -> Uuid {
        row.id.0
    }

    fn version(_: &RoleRef) -> Option<i64> {
        None
    }

    fn attributes(row: &RoleRef) -> Value {
        json!({ "name": row.name })
    }

    fn relationships(_: &RoleRef) -> Vec<Relationship> {
        Vec::new()
    }
}
