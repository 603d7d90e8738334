//! Templates of mails: which there are, in which languages they have words of their own, and, read one by one, what they say.

use super::{
    super::kind::{EMAIL_TEMPLATES, Kind, ORGANIZATIONS},
    Records,
    relationship::Relationship,
    words,
};
use domain::{Actor, Office};
use model::{EmailTemplate, GridQuery, Language, Page, TemplateField, TemplateId, TemplateText};
use serde_json::{Value, json};
use uuid::Uuid;

/// Templates of mails.
pub(super) struct EmailTemplates;

/// A template, with what it says in each language where it is read alone.
pub(super) struct Template {
    pub template: EmailTemplate,
    texts: Vec<TemplateText>,
}

impl Template {
    /// With everything it says.
    pub async fn read(office: &Office, actor: &Actor, template: EmailTemplate) -> domain::Result<Self> {
        let mut texts = Vec::new();
        for language in Language::ALL {
            texts.push(office.email_template_text(actor, template.id, language).await?);
        }
        Ok(Self { template, texts })
    }
}

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
    type Row = Template;

    async fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<TemplateField>,
    ) -> domain::Result<Page<Template>> {
        let page = office.list_email_templates(actor, query).await?;
        Ok(page.map(|template| Template { template, texts: Vec::new() }))
    }

    async fn find(office: &Office, actor: &Actor, id: TemplateId) -> domain::Result<Template> {
        Template::read(office, actor, office.find_email_template(actor, id).await?).await
    }

    fn id(row: &Template) -> Uuid {
        row.template.id.0
    }

    fn version(row: &Template) -> Option<i64> {
        Some(row.template.version)
    }

    fn attributes(row: &Template) -> Value {
        let template = &row.template;
        let languages = template.languages.iter().map(|language| language.as_str());
        let mut attributes = json!({
            "name": template.name,
            "kind": template.kind.as_str(),
            "shipped": template.shipped,
            "languages": languages.collect::<Vec<_>>(),
            "createdAt": template.created_at.to_rfc3339(),
            "updatedAt": template.updated_at.to_rfc3339(),
        });
        if !row.texts.is_empty() {
            let texts = row.texts.iter().map(|text| (text.language.as_str().to_owned(), words::shown(text)));
            attributes["texts"] = Value::Object(texts.collect());
        }
        attributes
    }

    fn relationships(row: &Template) -> Vec<Relationship> {
        vec![Relationship::one("organization", Some(row.template.organization.clone().into()))]
    }
}
