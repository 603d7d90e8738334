//! The customer somebody belongs to, which they know whatever their roles allow: they stand in its name.

use super::shown;
use crate::{Actor, Error, Office, Result};
use model::Customer;

impl Office {
    /// The actor's own customer; none for users of the back office, who belong to none.
    pub async fn own_customer(&self, actor: &Actor) -> Result<Option<Customer>> {
        let Some(id) = actor.customer else { return Ok(None) };
        let row = self.0.database.find_customer(id).await?.ok_or(Error::NotFound)?;
        Ok(Some(shown(row, actor)))
    }
}
