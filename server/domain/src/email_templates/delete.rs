//! Deletes a mail template.

use crate::{Actor, Error, Office, Result};
use model::{Action, TemplateId};

impl Office {
    /// Removes a template that was made here; [`Error::TemplateInUse`] if a rule uses it. Those that came with the product
    /// stay.
    pub async fn delete_email_template(&self, actor: &Actor, id: TemplateId) -> Result<()> {
        let row = self.visible_template(actor, id).await?;
        actor.require_template(Action::Delete, &row)?;
        if row.shipped.is_some() {
            return Err(Error::Forbidden);
        }
        let mut tx = self.0.database.begin().await?;
        let rules = tx.rules_using_template(id).await?;
        if !rules.is_empty() {
            return Err(Error::TemplateInUse(rules.join(", ")));
        }
        tx.delete_template(id).await?;
        Ok(tx.commit().await?)
    }
}
