//! Creates a notification rule.

use super::refused;
use crate::{Actor, Error, Office, Result};
use model::{NotificationRule, RuleForm};
use store::NewRuleRow;

impl Office {
    /// Adds a rule to the organization the actor works in.
    pub async fn create_notification_rule(&self, actor: &Actor, form: &RuleForm) -> Result<NotificationRule> {
        if !actor.may_create_rule() {
            return Err(Error::Forbidden);
        }
        let input = form.validate()?;
        let organization = actor.viewer.organization.id;
        self.check_choices(organization, &input).await?;
        let users = self.users_by_name(actor, organization, &[], &input.users).await?;
        let row = NewRuleRow {
            id: self.new_id(),
            organization,
            name: input.name,
            event: input.event,
            side: input.side,
            template: input.template,
            enabled: input.enabled,
            to_owner: input.to_owner,
            to_manager: input.to_manager,
            addresses: input.addresses.join("\n"),
            shipped: None,
            created_at: self.now(),
        };
        let mut tx = self.0.database.begin().await?;
        tx.insert_rule(&row).await.map_err(refused)?;
        tx.set_users_of_rule(row.id, &users).await?;
        tx.set_roles_of_rule(row.id, &input.roles).await?;
        let whole = self.whole_rule(&mut tx, row.id).await?;
        self.record_created(&mut tx, actor, &whole).await?;
        tx.commit().await?;
        self.find_notification_rule(actor, row.id).await
    }
}
