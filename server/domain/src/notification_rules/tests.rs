//! Notification rules as those see them who call the office, on both engines.

mod forms;
mod networks;
mod recipients;
mod reminders;
mod restoring;
mod telling;

use crate::{
    Actor, Office,
    town::{ADMIN, AMANDA, BRIAN, GARY, GWEN, JOHN, MARIA, Town, assert_invalid, assert_refused},
};
use model::{
    ApplicationForm, ApplicationId, GridQuery, MailEvent, NotificationRule, OrganizationId, RuleForm,
    TemplateId, UserForm, UserId,
};
use std::time::Duration;
use store::testing::TestMail;

/// Every rule the actor sees.
async fn rules(office: &Office, actor: &Actor) -> Vec<NotificationRule> {
    let query = GridQuery { page_size: 100, ..GridQuery::default() };
    office.list_notification_rules(actor, &query).await.unwrap().rows
}

/// The first rule of an event where the actor works.
async fn rule(office: &Office, actor: &Actor, event: MailEvent) -> NotificationRule {
    let here = actor.viewer.organization.id;
    let mut rules = rules(office, actor).await;
    rules.retain(|rule| rule.event == event && rule.organization.id == here);
    rules.swap_remove(0)
}

/// The shipped template of an organization with this key.
async fn template(town: &Town, organization: OrganizationId, key: &str) -> TemplateId {
    let templates = town.office.database().templates_for_rules(organization).await.unwrap();
    templates.into_iter().find(|row| row.shipped.as_deref() == Some(key)).unwrap().id
}

/// What is typed for a new rule of an event where the administrator works, with its own shipped template.
async fn form(town: &Town, name: &str, event: MailEvent) -> RuleForm {
    RuleForm {
        name: name.into(),
        event: event.as_str().into(),
        template: template(town, town.acme, event.as_str()).await.to_string(),
        ..RuleForm::new()
    }
}

/// Adds an application of somebody's.
async fn add(town: &Town, owner: UserId, name: &str) -> ApplicationId {
    let form = ApplicationForm { name: name.into(), ..ApplicationForm::new() };
    town.office.create_application(&town.admin, owner, &form).await.unwrap().application.id
}

/// Makes somebody a person's manager.
async fn set_manager(town: &Town, of: UserId, manager: &str) {
    let seen = town.office.find_user(&town.admin, of).await.unwrap();
    let form = UserForm { manager: manager.into(), ..UserForm::of(&seen) };
    town.office.change_user(&town.admin, of, &form).await.unwrap();
}

/// Whom the mails about something went to, A–Z.
fn told(mails: &[TestMail], event: MailEvent) -> Vec<&str> {
    let of_event = mails.iter().filter(|mail| mail.event == event.as_str());
    let mut told: Vec<_> = of_event.map(|mail| mail.to_address.as_str()).collect();
    told.sort_unstable();
    told
}

/// What happens from now on is told later than what was told so far.
fn later(town: &Town) {
    town.test.clock.advance(Duration::from_millis(1));
}
