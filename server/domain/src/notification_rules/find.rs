//! Finds one notification rule.

use super::shown;
use crate::{Actor, Office, Result};
use model::{Action, NotificationRule, RuleId};

impl Office {
    /// A rule with everybody it names, if the actor may see it.
    pub async fn find_notification_rule(&self, actor: &Actor, id: RuleId) -> Result<NotificationRule> {
        let row = self.permitted_rule(actor, id, Action::View).await?;
        let users = self.0.database.users_of_rules(&[id]).await?;
        let roles = self.0.database.roles_of_rules(&[id]).await?;
        Ok(shown(row, &users, &roles, actor))
    }
}
