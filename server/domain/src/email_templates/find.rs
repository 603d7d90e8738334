//! Finds one mail template, and what it says.

use super::{shown, spoken};
use crate::{Actor, Error, Office, Result};
use model::{Action, EmailTemplate, Language, TemplateId, TemplateText};
use store::FullTemplateRow;

impl Office {
    /// A template, if the actor may see it.
    pub async fn find_email_template(&self, actor: &Actor, id: TemplateId) -> Result<EmailTemplate> {
        Ok(shown(self.visible_template(actor, id).await?, actor))
    }

    /// What it says in a language: words of its own, the shipped ones, or what is said instead.
    pub async fn email_template_text(
        &self,
        actor: &Actor,
        id: TemplateId,
        language: Language,
    ) -> Result<TemplateText> {
        let row = self.visible_template(actor, id).await?;
        let texts = self.0.database.template_texts(id).await?;
        Ok(spoken(&row, &texts, language))
    }

    pub(super) async fn visible_template(&self, actor: &Actor, id: TemplateId) -> Result<FullTemplateRow> {
        let row = self.0.database.find_full_template(id).await?.ok_or(Error::NotFound)?;
        actor.require_template(Action::View, &row)?;
        Ok(row)
    }
}
