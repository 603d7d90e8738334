//! Makes a user what a request asks for: PUT and PATCH differ only in how they say it.

use super::{error::Refusal, user_form::Wanted};
use crate::api::versions::Expected;
use domain::{Actor, Error, Office};
use model::{User, UserForm, UserId};

/// How often a change is tried again on top of somebody else's.
const ATTEMPTS: u32 = 5;

/// Reads, changes and writes. If somebody else was faster, it is made again on top of theirs, unless `If-Match` says no.
///
/// What is typed of a person and whether they are enabled are two changes in the office. Whether the second is allowed is
/// asked before the first is made.
pub(super) async fn save(
    office: &Office,
    actor: &Actor,
    id: UserId,
    expected: &Expected,
    wanted: impl Fn(&User) -> Result<Wanted, Refusal>,
) -> Result<User, Refusal> {
    for _ in 0..ATTEMPTS {
        let current = office.find_user(actor, id).await?;
        if current.side != model::Side::BackOffice {
            return Err(Refusal::not_found());
        }
        if !expected.allows(current.version) {
            return Err(Refusal::stale());
        }
        let Wanted { form, active, .. } = wanted(&current)?;
        let switched = active.filter(|active| *active != current.enabled);
        if switched.is_some() && !current.may.switch {
            return Err(Error::Forbidden.into());
        }
        let mut user = current;
        if form != UserForm::of(&user) {
            match office.change_user(actor, id, &form).await {
                Err(Error::Conflict) if *expected == Expected::Any => continue,
                done => user = done?,
            }
        }
        return Ok(match switched {
            Some(true) => office.enable_user(actor, id).await?,
            Some(false) => office.disable_user(actor, id).await?,
            None => user,
        });
    }
    Err(Refusal::stale())
}
