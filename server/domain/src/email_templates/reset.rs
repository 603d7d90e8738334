//! Brings back what a shipped mail template said.

use super::shown;
use crate::{Actor, Error, Office, Result};
use model::{Action, AuditAction, EmailTemplate, Language, TemplateId};

impl Office {
    /// Removes the organization's own words in a language, so that the shipped ones are said again. Of a template that was
    /// made here the words of one language go, as long as there are others.
    pub async fn reset_email_template(
        &self,
        actor: &Actor,
        id: TemplateId,
        language: Language,
    ) -> Result<EmailTemplate> {
        let row = self.visible_template(actor, id).await?;
        actor.require_template(Action::Edit, &row)?;
        let mut tx = self.0.database.begin().await?;
        let before = self.whole_template(&mut tx, id).await?;
        let texts = tx.template_texts(id).await?;
        let own = texts.iter().any(|text| text.language == language);
        if !own || (row.shipped.is_none() && texts.len() == 1) {
            return Err(Error::Forbidden);
        }
        tx.delete_template_text(id, language).await?;
        tx.change_template(id, row.version, &row.name, self.now()).await?;
        let changed = tx.find_full_template(id).await?.ok_or(Error::NotFound)?;
        let action = AuditAction::Reset;
        self.record_template(&mut tx, actor, action, (Some(&before), id)).await?;
        tx.commit().await?;
        Ok(shown(changed, actor))
    }
}
