//! Disables customers, and enables them again.

use super::shown;
use crate::{Actor, Office, Result, audit::switched};
use model::{Action, Customer, CustomerId};
use store::Concerned;

impl Office {
    /// Shuts a customer out: all its users' sessions are over and their applications' tokens dead at once.
    pub async fn disable_customer(&self, actor: &Actor, id: CustomerId) -> Result<Customer> {
        self.switch_customer(actor, id, false).await
    }

    /// Lets it in again. No session and no token comes back.
    pub async fn enable_customer(&self, actor: &Actor, id: CustomerId) -> Result<Customer> {
        self.switch_customer(actor, id, true).await
    }

    async fn switch_customer(&self, actor: &Actor, id: CustomerId, enabled: bool) -> Result<Customer> {
        self.permitted_customer(actor, id, Action::Edit).await?;
        let mut change = self.begin_administration().await?;
        let mut row = self.locked_customer(&mut change.tx, actor, id).await?;
        if row.enabled == enabled {
            return Ok(shown(row, actor));
        }
        let before = row.clone();
        row.enabled = enabled;
        change.tx.save_customer(&mut row).await?;
        self.end_access(&mut change.tx, Concerned::Customer(id)).await?;
        self.record_done(&mut change.tx, actor, switched(enabled), &before, &row).await?;
        self.commit_administration(change).await?;
        Ok(shown(row, actor))
    }
}
