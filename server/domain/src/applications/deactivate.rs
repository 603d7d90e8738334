//! Deactivates an application.

use super::shown;
use crate::{Actor, Office, Result};
use model::{Action, Application, ApplicationId, MailEvent};

impl Office {
    /// Stops an application: it gets no tokens, and those it has are worthless from now on and for good.
    pub async fn deactivate_application(&self, actor: &Actor, id: ApplicationId) -> Result<Application> {
        self.permitted_application(actor, id, Action::Edit).await?;
        let mut tx = self.0.database.begin().await?;
        let mut row = self.locked_application(&mut tx, id).await?;
        if !row.active {
            return Ok(shown(row));
        }
        row.active = false;
        self.end_tokens(&mut tx, &mut row).await?;
        self.save_application(tx, actor, row, &[MailEvent::ApplicationDeactivated]).await
    }
}
