//! Finds one organization.

use super::shown;
use crate::{Actor, Error, Office, Result};
use model::{Action, Organization, OrganizationId};

impl Office {
    /// An organization the actor may see.
    pub async fn find_organization(&self, actor: &Actor, id: OrganizationId) -> Result<Organization> {
        actor.require_organization(Action::View, id)?;
        let row = self.0.database.find_full_organization(id).await?.ok_or(Error::NotFound)?;
        Ok(shown(row, actor))
    }
}
