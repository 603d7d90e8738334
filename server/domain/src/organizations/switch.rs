//! Disables organizations, and enables them again.

use super::shown;
use crate::{Actor, Error, Office, Result, audit::switched};
use model::{Action, Organization, OrganizationId};
use store::Concerned;

impl Office {
    /// Closes an organization: whoever works there is out, and its applications' tokens are dead, at once.
    pub async fn disable_organization(&self, actor: &Actor, id: OrganizationId) -> Result<Organization> {
        self.switch_organization_to(actor, id, false).await
    }

    /// Opens it again. No session and no token comes back.
    pub async fn enable_organization(&self, actor: &Actor, id: OrganizationId) -> Result<Organization> {
        self.switch_organization_to(actor, id, true).await
    }

    async fn switch_organization_to(
        &self,
        actor: &Actor,
        id: OrganizationId,
        enabled: bool,
    ) -> Result<Organization> {
        actor.require_organization(Action::Edit, id)?;
        if !actor.may_switch_organization(id) {
            return Err(Error::Forbidden);
        }
        let mut change = self.begin_administration().await?;
        let mut row = self.locked_organization(&mut change.tx, id).await?;
        if row.enabled == enabled {
            return Ok(shown(row, actor));
        }
        let before = row.clone();
        row.enabled = enabled;
        change.tx.save_organization(&mut row).await?;
        self.end_access(&mut change.tx, Concerned::Organization(id)).await?;
        self.record_done(&mut change.tx, actor, switched(enabled), &before, &row).await?;
        self.commit_administration(change).await?;
        Ok(shown(row, actor))
    }
}
