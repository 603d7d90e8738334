//! Finds one customer, by id or by name.

use super::shown;
use crate::{Actor, Office, Record, Result};
use model::{Action, Customer, CustomerId, Subject};

impl Office {
    /// A customer the actor may see.
    pub async fn find_customer(&self, actor: &Actor, id: CustomerId) -> Result<Customer> {
        let row = self.permitted_customer(actor, id, Action::View).await?;
        Ok(shown(row, actor))
    }

    /// The customer of this name in the organization the actor works in, without regard to case, if they may see it.
    pub async fn customer_by_name(&self, actor: &Actor, name: &str) -> Result<Option<CustomerId>> {
        // PostgreSQL takes no NUL, not even to say that there is no such customer.
        if name.contains('\0') {
            return Ok(None);
        }
        let organization = actor.viewer.organization.id;
        let found = self.0.database.find_customer_by_name(organization, name).await?;
        let Some(row) = found else { return Ok(None) };
        let record = Record { owner: None, customer: Some(row.id), organization };
        Ok(actor.may(Subject::Customers, Action::View, &record).then_some(row.id))
    }
}
