//! Deletes a mail template.

use crate::{
    Actor, Error, Office, Result,
    audit::{Deed, WholeTemplate},
};
use model::{Action, AuditAction, TemplateId};

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
        let before = self.whole_template(&mut tx, id).await?;
        let changes = WholeTemplate::differs(Some(&before), None);
        let deed = Deed::new(AuditAction::Deleted, before.about()).with(changes);
        self.record(&mut tx, actor, deed).await?;
        tx.delete_template(id).await?;
        Ok(tx.commit().await?)
    }
}
