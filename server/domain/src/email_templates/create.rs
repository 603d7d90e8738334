//! Makes a mail template, as a copy of another.

use super::{record, refused, shown, spoken};
use crate::{Actor, Error, Office, Result};
use model::{Action, AuditAction, EmailTemplate, Invalid, Language, NewTemplateForm, Problem, Subject};
use store::{TemplateRow, TemplateTextRow};

impl Office {
    /// Adds a template that says in every language what the other says now, to that one's organization.
    pub async fn create_email_template(
        &self,
        actor: &Actor,
        form: &NewTemplateForm,
    ) -> Result<EmailTemplate> {
        if !actor.may_create_template() {
            return Err(Error::Forbidden);
        }
        let (name, from) = form.validate()?;
        let unknown = |_| Error::from(Invalid::one("from", Problem::UnknownChoice));
        let row = self.visible_template(actor, from).await.map_err(unknown)?;
        if !actor.may(Subject::MailSettings, Action::Create, &record(row.organization_id)) {
            return Err(Error::Forbidden);
        }
        let texts = self.0.database.template_texts(from).await?;
        let (id, now) = (self.new_id(), self.now());
        let new = TemplateRow {
            id,
            organization_id: row.organization_id,
            name,
            kind: row.kind,
            shipped: None,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let mut tx = self.0.database.begin().await?;
        tx.insert_template(&new).await.map_err(refused)?;
        for language in Language::ALL {
            let said = spoken(&row, &texts, language);
            // What the other says in another language's words, this one says so too.
            if said.own || row.shipped.is_some() {
                let text = TemplateTextRow {
                    language,
                    subject: said.subject,
                    text_body: said.text,
                    html_body: said.html,
                    updated_at: now,
                };
                tx.put_template_text(id, &text).await?;
            }
        }
        let created = tx.find_full_template(id).await?.ok_or(Error::NotFound)?;
        self.record_template(&mut tx, actor, AuditAction::Created, (None, id)).await?;
        tx.commit().await?;
        Ok(shown(created, actor))
    }
}
