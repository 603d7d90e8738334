//! What can be chosen for a notification rule.

use crate::{Actor, Error, Office, Result};
use model::{Action, MailEvent, RoleRef, RuleId, RuleOptions, Side, TemplateRef};

impl Office {
    /// What the form offers: of this rule, or of a new one of the organization the actor works in.
    pub async fn rule_form_options(&self, actor: &Actor, of: Option<RuleId>) -> Result<RuleOptions> {
        let organization = match of {
            Some(id) => self.permitted_rule(actor, id, Action::Edit).await?.organization_id,
            None if actor.may_create_rule() => actor.viewer.organization.id,
            None => return Err(Error::Forbidden),
        };
        let templates = self.0.database.templates_for_rules(organization).await?;
        let roles = self.0.database.roles_of_side(Side::BackOffice).await?;
        // Those of invitations and the like tell nothing that a rule waits for.
        let tells = |template: &TemplateRef| MailEvent::ALL.iter().any(|event| event.takes(template.kind));
        Ok(RuleOptions {
            templates: templates
                .into_iter()
                .map(|row| TemplateRef { id: row.id, name: row.name, kind: row.kind })
                .filter(tells)
                .collect(),
            roles: roles.into_iter().map(|role| RoleRef { id: role.id, name: role.name }).collect(),
        })
    }
}
