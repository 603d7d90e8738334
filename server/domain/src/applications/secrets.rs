//! What is said of an application's secrets. Never the secrets themselves.

use crate::{Actor, Office, Result};
use model::{Action, ApplicationId, SecretInfo};

impl Office {
    /// The secrets of an application that the actor may view, newest first, also those that ended.
    pub async fn list_secrets(&self, actor: &Actor, id: ApplicationId) -> Result<Vec<SecretInfo>> {
        self.permitted_application(actor, id, Action::View).await?;
        let now = self.now();
        let secrets = self.0.database.secrets_of_application(id).await?.into_iter().rev();
        Ok(secrets
            .map(|secret| SecretInfo {
                id: secret.id,
                hint: secret.hint,
                label: secret.label,
                created_at: secret.created_at,
                expires_at: secret.expires_at,
                ended: secret.expires_at.is_some_and(|end| end <= now),
                last_used_at: secret.last_used_at,
            })
            .collect())
    }
}
