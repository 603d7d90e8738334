//! Creates a customer.

use super::{refused, shown};
use crate::{Actor, Error, Office, Result};
use model::{Action, Customer, CustomerForm};
use store::CustomerRow;

impl Office {
    /// Adds a customer, in the current organization unless another was chosen.
    pub async fn create_customer(&self, actor: &Actor, form: &CustomerForm) -> Result<Customer> {
        if !actor.may_create_customer() {
            return Err(Error::Forbidden);
        }
        let input = form.validate()?;
        let chosen = input.organization.unwrap_or(actor.viewer.organization.id);
        let organization_id = self.organization_for_customer(actor, Action::Create, chosen).await?;
        let (id, created_at) = (self.new_id(), self.now());
        let row = CustomerRow { id, organization_id, name: input.name, enabled: true, created_at };
        let mut change = self.begin_administration().await?;
        change.tx.create_customer(&row).await.map_err(refused)?;
        let found = change.tx.find_customer(id).await?.ok_or(Error::NotFound)?;
        self.record_created(&mut change.tx, actor, &found).await?;
        self.commit_administration(change).await?;
        Ok(shown(found, actor))
    }
}
