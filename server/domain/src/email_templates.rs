//! The templates of mails: who may see, make, change and delete them. One file per verb.
//!
//! They belong to an organization, and speak to its people.

mod change;
mod create;
mod delete;
mod find;
mod list;
mod preview;
mod rename;
mod reset;
mod send_test;
#[cfg(test)]
mod tests;
mod validate;

use crate::{Actor, Error, Record, Result};
use model::{
    Action, EmailTemplate, Invalid, Language, May, OrganizationId, OrganizationRef, Problem, Subject,
    TemplateText,
};
use store::{FullTemplateRow, TemplateTextRow};

impl Actor {
    /// Whether the actor may add templates to the organization they work in.
    pub fn may_create_template(&self) -> bool {
        self.may(Subject::MailSettings, Action::Create, &record(self.viewer.organization.id))
    }

    /// Not found for those who may not see it, forbidden for those who may not do this with it.
    fn require_template(&self, action: Action, row: &FullTemplateRow) -> Result<()> {
        let record = record(row.organization_id);
        if self.may(Subject::MailSettings, action, &record) {
            Ok(())
        } else if self.may(Subject::MailSettings, Action::View, &record) {
            Err(Error::Forbidden)
        } else {
            Err(Error::NotFound)
        }
    }
}

/// What permissions ask of a template.
const fn record(organization: OrganizationId) -> Record {
    Record { owner: None, customer: None, organization }
}

/// A template as this actor is shown it.
fn shown(row: FullTemplateRow, actor: &Actor) -> EmailTemplate {
    let may = |action| actor.require_template(action, &row).is_ok();
    let may =
        May { edit: may(Action::Edit), switch: false, delete: may(Action::Delete) && row.shipped.is_none() };
    let languages = row.languages();
    EmailTemplate {
        id: row.id,
        organization: OrganizationRef {
            id: row.organization_id,
            name: row.organization_name,
            global: row.organization_global,
        },
        name: row.name,
        kind: row.kind,
        shipped: row.shipped.is_some(),
        languages,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
        may,
    }
}

/// What a template says in a language, and whether these are words of its own.
fn spoken(row: &FullTemplateRow, texts: &[TemplateTextRow], language: Language) -> TemplateText {
    let shipped = row.shipped.as_deref().and_then(crate::mail::Shipped::find);
    let own = texts.iter().any(|text| text.language == language);
    let (subject, text, html) = crate::mail::words_in(language, texts, shipped)
        .map(|words| (words.subject.to_owned(), words.text.to_owned(), words.html.to_owned()))
        .unwrap_or_default();
    TemplateText { language, subject, text, html, own }
}

/// A name that is taken is a refusal of what was typed, decided by the index.
fn refused(error: store::Error) -> Error {
    match error {
        store::Error::Unique(_) => Invalid::one("name", Problem::NameTaken).into(),
        error => error.into(),
    }
}
