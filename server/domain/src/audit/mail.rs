//! What is told of templates, notification rules, mails, and messages that were attached to people.

use super::{About, Audited, Deed, Fields, applications::lines};
use crate::{Actor, Error, Office, Result};
use model::{
    AuditAction, AuditChange, AuditField as Field, AuditKind, Language, RuleId, TemplateId, differences,
};
use store::{AttachedMessageRow, OutboxRow, RuleRow, TemplateRow, TemplateTextRow, Transaction};

/// A rule with the names of those it tells.
pub(crate) struct WholeRule {
    row: RuleRow,
    people: Vec<String>,
    roles: Vec<String>,
}

/// A template with its own words.
pub(crate) struct WholeTemplate {
    row: TemplateRow,
    texts: Vec<TemplateTextRow>,
}

impl Audited for WholeRule {
    fn about(&self) -> About {
        About::new(AuditKind::NotificationRule, self.row.id.0, &self.row.name)
            .within([self.row.organization_id])
    }

    fn fields(&self) -> Fields {
        let row = &self.row;
        let told = [(row.to_owner, "owner"), (row.to_manager, "manager")];
        let told = told.into_iter().filter(|(told, _)| *told).map(|(_, word)| word.to_owned());
        let recipients: Vec<String> = told.chain(self.people.iter().cloned()).collect();
        vec![
            (Field::Name, (&row.name).into()),
            (Field::Event, row.event.as_str().into()),
            (Field::Side, row.side.map(|side| side.as_str().to_owned()).into()),
            (Field::Template, (&row.template_name).into()),
            (Field::Enabled, row.enabled.into()),
            (Field::Recipients, recipients.into()),
            (Field::Roles, self.roles.clone().into()),
            (Field::Addresses, lines(&row.addresses).into()),
        ]
    }
}

impl WholeTemplate {
    pub(crate) fn about(&self) -> About {
        About::new(AuditKind::EmailTemplate, self.row.id.0, &self.row.name).within([self.row.organization_id])
    }

    fn fields(&self) -> Fields {
        let languages: Vec<String> =
            self.texts.iter().map(|text| text.language.as_str().to_owned()).collect();
        vec![
            (Field::Name, (&self.row.name).into()),
            (Field::Kind, self.row.kind.as_str().into()),
            (Field::Languages, languages.into()),
        ]
    }

    fn words(&self, language: Language) -> Fields {
        let found = self.texts.iter().find(|text| text.language == language);
        found.map_or_else(Vec::new, |text| {
            vec![
                (Field::Subject, (&text.subject).into()),
                (Field::Text, (&text.text_body).into()),
                (Field::Html, (&text.html_body).into()),
            ]
        })
    }

    /// What is other than it was. The words of a language stand in fields of that language: `subject.de`.
    pub(crate) fn differs(before: Option<&Self>, after: Option<&Self>) -> Vec<AuditChange> {
        let fields = |template: Option<&Self>| template.map(Self::fields).unwrap_or_default();
        let mut changes = differences(&fields(before), &fields(after));
        for language in Language::ALL {
            let words = |template: Option<&Self>| {
                template.map(|template| template.words(language)).unwrap_or_default()
            };
            let mut of_language = differences(&words(before), &words(after));
            for change in &mut of_language {
                change.field = format!("{}.{}", change.field, language.as_str());
            }
            changes.append(&mut of_language);
        }
        changes
    }
}

impl About {
    /// A mail in the outbox.
    pub(crate) fn mail(row: &OutboxRow) -> Self {
        Self::new(AuditKind::Mail, row.id.0, &row.subject).within(row.organization_id)
    }
}

impl Audited for AttachedMessageRow {
    fn about(&self) -> About {
        About::new(AuditKind::AttachedMessage, self.id.0, &self.subject)
            .owned_by(Some(self.user_id))
            .within([self.organization_id])
    }

    fn fields(&self) -> Fields {
        vec![(Field::Subject, (&self.subject).into()), (Field::Application, (&self.application_name).into())]
    }
}

impl Office {
    /// Records what became of a template.
    pub(crate) async fn record_template(
        &self,
        tx: &mut Transaction,
        actor: &Actor,
        action: AuditAction,
        (before, id): (Option<&WholeTemplate>, TemplateId),
    ) -> Result<()> {
        let after = self.whole_template(tx, id).await?;
        let changes = WholeTemplate::differs(before, Some(&after));
        if changes.is_empty() {
            return Ok(());
        }
        self.record(tx, actor, Deed::new(action, after.about()).with(changes)).await
    }

    /// A rule as it is in this transaction.
    pub(crate) async fn whole_rule(&self, tx: &mut Transaction, id: RuleId) -> Result<WholeRule> {
        let row = tx.lock_rule(id).await?.ok_or(Error::NotFound)?;
        let (people, roles) = tx.recipients_of_rule(id).await?;
        Ok(WholeRule { row, people, roles })
    }

    /// A template as it is in this transaction.
    pub(crate) async fn whole_template(&self, tx: &mut Transaction, id: TemplateId) -> Result<WholeTemplate> {
        let row = tx.find_template(id).await?.ok_or(Error::NotFound)?;
        let texts = tx.template_texts(id).await?;
        Ok(WholeTemplate { row, texts })
    }
}
