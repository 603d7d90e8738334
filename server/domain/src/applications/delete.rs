//! Deletes an application, for 30 days so that it can be restored.

use crate::{Actor, Office, Result};
use model::{Action, Application, ApplicationId, MailEvent};

impl Office {
    /// Deletes an application: its tokens are worthless at once, and its name is free again.
    pub async fn delete_application(&self, actor: &Actor, id: ApplicationId) -> Result<Application> {
        self.permitted_application(actor, id, Action::Delete).await?;
        let mut tx = self.0.database.begin().await?;
        let mut row = self.locked_application(&mut tx, id).await?;
        row.deleted_at = Some(self.now());
        self.end_tokens(&mut tx, &mut row).await?;
        // If it is ever restored, people are asked again.
        tx.forget_consents(id).await?;
        self.save_application(tx, actor, row, &[MailEvent::ApplicationDeleted]).await
    }
}
