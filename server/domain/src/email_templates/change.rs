//! Changes the name of a mail template and its words in one language.

use super::{refused, shown, validate::check_words};
use crate::{Actor, Error, Office, Result};
use model::{Action, AuditAction, EmailTemplate, TemplateForm, TemplateId};
use store::TemplateTextRow;

impl Office {
    /// Changes a template; mails from now on say it. [`Error::Conflict`] if the form was made for an older version.
    pub async fn change_email_template(
        &self,
        actor: &Actor,
        id: TemplateId,
        form: &TemplateForm,
    ) -> Result<EmailTemplate> {
        let row = self.visible_template(actor, id).await?;
        actor.require_template(Action::Edit, &row)?;
        let input = form.validate()?;
        check_words(row.kind, &input)?;
        let now = self.now();
        let text = TemplateTextRow {
            language: input.language,
            subject: input.subject,
            text_body: input.text,
            html_body: input.html,
            updated_at: now,
        };
        let mut tx = self.0.database.begin().await?;
        let before = self.whole_template(&mut tx, id).await?;
        let version = input.version.unwrap_or(row.version);
        if !tx.change_template(id, version, &input.name, now).await.map_err(refused)? {
            return Err(Error::Conflict);
        }
        tx.put_template_text(id, &text).await?;
        let changed = tx.find_full_template(id).await?.ok_or(Error::NotFound)?;
        let action = AuditAction::Changed;
        self.record_template(&mut tx, actor, action, (Some(&before), id)).await?;
        tx.commit().await?;
        Ok(shown(changed, actor))
    }
}
