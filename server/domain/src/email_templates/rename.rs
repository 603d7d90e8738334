//! Changes the name of a mail template alone.

use super::{refused, shown};
use crate::{Actor, Error, Office, Result};
use model::{Action, AuditAction, EmailTemplate, Invalid, TemplateId, check_name};

impl Office {
    /// Renames a template of this version; its words stay whose they are. [`Error::Conflict`] if it has another version.
    pub async fn rename_email_template(
        &self,
        actor: &Actor,
        id: TemplateId,
        name: &str,
        version: i64,
    ) -> Result<EmailTemplate> {
        let row = self.visible_template(actor, id).await?;
        actor.require_template(Action::Edit, &row)?;
        let mut invalid = Invalid::default();
        let name = check_name("name", name, &mut invalid);
        if !invalid.is_empty() {
            return Err(invalid.into());
        }
        let mut tx = self.0.database.begin().await?;
        let before = self.whole_template(&mut tx, id).await?;
        if !tx.change_template(id, version, &name, self.now()).await.map_err(refused)? {
            return Err(Error::Conflict);
        }
        let changed = tx.find_full_template(id).await?.ok_or(Error::NotFound)?;
        let action = AuditAction::Changed;
        self.record_template(&mut tx, actor, action, (Some(&before), id)).await?;
        tx.commit().await?;
        Ok(shown(changed, actor))
    }
}
