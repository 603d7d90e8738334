//! Makes a user what a request asks for: PUT and PATCH differ only in how they say it.

use super::{
    error::Refusal,
    find_user::found,
    user_form::Wanted,
    user_resource::{base, resource},
};
use crate::api::versions::Expected;
use domain::{Actor, Office};
use model::{User, UserForm, UserId};
use serde_json::Value;

/// Reads, changes and writes, all or nothing. Whoever else changes people waits meanwhile.
///
/// `wanted` is given the user as they are, and as they are shown.
pub(super) async fn save(
    office: &Office,
    actor: &Actor,
    id: UserId,
    expected: &Expected,
    wanted: impl FnOnce(&User, Value) -> Result<Wanted, Refusal>,
) -> Result<User, Refusal> {
    let office = office.together().await?;
    let current = found(&office, actor, id).await?;
    if !expected.allows(current.version) {
        return Err(Refusal::stale());
    }
    let called = office.external_ids_of_users(actor, &[id]).await?.remove(&id);
    let shown = resource(&base(&office), &current, called.as_deref());
    let Wanted { form, active, external_id } = wanted(&current, shown)?;
    if form != UserForm::of(&current) {
        office.change_provisioned_user(actor, id, &form).await?;
    }
    if let Some(external_id) = external_id.filter(|one| one != called.as_deref().unwrap_or_default()) {
        office.set_external_id_of_user(actor, id, Some(&external_id)).await?;
    }
    match active.filter(|active| *active != current.enabled) {
        Some(true) => drop(office.enable_user(actor, id).await?),
        Some(false) => drop(office.disable_user(actor, id).await?),
        None => {}
    }
    let saved = found(&office, actor, id).await?;
    office.commit().await?;
    Ok(saved)
}
