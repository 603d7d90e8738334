//! Changes name and global access of an organization, and whether it takes a second factor to work there.

use super::{refused, shown};
use crate::{Actor, Error, Office, Result};
use model::{Action, Organization, OrganizationForm, OrganizationId};

impl Office {
    /// Changes an organization. [`Error::Conflict`] if the form was made for an older version.
    pub async fn change_organization(
        &self,
        actor: &Actor,
        id: OrganizationId,
        form: &OrganizationForm,
    ) -> Result<Organization> {
        actor.require_organization(Action::Edit, id)?;
        let input = form.validate()?;
        let mut change = self.begin_administration().await?;
        let mut row = self.locked_organization(&mut change.tx, id).await?;
        if input.version.is_some_and(|version| version != row.version) {
            return Err(Error::Conflict);
        }
        let before = row.clone();
        row.name = input.name;
        row.second_factor = input.second_factor;
        if actor.may_give_global_access() {
            row.global = input.global;
        }
        change.tx.save_organization(&mut row).await.map_err(refused)?;
        self.record_changed(&mut change.tx, actor, &before, &row).await?;
        self.commit_administration(change).await?;
        Ok(shown(row, actor))
    }
}
