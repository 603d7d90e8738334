//! Creates an organization.

use super::{refused, shown};
use crate::{Actor, Error, Office, Result};
use model::{Organization, OrganizationForm, OrganizationInput};
use store::OrganizationRow;

impl Office {
    /// Adds an organization, which nobody may enter yet.
    pub async fn create_organization(&self, actor: &Actor, form: &OrganizationForm) -> Result<Organization> {
        if !actor.may_create_organization() {
            return Err(Error::Forbidden);
        }
        let input = form.validate()?;
        // Whoever may make one but not give global access makes one without.
        let global = input.global && actor.may_give_global_access();
        let (id, created_at) = (self.new_id(), self.now());
        let OrganizationInput { name, second_factor, .. } = input;
        let row = OrganizationRow { id, name, global, enabled: true, second_factor, created_at };
        let mut change = self.begin_administration().await?;
        change.tx.create_organization(&row).await.map_err(refused)?;
        self.ship_mail_settings_to(&mut change.tx, id).await?;
        let found = self.locked_organization(&mut change.tx, id).await?;
        self.record_created(&mut change.tx, actor, &found).await?;
        self.commit_administration(change).await?;
        Ok(shown(found, actor))
    }
}
