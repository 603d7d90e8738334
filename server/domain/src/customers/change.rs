//! Changes name and organization of a customer.

use super::{refused, shown};
use crate::{Actor, Error, Office, Result};
use model::{Action, Customer, CustomerForm, CustomerId, Invalid, Problem};

impl Office {
    /// Changes a customer; its organization only while it has no users, who would have to go with it.
    /// [`Error::Conflict`] if the form was made for an older version.
    pub async fn change_customer(
        &self,
        actor: &Actor,
        id: CustomerId,
        form: &CustomerForm,
    ) -> Result<Customer> {
        let row = self.permitted_customer(actor, id, Action::Edit).await?;
        let input = form.validate()?;
        let moved = match input.organization.filter(|chosen| *chosen != row.organization_id) {
            Some(chosen) => Some(self.organization_for_customer(actor, Action::Edit, chosen).await?),
            None => None,
        };
        let mut change = self.begin_administration().await?;
        let mut row = self.locked_customer(&mut change.tx, actor, id).await?;
        if input.version.is_some_and(|version| version != row.version) {
            return Err(Error::Conflict);
        }
        let before = row.clone();
        row.name = input.name;
        if let Some(organization) = moved {
            if row.users > 0 {
                return Err(Invalid::one("organization", Problem::CustomerHasUsers).into());
            }
            row.organization_id = organization;
        }
        change.tx.save_customer(&mut row).await.map_err(refused)?;
        // With the name of the organization it is in now.
        let row = change.tx.find_customer(id).await?.ok_or(Error::NotFound)?;
        self.record_changed(&mut change.tx, actor, &before, &row).await?;
        self.commit_administration(change).await?;
        Ok(shown(row, actor))
    }
}
