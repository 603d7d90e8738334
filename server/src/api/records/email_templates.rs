//! Templates of mails: which there are, and in which languages they have words of their own.

use super::{
    super::kind::{EMAIL_TEMPLATES, Kind, ORGANIZATIONS},
    Records,
    relationship::Relationship,
};
use domain::{Actor, Office};
use model::{EmailTemplate, GridQuery, Page, TemplateField, TemplateId};
use serde_json::{Value, json};
use uuid::Uuid;

/// Templates of mails.
pub(super) struct EmailTemplates;

impl Records for EmailTemplates {
    const KIND: &'static Kind = &EMAIL_TEMPLATES;
    const COLUMNS: &'static [(&'static str, TemplateField)] = &[
        ("name", TemplateField::Name),
        ("kind", TemplateField::Kind),
        ("shipped", TemplateField::Shipped),
        ("organization", TemplateField::Organization),
        ("updatedAt", TemplateField::Updated),
    ];
    const INCLUDABLE: &'static [&'static str] = &["organization"];
    const RELATED: &'static [&'static Kind] = &[&ORGANIZATIONS];
    type Field = TemplateField;
    type Id = TemplateId;
    type Row = EmailTemplate;

    async fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<TemplateField>,
    ) -> domain::Result<Page<EmailTemplate>> {
        office.list_email_templates(actor, query).await
    }

    async fn find(office: &Office, actor: &Actor, id: TemplateId) -> domain::Result<EmailTemplate> {
        office.find_email_template(actor, id).await
    }

    fn id(row: &EmailTemplate) -> Uuid {
        row.id.0
    }

    fn version(row: &EmailTemplate) -> Option<i64> {
        Some(row.version)
    }

    fn attributes(row: &EmailTemplate) -> Value {
        let languages = row.languages.iter().map(|language| language.as_str());
        json!({
            "name": row.name,
            "kind": row.kind.as_str(),
            "shipped": row.shipped,
            "languages": languages.collect::<Vec<_>>(),
            "createdAt": row.created_at.to_rfc3339(),
            "updatedAt": row.updated_at.to_rfc3339(),
        })
    }

    fn relationships(row: &EmailTemplate) -> Vec<Relationship> {
        vec![Relationship::one("organization", Some(row.organization.clone().into()))]
    }
}
