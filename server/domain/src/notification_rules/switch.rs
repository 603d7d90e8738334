//! Enables and disables a notification rule.

use crate::{Actor, Error, Office, Result, audit::switched};
use model::{Action, NotificationRule, RuleId};

impl Office {
    /// Lets a rule tell people again.
    pub async fn enable_notification_rule(&self, actor: &Actor, id: RuleId) -> Result<NotificationRule> {
        self.switch_rule(actor, id, true).await
    }

    /// Lets a rule tell nobody, until it is enabled again.
    pub async fn disable_notification_rule(&self, actor: &Actor, id: RuleId) -> Result<NotificationRule> {
        self.switch_rule(actor, id, false).await
    }

    async fn switch_rule(&self, actor: &Actor, id: RuleId, enabled: bool) -> Result<NotificationRule> {
        self.permitted_rule(actor, id, Action::Edit).await?;
        let mut tx = self.0.database.begin().await?;
        let mut row = tx.lock_rule(id).await?.ok_or(Error::NotFound)?;
        let before = self.whole_rule(&mut tx, id).await?;
        if row.enabled == enabled {
            drop(tx);
            return self.find_notification_rule(actor, id).await;
        }
        row.enabled = enabled;
        self.save_rule(tx, actor, row, (switched(enabled), before)).await
    }
}
