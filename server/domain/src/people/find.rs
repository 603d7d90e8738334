//! Finds one person.

use crate::{Actor, Office, Result};
use model::{Action, User, UserId};

impl Office {
    /// A user or customer user the actor may see.
    pub async fn find_user(&self, actor: &Actor, id: UserId) -> Result<User> {
        let found = self.found_user(id).await?;
        found.require(actor, Action::View)?;
        let locked_until = self.locked_until(id).await?;
        Ok(User { locked_until, ..found.shown(actor) })
    }
}
