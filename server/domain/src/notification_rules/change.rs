//! Changes a notification rule, also a shipped one. It stays in its organization.

use crate::{Actor, Error, Office, Result};
use model::{Action, AuditAction, NotificationRule, RuleForm, RuleId};

impl Office {
    /// Changes everything that was typed of a rule. [`Error::Conflict`] if the form was made for an older version.
    pub async fn change_notification_rule(
        &self,
        actor: &Actor,
        id: RuleId,
        form: &RuleForm,
    ) -> Result<NotificationRule> {
        let row = self.permitted_rule(actor, id, Action::Edit).await?;
        let input = form.validate()?;
        self.check_choices(row.organization_id, &input).await?;
        let told = self.0.database.users_of_rules(&[id]).await?;
        let users = self.users_by_name(actor, row.organization_id, &told, &input.users).await?;
        let mut tx = self.0.database.begin().await?;
        let mut row = tx.lock_rule(id).await?.ok_or(Error::NotFound)?;
        let before = self.whole_rule(&mut tx, id).await?;
        if input.version.is_some_and(|version| version != row.version) {
            return Err(Error::Conflict);
        }
        (row.name, row.event, row.side) = (input.name, input.event, input.side);
        (row.template_id, row.enabled) = (input.template, input.enabled);
        (row.to_owner, row.to_manager) = (input.to_owner, input.to_manager);
        row.addresses = input.addresses.join("\n");
        tx.set_users_of_rule(id, &users).await?;
        tx.set_roles_of_rule(id, &input.roles).await?;
        self.save_rule(tx, actor, row, (AuditAction::Changed, before)).await
    }
}
