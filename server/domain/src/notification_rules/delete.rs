//! Deletes a notification rule.

use crate::{Actor, Office, Result};
use model::{Action, RuleId};

impl Office {
    /// Removes a rule. A shipped one comes back with [`Office::restore_missing_rules`].
    pub async fn delete_notification_rule(&self, actor: &Actor, id: RuleId) -> Result<()> {
        self.permitted_rule(actor, id, Action::Delete).await?;
        let mut tx = self.0.database.begin().await?;
        let whole = self.whole_rule(&mut tx, id).await?;
        self.record_deleted(&mut tx, actor, &whole).await?;
        tx.delete_rule(id).await?;
        Ok(tx.commit().await?)
    }
}
