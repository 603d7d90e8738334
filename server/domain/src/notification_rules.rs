//! Notification rules: who is told when what happens. Who may see, make and change them. One file per verb.
//!
//! A rule belongs to an organization and speaks of its applications and people only.

mod change;
mod create;
mod delete;
mod find;
mod list;
mod options;
mod recipients;
mod restore;
mod shipped;
mod switch;
#[cfg(test)]
mod tests;

pub(crate) use shipped::SHIPPED_RULES;

use crate::{Actor, Error, Office, Record, Result, audit::WholeRule};
use model::{
    Action, AuditAction, Invalid, May, NotificationRule, OrganizationId, OrganizationRef, PersonRef, Problem,
    RoleRef, RuleId, Subject, TemplateRef, full_name,
};
use store::{RuleRoleRow, RuleRow, RuleUserRow, Transaction};

/// What permissions ask of a rule of this organization.
const fn record(organization: OrganizationId) -> Record {
    Record { owner: None, customer: None, organization }
}

impl Actor {
    /// Whether the actor may add notification rules to the organization they work in.
    pub fn may_create_rule(&self) -> bool {
        self.may(Subject::MailSettings, Action::Create, &record(self.viewer.organization.id))
    }

    fn require_rule(&self, action: Action, row: &RuleRow) -> Result<()> {
        self.require(Subject::MailSettings, action, &record(row.organization_id))
    }
}

/// A rule as this actor is shown it, with those of these people and roles that are its own.
fn shown(row: RuleRow, users: &[RuleUserRow], roles: &[RuleRoleRow], actor: &Actor) -> NotificationRule {
    let [edit, delete] =
        [Action::Edit, Action::Delete].map(|action| actor.require_rule(action, &row).is_ok());
    let users = users.iter().filter(|user| user.rule_id == row.id);
    let roles = roles.iter().filter(|role| role.rule_id == row.id);
    NotificationRule {
        id: row.id,
        organization: OrganizationRef {
            id: row.organization_id,
            name: row.organization_name,
            global: row.organization_global,
        },
        name: row.name,
        event: row.event,
        side: row.side,
        template: TemplateRef { id: row.template_id, name: row.template_name, kind: row.template_kind },
        enabled: row.enabled,
        to_owner: row.to_owner,
        to_manager: row.to_manager,
        addresses: row.addresses.lines().map(ToOwned::to_owned).collect(),
        users: users
            .map(|user| PersonRef {
                id: user.id,
                name: full_name(&user.first_name, &user.last_name),
                email: user.email.clone(),
                customer: None,
            })
            .collect(),
        roles: roles.map(|role| RoleRef { id: role.id, name: role.name.clone() }).collect(),
        shipped: row.shipped.is_some(),
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
        may: May { edit, switch: edit, delete },
    }
}

/// A name that is taken is a refusal of what was typed, decided by the index.
fn refused(error: store::Error) -> Error {
    match error {
        store::Error::Unique(_) => Invalid::one("name", Problem::NameTaken).into(),
        error => error.into(),
    }
}

impl Office {
    /// A rule with which the actor may do this.
    async fn permitted_rule(&self, actor: &Actor, id: RuleId, action: Action) -> Result<RuleRow> {
        let row = self.0.database.find_rule(id).await?.ok_or(Error::NotFound)?;
        actor.require_rule(action, &row)?;
        Ok(row)
    }

    /// Writes a rule and commits.
    async fn save_rule(
        &self,
        mut tx: Transaction,
        actor: &Actor,
        mut row: RuleRow,
        (action, before): (AuditAction, WholeRule),
    ) -> Result<NotificationRule> {
        row.updated_at = self.now();
        tx.save_rule(&mut row).await.map_err(refused)?;
        let after = self.whole_rule(&mut tx, row.id).await?;
        self.record_done(&mut tx, actor, action, &before, &after).await?;
        tx.commit().await?;
        self.find_notification_rule(actor, row.id).await
    }
}
