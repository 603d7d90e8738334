//! The configuration as administrators see it. They are shown what is in force and change nothing of it here: that is for
//! whoever has the machine.

use crate::{Actor, KeyStatus, Office, Result};
use model::{Action, Configuration, ExposedKey};

impl Office {
    /// All of it, for those who may see it.
    pub async fn configuration(&self, actor: &Actor) -> Result<Configuration> {
        actor.require_configuration(Action::View)?;
        let database = self.database();
        let exposed = match self.key_status() {
            KeyStatus::Exposed { path, command } => Some(ExposedKey { path, command }),
            KeyStatus::Ready | KeyStatus::Missing => None,
        };
        Ok(Configuration {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            database: format!("{} {}", database.engine(), database.engine_version().await?),
            ring: self.signing_keys(actor).await?,
            exposed,
            settings: self.settings().effective.clone(),
        })
    }
}
