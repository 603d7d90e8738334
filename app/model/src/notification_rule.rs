//! Notification rules: when what happens, who is told, with which template.

use crate::{
    Invalid, MailEvent, May, OrganizationRef, PersonRef, Problem, RoleId, RoleRef, RuleId, Side, TemplateId,
    TemplateKind, Timestamp,
    name::{check_id, check_name},
    normalize_email,
    person::check_ids,
};
use serde::{Deserialize, Serialize};

/// The most addresses, and the most people, that one rule names.
pub const RECIPIENTS_MAX: usize = 100;

/// A template by id and name, with what it speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRef {
    /// Its id.
    pub id: TemplateId,
    /// Its name.
    pub name: String,
    /// What it speaks of.
    pub kind: TemplateKind,
}

/// A notification rule as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub struct NotificationRule {
    /// Its id.
    pub id: RuleId,
    /// The organization whose applications and people it is about.
    pub organization: OrganizationRef,
    /// Its name; unique in its organization.
    pub name: String,
    /// What has to happen.
    pub event: MailEvent,
    /// Only to applications and people of this side; none: of both.
    pub side: Option<Side>,
    /// The words.
    pub template: TemplateRef,
    /// Whether anybody is told.
    pub enabled: bool,
    /// The owner of the application, or who signed in.
    pub to_owner: bool,
    /// The owner's manager.
    pub to_manager: bool,
    /// Fixed addresses.
    pub addresses: Vec<String>,
    /// Users of the back office, by name.
    pub users: Vec<PersonRef>,
    /// Everybody who has one of these roles and may enter the organization; by name.
    pub roles: Vec<RoleRef>,
    /// Whether it is one of those that every organization is given.
    pub shipped: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts the changes; sent back with a change, it tells whether somebody else was faster.
    pub version: i64,
    /// What the actor who asked may do with it.
    pub may: May,
}

/// The form of a rule exactly as typed, also what is shown again when it was refused.
///
/// Field names are the names of the inputs: `name`, `event`, `side`, `template`, `enabled`, `to_owner`, `to_manager`,
/// `addresses`, `users[]`, `roles[]`, `version`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    /// Name.
    pub name: String,
    /// What has to happen.
    pub event: String,
    /// Of which side; empty: of both.
    pub side: String,
    /// The template's id.
    pub template: String,
    /// Whether anybody is told.
    pub enabled: bool,
    /// The owner.
    pub to_owner: bool,
    /// The owner's manager.
    pub to_manager: bool,
    /// Fixed addresses, one on each line.
    pub addresses: String,
    /// Users, each by e-mail address or name.
    pub users: Vec<String>,
    /// The ids of roles.
    pub roles: Vec<String>,
    /// The version the change is made to; empty for a new rule.
    pub version: String,
}

/// What the form means, once it has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInput {
    /// Name, trimmed.
    pub name: String,
    /// What has to happen.
    pub event: MailEvent,
    /// Of which side; none: of both.
    pub side: Option<Side>,
    /// The template.
    pub template: TemplateId,
    /// Whether anybody is told.
    pub enabled: bool,
    /// The owner.
    pub to_owner: bool,
    /// The owner's manager.
    pub to_manager: bool,
    /// Fixed addresses as they are stored, each once.
    pub addresses: Vec<String>,
    /// Users as typed, each once, without empty rows.
    pub users: Vec<String>,
    /// Roles, each once.
    pub roles: Vec<RoleId>,
    /// The version the change is made to.
    pub version: Option<i64>,
}

impl RuleForm {
    /// A new rule as the page first shows it.
    pub fn new() -> Self {
        Self { enabled: true, to_owner: true, ..Self::default() }
    }

    /// The form of an existing rule.
    pub fn of(rule: &NotificationRule) -> Self {
        Self {
            name: rule.name.clone(),
            event: rule.event.as_str().to_owned(),
            side: rule.side.map(|side| side.as_str().to_owned()).unwrap_or_default(),
            template: rule.template.id.to_string(),
            enabled: rule.enabled,
            to_owner: rule.to_owner,
            to_manager: rule.to_manager,
            addresses: rule.addresses.join("\n"),
            users: rule.users.iter().map(|user| user.email.clone()).collect(),
            roles: rule.roles.iter().map(|role| role.id.to_string()).collect(),
            version: rule.version.to_string(),
        }
    }

    /// The rules that need no database. They run in the browser before sending, and always on the server.
    pub fn validate(&self) -> Result<RuleInput, Invalid> {
        let mut invalid = Invalid::default();
        let name = check_name("name", &self.name, &mut invalid);
        let event = self.event.parse().map_err(|_| invalid.add("event", chosen(&self.event)));
        let side = match self.side.trim() {
            "" => None,
            side => side.parse().map_err(|_| invalid.add("side", Problem::UnknownChoice)).ok(),
        };
        let template = check_id("template", &self.template, Problem::UnknownChoice, &mut invalid);
        if self.template.trim().is_empty() {
            invalid.add("template", Problem::Blank);
        }
        let addresses = check_addresses(&self.addresses, &mut invalid);
        let users = check_users(&self.users, &mut invalid);
        let roles = check_ids("roles", &self.roles, Problem::UnknownChoice, &mut invalid);
        let told = self.to_owner || self.to_manager;
        if !told && self.addresses.trim().is_empty() && users.is_empty() && self.roles.is_empty() {
            invalid.add("recipients", Problem::NoRecipient);
        }
        let (Ok(event), Some(template), true) = (event, template, invalid.is_empty()) else {
            return Err(invalid);
        };
        Ok(RuleInput {
            name,
            event,
            side,
            template,
            enabled: self.enabled,
            to_owner: self.to_owner,
            to_manager: self.to_manager,
            addresses,
            users,
            roles,
            version: self.version.trim().parse().ok(),
        })
    }
}

