//! Makes a user what a request asks for: PUT and PATCH differ only in how they say it.

use super::{
    error::Refusal,
    find_user::found,
    user_form::Wanted,
    user_resource::{base, resource},
};
use crate::api::versions::Expected;
use domain::{Actor, Error, Office};
use model::{User, UserForm, UserId};
use serde_json::Value;

/// How often a change is tried again on top of somebody else's.
const ATTEMPTS: u32 = 5;

/// Reads, changes and writes. If somebody else was faster, it is made again on top of theirs, unless `If-Match` says no.
///
/// `wanted` is given the user as they are, and as they are shown.
pub(super) async fn save(
    office: &Office,
    actor: &Actor,
    id: UserId,
    expected: &Expected,
    wanted: impl Fn(&User, Value) -> Result<Wanted, Refusal>,
) -> Result<User, Refusal> {
    for _ in 0..ATTEMPTS {
        let current = found(office, actor, id).await?;
        if !expected.allows(current.version) {
            return Err(Refusal::stale());
        }
        let called = office.external_ids_of_users(actor, &[id]).await?.remove(&id);
        let shown = resource(&base(office), &current, called.as_deref());
        let Wanted { form, active, external_id } = wanted(&current, shown)?;
        let switched = active.filter(|active| *active != current.enabled);
        if switched.is_some() && !current.may.switch {
            return Err(Error::Forbidden.into());
        }
        if form != UserForm::of(&current) {
            match office.change_provisioned_user(actor, id, &form).await {
                Err(Error::Conflict) if *expected == Expected::Any => continue,
                done => drop(done?),
            }
        }
        if let Some(external_id) = external_id.filter(|external_id| *external_id != called) {
            office.set_external_id_of_user(actor, id, external_id.as_deref()).await?;
        }
        match switched {
            Some(true) => drop(office.enable_user(actor, id).await?),
            Some(false) => drop(office.disable_user(actor, id).await?),
            None => {}
        }
        return found(office, actor, id).await;
    }
    Err(Refusal::stale())
}
