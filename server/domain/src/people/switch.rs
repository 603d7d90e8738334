//! Disables people, and enables them again.

use crate::{Actor, Error, Office, Result, audit::switched};
use model::{User, UserId};
use store::Concerned;

impl Office {
    /// Lets a person in no more: their sessions are over and their applications' tokens dead at once. Nobody disables
    /// themselves, nor the last administrator.
    pub async fn disable_user(&self, actor: &Actor, id: UserId) -> Result<User> {
        self.switch_user(actor, id, false).await
    }

    /// Lets a person in again, also one whom an identity provider removed. No session and no token comes back.
    pub async fn enable_user(&self, actor: &Actor, id: UserId) -> Result<User> {
        self.switch_user(actor, id, true).await
    }

    async fn switch_user(&self, actor: &Actor, id: UserId, enabled: bool) -> Result<User> {
        // Before the transaction, so that whoever may not does not make the others wait.
        self.found_user(id).await?.require_changeable(actor)?;
        let mut change = self.begin_administration().await?;
        let mut found = self.locked_user(&mut change.tx, id).await?;
        found.require_changeable(actor)?;
        if id == actor.viewer.id {
            return Err(Error::Forbidden);
        }
        if found.row.enabled == enabled {
            return Ok(found.shown(actor));
        }
        let before = found.clone();
        found.row.enabled = enabled;
        found.row.removed_at = found.row.removed_at.filter(|_| !enabled);
        change.tx.save_user(&mut found.row, self.now()).await?;
        change.tx.delete_password_links_of_user(id).await?;
        self.end_access(&mut change.tx, Concerned::User(id)).await?;
        self.record_done(&mut change.tx, actor, switched(enabled), &before, &found).await?;
        self.commit_administration(change).await?;
        Ok(self.found_user(id).await?.shown(actor))
    }
}
