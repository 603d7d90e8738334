//! Removing people, and finding who was removed.
//!
//! What people did must stay told, so they are kept: disabled, without roles, and marked, so that their identity provider finds
//! them no more (RFC 7644 §3.6). In the pages they are as other disabled people. Whoever is enabled is there again for everybody.

use crate::{
    Actor, Error, Office, Result,
    audit::{Audited, Deed},
};
use model::{AuditAction, Side, User, UserId, differences};
use store::Concerned;

impl Office {
    /// Removes a user of the back office. Their sessions are over, their applications' tokens dead, their roles taken.
    pub async fn remove_user(&self, actor: &Actor, id: UserId) -> Result<()> {
        // Before the transaction, so that whoever may not does not make the others wait.
        self.found_user(id).await?.require_changeable(actor)?;
        let mut change = self.begin_administration().await?;
        let mut found = self.locked_user(&mut change.tx, id).await?;
        found.require_changeable(actor)?;
        if found.row.side != Side::BackOffice || found.row.removed_at.is_some() {
            return Err(Error::NotFound);
        }
        if id == actor.viewer.id {
            return Err(Error::Forbidden);
        }
        let (now, before) = (self.now(), found.clone());
        for role in &found.roles {
            change.tx.take_role(id, role.id, now).await?;
        }
        (found.row.enabled, found.row.removed_at) = (false, Some(now));
        change.tx.save_user(&mut found.row, now).await?;
        change.tx.delete_external_ids_of_user(id).await?;
        change.tx.delete_password_links_of_user(id).await?;
        self.end_access(&mut change.tx, Concerned::User(id)).await?;
        let after = self.locked_user(&mut change.tx, id).await?;
        let changes = differences(&before.fields(), &after.fields());
        let deed = Deed::new(AuditAction::Deleted, before.about()).with(changes);
        self.record(&mut change.tx, actor, deed).await?;
        self.commit_administration(change).await
    }

    /// The removed user with this address whom the actor could add again by enabling them.
    pub async fn find_removed_user(&self, actor: &Actor, email: &str) -> Result<Option<User>> {
        let Some(id) = self.find_user_by_email(email).await? else { return Ok(None) };
        let found = self.found_user(id).await?;
        let removed = found.row.side == Side::BackOffice && found.row.removed_at.is_some();
        let may = actor.may_create_user(Side::BackOffice) && found.require_changeable(actor).is_ok();
        Ok((removed && may).then(|| found.shown(actor)))
    }
}
