//! Activates an application.

use super::shown;
use crate::{Actor, Office, Result};
use model::{Action, Application, ApplicationId, MailEvent};

impl Office {
    /// Lets an application get tokens again. The tokens it had before it was deactivated stay dead.
    pub async fn activate_application(&self, actor: &Actor, id: ApplicationId) -> Result<Application> {
        self.permitted_application(actor, id, Action::Edit).await?;
        let mut tx = self.0.database.begin().await?;
        let mut row = self.locked_application(&mut tx, id).await?;
        if row.active {
            return Ok(shown(row));
        }
        row.active = true;
        // Another process may have issued a token in the moment before it heard of the deactivation: dead, too.
        self.end_tokens(&mut tx, &mut row).await?;
        self.save_application(tx, actor, row, &[MailEvent::ApplicationActivated]).await
    }
}
