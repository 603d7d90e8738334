//! Whom a notification rule can name: what was typed is looked up here.

use crate::{Actor, Error, Office, Result, reach::any_of};
use model::{
    Action, Filter, Invalid, Level, MailEvent, OrganizationId, PersonRef, Problem, RoleId, RuleInput, Side,
    Subject, TemplateId, UserField, UserId,
};
use store::RuleUserRow;

impl Office {
    /// Enabled users who may enter the organization the actor works in, whom the actor may see, and whose name or e-mail
    /// address has this text in it; ten at most, by name.
    pub async fn find_rule_users(&self, actor: &Actor, text: &str) -> Result<Vec<PersonRef>> {
        let writes = [Action::Create, Action::Edit];
        if !writes.iter().any(|action| actor.level(Subject::MailSettings, *action) > Level::None) {
            return Err(Error::Forbidden);
        }
        self.users_like(actor, text, in_organization(actor.viewer.organization.id)).await
    }

    /// The people who were typed. Those whom the rule named before stay, whoever may see them.
    pub(super) async fn users_by_name(
        &self,
        actor: &Actor,
        organization: OrganizationId,
        before: &[RuleUserRow],
        typed: &[String],
    ) -> Result<Vec<UserId>> {
        let mut users = Vec::with_capacity(typed.len());
        for text in typed {
            let there = before.iter().find(|user| user.email.eq_ignore_ascii_case(text));
            let user = match there {
                Some(user) => user.id,
                None => self.user_named(actor, text, in_organization(organization), "users").await?,
            };
            if !users.contains(&user) {
                users.push(user);
            }
        }
        Ok(users)
    }

    /// Refuses a template of another organization, or one that cannot tell this event; and roles that are none of the back
    /// office: whoever is a customer user shall not hear of other customers.
    pub(super) async fn check_choices(&self, organization: OrganizationId, input: &RuleInput) -> Result<()> {
        self.check_template(organization, input.event, input.template).await?;
        let roles = self.0.database.roles_of_side(Side::BackOffice).await?;
        let known = |id: &RoleId| roles.iter().any(|role| role.id == *id);
        if input.roles.iter().all(known) {
            Ok(())
        } else {
            Err(Invalid::one("roles", Problem::UnknownChoice).into())
        }
    }

    async fn check_template(
        &self,
        organization: OrganizationId,
        event: MailEvent,
        template: TemplateId,
    ) -> Result<()> {
        let templates = self.0.database.templates_for_rules(organization).await?;
        let problem = match templates.iter().find(|row| row.id == template) {
            None => Problem::UnknownChoice,
            Some(row) if !event.takes(row.kind) => Problem::OtherTemplate,
            Some(_) => return Ok(()),
        };
        Err(Invalid::one("template", problem).into())
    }
}

/// Who may enter this organization.
fn in_organization(organization: OrganizationId) -> Filter<UserField> {
    any_of(UserField::Organization, vec![organization.0])
}
