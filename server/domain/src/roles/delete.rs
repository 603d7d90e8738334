//! Deletes a role.

use crate::{Actor, Error, Office, Result};
use model::{Action, RoleId};

impl Office {
    /// Removes a role that nobody has; [`Error::RoleInUse`] if somebody does.
    pub async fn delete_role(&self, actor: &Actor, id: RoleId) -> Result<()> {
        let row = self.0.database.find_role(id).await?.ok_or(Error::NotFound)?;
        actor.require_role(Action::Delete, &row)?;
        let mut change = self.begin_administration().await?;
        let row = change.tx.find_role(id).await?.ok_or(Error::NotFound)?;
        actor.require_role(Action::Delete, &row)?;
        if row.users > 0 {
            return Err(Error::RoleInUse);
        }
        change.tx.delete_role(id).await?;
        self.record_deleted(&mut change.tx, actor, &row).await?;
        self.commit_administration(change).await
    }
}
