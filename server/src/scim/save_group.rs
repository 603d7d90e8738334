//! Makes a group what a request asks for: name, external id and members. Whoever calls this does so in one transaction.

use super::{error::Refusal, group_form::Wanted, group_resource::too_many};
use domain::{Actor, Office};
use model::{Role, RoleForm, UserId};

/// Writes it, on top of the role as it was read.
pub(super) async fn save(
    office: &Office,
    actor: &Actor,
    current: Role,
    wanted: Wanted,
) -> Result<Role, Refusal> {
    let id = current.id;
    let now: Vec<UserId> = if wanted.members.only {
        let members = office.members_of_roles(actor, &[id]).await?.ok_or_else(too_many)?;
        members.into_values().flatten().map(|person| person.id).collect()
    } else {
        Vec::new()
    };
    office.change_members(actor, id, &wanted.members.change(now)).await?;
    if let Some(name) = wanted.name.filter(|name| *name != current.name) {
        let form = RoleForm { name, ..RoleForm::of(&current) };
        office.change_role(actor, id, &form).await?;
    }
    if let Some(external_id) = wanted.external_id {
        let called = office.external_ids_of_roles(actor, &[id]).await?.remove(&id).unwrap_or_default();
        if external_id != called {
            office.set_external_id_of_role(actor, id, Some(&external_id)).await?;
        }
    }
    Ok(office.find_role(actor, id).await?)
}
