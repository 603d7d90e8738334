//! Whom a notification rule can name: what was typed is looked up here.

use crate::{
    Actor, Error, Office, Result,
    reach::{any_of, reach_of_side},
};
use model::{
    Action, Condition, Direction, Filter, Invalid, Level, MailEvent, OrganizationId, PersonRef, Problem,
    RoleId, RuleInput, Side, Sort, Subject, TemplateId, TextOperator, UserField, UserId,
};
use store::{RuleUserRow, Wished};

/// How many people are offered at once.
const OFFERED: u64 = 10;

impl Office {
    /// Enabled users who may enter the organization the actor works in, whom the actor may see, and whose name or e-mail
    /// address has this text in it; ten at most, by name.
    pub async fn find_rule_users(&self, actor: &Actor, text: &str) -> Result<Vec<PersonRef>> {
        let writes = [Action::Create, Action::Edit];
        if !writes.iter().any(|action| actor.level(Subject::MailSettings, *action) > Level::None) {
            return Err(Error::Forbidden);
        }
        let contains = |field| Filter::Field(field, Condition::Text(TextOperator::Contains, text.to_owned()));
        let wanted = Filter::Or(vec![contains(UserField::Name), contains(UserField::Email)]);
        self.choosable(actor, actor.viewer.organization.id, wanted).await
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
                None => self.user_by_name(actor, organization, text).await?,
            };
            if !users.contains(&user) {
                users.push(user);
            }
        }
        Ok(users)
    }

    /// The person with this e-mail address, or else the only one of this name.
    async fn user_by_name(&self, actor: &Actor, organization: OrganizationId, text: &str) -> Result<UserId> {
        let equals = |field| Filter::Field(field, Condition::Text(TextOperator::Equals, text.to_owned()));
        for field in [UserField::Email, UserField::Name] {
            match self.choosable(actor, organization, equals(field)).await?.as_slice() {
                [] => {}
                [one] => return Ok(one.id),
                _ => return Err(Invalid::one("users", Problem::SeveralPeople).into()),
            }
        }
        Err(Invalid::one("users", Problem::UnknownPerson).into())
    }

    async fn choosable(
        &self,
        actor: &Actor,
        organization: OrganizationId,
        wanted: Filter<UserField>,
    ) -> Result<Vec<PersonRef>> {
        let Some(reach) = reach_of_side(actor, Subject::Users, Side::BackOffice) else {
            return Ok(Vec::new());
        };
        let enabled = Filter::Field(UserField::Enabled, Condition::Is(true));
        let there = any_of(UserField::Organization, vec![organization.0]);
        let by_name = Sort { field: UserField::Name, direction: Direction::Ascending };
        let wished = Wished {
            reach: &reach,
            filter: &wanted.and(enabled).and(there),
            sort: &[by_name],
            offset: 0,
            limit: OFFERED,
        };
        let rows = self.0.database.list_users(&wished).await?;
        Ok(rows.into_iter().map(PersonRef::from).collect())
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
