//! Finds one person.

use super::found::role_refs;
use crate::{Actor, Office, Result};
use model::{Action, RoleRef, User, UserId};

impl Office {
    /// A user or customer user the actor may see.
    pub async fn find_user(&self, actor: &Actor, id: UserId) -> Result<User> {
        let found = self.found_user(id).await?;
        found.require(actor, Action::View)?;
        let locked_until = self.locked_until(id).await?;
        Ok(User { locked_until, ..found.shown(actor) })
    }

    /// The actor's own roles by name. Everybody may know theirs, also who may see no other person.
    pub async fn own_roles(&self, actor: &Actor) -> Result<Vec<RoleRef>> {
        Ok(role_refs(self.found_user(actor.viewer.id).await?.roles))
    }
}
