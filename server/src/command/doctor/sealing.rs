//! The key that the secrets of authenticator apps are sealed with.

use super::report::Finding;
use crate::{config::Config, start};
use domain::{SealingStatus, sealing_status};
use store::Database;

/// Missing is fine while nothing is sealed: then it is made when it is needed.
pub(super) async fn look(config: &Config) -> Finding {
    let path = config.keys.sealing.display();
    match sealing_status(&start::settings(config)) {
        SealingStatus::Ready => Finding::Ok(path.to_string()),
        SealingStatus::Unusable => Finding::Problem(format!(
            "{path} is not 32 bytes in base64, or cannot be read: codes of authenticator apps are not taken; put the right \
             file there"
        )),
        SealingStatus::Missing if is_needed(config).await => Finding::Problem(format!(
            "{path} is missing, and authenticator apps are sealed with it: their codes are not taken; put the file back, or \
             reset the second factors of those people"
        )),
        SealingStatus::Missing => Finding::Ok(format!("{path} is made when it is needed")),
    }
}

/// Whether anything is sealed. A database that does not answer has a line of its own.
async fn is_needed(config: &Config) -> bool {
    if config.database.url.file().is_some_and(|file| !file.exists()) {
        return false;
    }
    let sealed = async {
        let database = Database::open(config.database.url.as_str()).await?;
        let sealed = database.is_migrated().await? && database.has_authenticator_apps().await?;
        database.close().await;
        Ok::<_, store::Error>(sealed)
    };
    sealed.await.unwrap_or(false)
}
