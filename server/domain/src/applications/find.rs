//! Finds one application.

use super::shown;
use crate::{Actor, Office, Result};
use model::{Action, Application, ApplicationId};

impl Office {
    /// One application the actor may view. One they may not view is not found, and neither is a deleted one.
    pub async fn find_application(&self, actor: &Actor, id: ApplicationId) -> Result<Application> {
        Ok(shown(self.permitted_application(actor, id, Action::View).await?))
    }

    /// Which application has this Client ID, deleted ones included. Tells no more than that: what may be done with it is
    /// asked of the methods that do it.
    pub async fn application_with_client_id(&self, client_id: &str) -> Result<Option<ApplicationId>> {
        Ok(self.0.database.live_application(client_id).await?.map(|row| row.id))
    }
}
