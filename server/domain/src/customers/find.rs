//! Finds one customer.

use super::shown;
use crate::{Actor, Office, Result};
use model::{Action, Customer, CustomerId};

impl Office {
    /// A customer the actor may see.
    pub async fn find_customer(&self, actor: &Actor, id: CustomerId) -> Result<Customer> {
        let row = self.permitted_customer(actor, id, Action::View).await?;
        Ok(shown(row, actor))
    }
}
