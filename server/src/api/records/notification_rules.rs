//! Notification rules: who is told when what happens.

use super::{
    super::kind::{EMAIL_TEMPLATES, Kind, NOTIFICATION_RULES, ORGANIZATIONS, ROLES, USERS},
    Records,
    relationship::{Related, Relationship},
};
use domain::{Actor, Office};
use model::{GridQuery, NotificationRule, Page, RuleField, RuleId, Side};
use serde_json::{Value, json};
use uuid::Uuid;

/// Notification rules.
pub(super) struct NotificationRules;

impl Records for NotificationRules {
    const KIND: &'static Kind = &NOTIFICATION_RULES;
    const COLUMNS: &'static [(&'static str, RuleField)] = &[
        ("name", RuleField::Name),
        ("event", RuleField::Event),
        ("templateName", RuleField::Template),
        ("organization", RuleField::Organization),
        ("enabled", RuleField::Enabled),
        ("createdAt", RuleField::Created),
    ];
    const INCLUDABLE: &'static [&'static str] = &["organization", "template", "users", "roles"];
    const RELATED: &'static [&'static Kind] = &[&ORGANIZATIONS, &EMAIL_TEMPLATES, &USERS, &ROLES];
    type Field = RuleField;
    type Id = RuleId;
    type Row = NotificationRule;

    async fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<RuleField>,
    ) -> domain::Result<Page<NotificationRule>> {
        office.list_notification_rules(actor, query).await
    }

    async fn find(office: &Office, actor: &Actor, id: RuleId) -> domain::Result<NotificationRule> {
        office.find_notification_rule(actor, id).await
    }

    fn id(row: &NotificationRule) -> Uuid {
        row.id.0
    }

    fn version(row: &NotificationRule) -> Option<i64> {
        Some(row.version)
    }

    fn attributes(row: &NotificationRule) -> Value {
        json!({
            "name": row.name,
            "event": row.event.as_str(),
            "side": row.side.map(Side::as_str),
            "enabled": row.enabled,
            "toOwner": row.to_owner,
            "toManager": row.to_manager,
            "addresses": row.addresses,
            "shipped": row.shipped,
            "createdAt": row.created_at.to_rfc3339(),
            "updatedAt": row.updated_at.to_rfc3339(),
        })
    }

    fn relationships(row: &NotificationRule) -> Vec<Relationship> {
        vec![
            Relationship::one("organization", Some(row.organization.clone().into())),
            Relationship::one("template", Some(row.template.clone().into())),
            Relationship::many("users", row.users.iter().cloned().map(Related::from)),
            Relationship::many("roles", row.roles.iter().cloned().map(Related::from)),
        ]
    }
}
