//! The rows of notification rules, of whom they name, and of what they say.

use crate::{Error, Result};
use model::{MailEvent, OrganizationId, RoleId, RuleId, Side, TemplateId, TemplateKind, Timestamp, UserId};

/// A row of `notification_rules`, with the names of its organization and its template.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
pub struct RuleRow {
    /// Its id.
    pub id: RuleId,
    /// The organization it is about.
    pub organization_id: OrganizationId,
    /// That organization's name.
    pub organization_name: String,
    /// Whether that organization has global access.
    pub organization_global: bool,
    /// Its name; unique in the organization without regard to case.
    pub name: String,
    /// What has to happen.
    pub event: MailEvent,
    /// Of which side; none: of both.
    pub side: Option<Side>,
    /// The template.
    pub template_id: TemplateId,
    /// That template's name.
    pub template_name: String,
    /// What that template speaks of.
    pub template_kind: TemplateKind,
    /// Whether anybody is told.
    pub enabled: bool,
    /// The owner.
    pub to_owner: bool,
    /// The owner's manager.
    pub to_manager: bool,
    /// Fixed addresses, one on each line.
    pub addresses: String,
    /// Which of the shipped ones it is; none: it was made here.
    pub shipped: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts the changes, from 1.
    pub version: i64,
}

/// A rule that is to be written, at version 1.
#[derive(Clone, Debug)]
pub struct NewRuleRow {
    /// Its id.
    pub id: RuleId,
    /// The organization it is about.
    pub organization: OrganizationId,
    /// Its name.
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
    /// Fixed addresses, one on each line.
    pub addresses: String,
    /// Which of the shipped ones it is.
    pub shipped: Option<&'static str>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A person whom a rule names.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RuleUserRow {
    /// The rule.
    pub rule_id: RuleId,
    /// The person.
    pub id: UserId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Primary e-mail address.
    pub email: String,
}

/// A role that a rule names.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RuleRoleRow {
    /// The rule.
    pub rule_id: RuleId,
    /// The role.
    pub id: RoleId,
    /// Its name.
    pub name: String,
}

/// A template that a rule may use.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RuleTemplateRow {
    /// Its id.
    pub id: TemplateId,
    /// Its name.
    pub name: String,
    /// What it speaks of.
    #[sqlx(try_from = "String")]
    pub kind: TemplateKind,
    /// Which of the shipped ones it is; none: it was made here.
    pub shipped: Option<String>,
}

#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
pub(crate) struct Stored {
    id: RuleId,
    organization_id: OrganizationId,
    organization_name: String,
    organization_global: bool,
    name: String,
    #[sqlx(try_from = "String")]
    event: MailEvent,
    side: Option<String>,
    template_id: TemplateId,
    template_name: String,
    #[sqlx(try_from = "String")]
    template_kind: TemplateKind,
    enabled: bool,
    to_owner: bool,
    to_manager: bool,
    addresses: String,
    shipped: Option<String>,
    created_at: Timestamp,
    updated_at: Timestamp,
    version: i64,
}

impl TryFrom<Stored> for RuleRow {
    type Error = Error;

    fn try_from(stored: Stored) -> Result<Self> {
        let side = stored.side.map(|side| side.parse()).transpose();
        Ok(Self {
            id: stored.id,
            organization_id: stored.organization_id,
            organization_name: stored.organization_name,
            organization_global: stored.organization_global,
            name: stored.name,
            event: stored.event,
            side: side.map_err(|_| Error::Damaged("notification rule"))?,
            template_id: stored.template_id,
            template_name: stored.template_name,
            template_kind: stored.template_kind,
            enabled: stored.enabled,
            to_owner: stored.to_owner,
            to_manager: stored.to_manager,
            addresses: stored.addresses,
            shipped: stored.shipped,
            created_at: stored.created_at,
            updated_at: stored.updated_at,
            version: stored.version,
        })
    }
}
