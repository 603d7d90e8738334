//! Brings shipped notification rules back: one that was changed, and those that were deleted.

use super::shipped::{SHIPPED_RULES, ShippedRule};
use crate::{Actor, Error, Office, Result};
use model::{Action, AuditAction, NotificationRule, OrganizationId, RuleId, TemplateId, fold};
use store::{NewRuleRow, RuleTemplateRow, Transaction};

impl Office {
    /// Makes a shipped rule what it was when it was shipped. `Forbidden` for one that was made here.
    pub async fn restore_notification_rule(&self, actor: &Actor, id: RuleId) -> Result<NotificationRule> {
        self.permitted_rule(actor, id, Action::Edit).await?;
        let mut tx = self.0.database.begin().await?;
        let mut row = tx.lock_rule(id).await?.ok_or(Error::NotFound)?;
        let before = self.whole_rule(&mut tx, id).await?;
        let key = row.shipped.as_deref();
        let shipped = SHIPPED_RULES.iter().find(|rule| Some(rule.key) == key).ok_or(Error::Forbidden)?;
        let templates = tx.templates_for_rules(row.organization_id).await?;
        row.template_id = template_of(shipped, &templates).ok_or(Error::Forbidden)?;
        let taken = tx.names_of_rules(row.organization_id).await?;
        let others = taken.into_iter().filter(|(_, other)| other.as_deref() != key);
        row.name = free_name(shipped.name, &others.map(|(name, _)| name).collect::<Vec<_>>());
        (row.event, row.side, row.enabled) = (shipped.event, shipped.side, shipped.enabled);
        (row.to_owner, row.to_manager) = (true, false);
        row.addresses.clear();
        tx.set_users_of_rule(id, &[]).await?;
        tx.set_roles_of_rule(id, &[]).await?;
        self.save_rule(tx, actor, row, (AuditAction::Reset, before)).await
    }

    /// The names of the shipped rules that the actor can bring back to the organization they work in.
    pub async fn missing_rules(&self, actor: &Actor) -> Result<Vec<String>> {
        if !actor.may_create_rule() {
            return Ok(Vec::new());
        }
        let there = self.0.database.shipped_rules(actor.viewer.organization.id).await?;
        let missing = SHIPPED_RULES.iter().filter(|rule| !there.iter().any(|key| key == rule.key));
        Ok(missing.map(|rule| rule.name.to_owned()).collect())
    }

    /// Adds the shipped rules that are missing in the organization the actor works in; how many they were.
    pub async fn restore_missing_rules(&self, actor: &Actor) -> Result<u32> {
        if !actor.may_create_rule() {
            return Err(Error::Forbidden);
        }
        let mut tx = self.0.database.begin().await?;
        let added = self.add_shipped_rules(&mut tx, actor.viewer.organization.id, &SHIPPED_RULES).await?;
        for rule in &added {
            let whole = self.whole_rule(&mut tx, *rule).await?;
            self.record_created(&mut tx, actor, &whole).await?;
        }
        tx.commit().await?;
        Ok(u32::try_from(added.len()).unwrap_or(u32::MAX))
    }

    /// Gives an organization the shipped rules that it was not given yet; those it was given and deleted stay away.
    pub(crate) async fn ship_rules_to(
        &self,
        tx: &mut Transaction,
        organization: OrganizationId,
    ) -> Result<()> {
        let given = tx.lock_mail_settings(organization).await?;
        let given = usize::try_from(given).unwrap_or_default().min(SHIPPED_RULES.len());
        if given < SHIPPED_RULES.len() {
            self.add_shipped_rules(tx, organization, &SHIPPED_RULES[given..]).await?;
            let all = i64::try_from(SHIPPED_RULES.len()).unwrap_or(i64::MAX);
            tx.set_mail_settings(organization, all).await?;
        }
        Ok(())
    }

    /// Adds those of these rules that an organization does not have; which they are.
    async fn add_shipped_rules(
        &self,
        tx: &mut Transaction,
        organization: OrganizationId,
        rules: &[ShippedRule],
    ) -> Result<Vec<RuleId>> {
        let templates = tx.templates_for_rules(organization).await?;
        let (mut names, there): (Vec<_>, Vec<_>) = tx.names_of_rules(organization).await?.into_iter().unzip();
        let mut added = Vec::new();
        for rule in rules {
            if there.iter().any(|key| key.as_deref() == Some(rule.key)) {
                continue;
            }
            // An organization that has another template of the shipped one's name was not given that one.
            let Some(template) = template_of(rule, &templates) else { continue };
            let name = free_name(rule.name, &names);
            names.push(fold(&name));
            let id = self.new_id();
            tx.insert_rule(&NewRuleRow {
                id,
                organization,
                name,
                event: rule.event,
                side: rule.side,
                template,
                enabled: rule.enabled,
                to_owner: true,
                to_manager: false,
                addresses: String::new(),
                shipped: Some(rule.key),
                created_at: self.now(),
            })
            .await?;
            added.push(id);
        }
        Ok(added)
    }
}

/// The organization's own copy of the shipped template.
fn template_of(rule: &ShippedRule, templates: &[RuleTemplateRow]) -> Option<TemplateId> {
    let found = templates.iter().find(|template| template.shipped.as_deref() == Some(rule.template));
    found.map(|template| template.id)
}

/// A name that no other rule has, as close to this one as can be. Names here are folded.
fn free_name(name: &str, taken: &[String]) -> String {
    let is_free = |name: &String| !taken.contains(&fold(name));
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}