/// What is wrong with a choice that is none.
fn chosen(typed: &str) -> Problem {
    if typed.trim().is_empty() { Problem::Blank } else { Problem::UnknownChoice }
}

/// One address on each line.
fn check_addresses(typed: &str, invalid: &mut Invalid) -> Vec<String> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let found: Result<Vec<String>, Invalid> = lines.map(|line| normalize_email("addresses", line)).collect();
    match found {
        Ok(mut addresses) => {
            let mut seen = std::collections::HashSet::new();
            addresses.retain(|address| seen.insert(address.clone()));
            check_few("addresses", addresses.len(), invalid);
            addresses
        }
        Err(problems) => {
            invalid.0.extend(problems.0);
            Vec::new()
        }
    }
}

fn check_users(typed: &[String], invalid: &mut Invalid) -> Vec<String> {
    let mut users: Vec<String> = typed.iter().map(|user| user.trim().to_owned()).collect();
    users.retain(|user| !user.is_empty());
    users.sort_unstable();
    users.dedup();
    check_few("users", users.len(), invalid);
    users
}

fn check_few(field: &str, count: usize, invalid: &mut Invalid) {
    if count > RECIPIENTS_MAX {
        invalid.add(field, Problem::TooMany { limit: u32::try_from(RECIPIENTS_MAX).unwrap_or(u32::MAX) });
    }
}

/// What the form of a rule may offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleOptions {
    /// The templates of the rule's organization that tell an event, by name.
    pub templates: Vec<TemplateRef>,
    /// The roles of the back office, by name.
    pub roles: Vec<RoleRef>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn form(change: impl FnOnce(&mut RuleForm)) -> RuleForm {
        let mut form = RuleForm {
            name: " Auditors ".into(),
            event: "application_created".into(),
            template: ID.into(),
            ..RuleForm::new()
        };
        change(&mut form);
        form
    }

    #[test]
    fn what_was_typed_is_cleaned() {
        let typed = form(|form| {
            form.side = "customer".into();
            form.addresses = " Ops@Example.com \r\n\r\nops@example.com\nit@example.com".into();
            form.users = vec![String::new(), " ada@example.com ".into(), "ada@example.com".into()];
            form.roles = vec![ID.into(), ID.into()];
        });
        let input = typed.validate().unwrap();
        assert_eq!((input.name.as_str(), input.event), ("Auditors", MailEvent::ApplicationCreated));
        assert_eq!((input.side, input.enabled, input.to_owner), (Some(Side::Customer), true, true));
        assert_eq!(input.addresses, ["ops@example.com", "it@example.com"]);
        assert_eq!((input.users, input.roles.len()), (vec!["ada@example.com".to_owned()], 1));
        assert_eq!(form(|_| {}).validate().unwrap().side, None);
    }

    #[test]
    fn every_refusal_names_its_field() {
        let many = vec!["a@example.com"; RECIPIENTS_MAX].join("\n");
        assert_eq!(form(|f| f.addresses = many).validate().unwrap().addresses.len(), 1);
        let refused = |change: fn(&mut RuleForm)| form(change).validate().unwrap_err().0;
        let one = |field: &str, problem| vec![(field.to_owned(), problem)];
        assert_eq!(refused(|f| f.name = " ".into()), one("name", Problem::Blank));
        assert_eq!(refused(|f| f.event.clear()), one("event", Problem::Blank));
        assert_eq!(refused(|f| f.event = "moon".into()), one("event", Problem::UnknownChoice));
        assert_eq!(refused(|f| f.side = "moon".into()), one("side", Problem::UnknownChoice));
        assert_eq!(refused(|f| f.template.clear()), one("template", Problem::Blank));
        assert_eq!(refused(|f| f.template = "x".into()), one("template", Problem::UnknownChoice));
        assert_eq!(
            refused(|f| f.addresses = "a@example.com\nb".into()),
            one("addresses", Problem::NotAnEmail)
        );
        assert_eq!(refused(|f| f.roles.push("x".into())), one("roles", Problem::UnknownChoice));
        assert_eq!(refused(|f| f.to_owner = false), one("recipients", Problem::NoRecipient));
        let crowd = |f: &mut RuleForm| f.users = (0..=RECIPIENTS_MAX).map(|n| n.to_string()).collect();
        assert_eq!(refused(crowd), one("users", Problem::TooMany { limit: 100 }));
    }
}
