//! Removes a message of a person. The mail itself is where it was.

use super::may_remove;
use crate::{Actor, Error, Office, Result};
use model::{AttachedMessageId, UserId};

impl Office {
    /// Removes it.
    pub async fn remove_attached_message(
        &self,
        actor: &Actor,
        person: UserId,
        id: AttachedMessageId,
    ) -> Result<()> {
        let (found, row) = self.seen_message(actor, person, id).await?;
        if !may_remove(actor, &found, &row) {
            return Err(Error::Forbidden);
        }
        let mut tx = self.0.database.begin().await?;
        if !tx.remove_attached_message(id).await? {
            return Err(Error::NotFound);
        }
        self.record_deleted(&mut tx, actor, &row).await?;
        Ok(tx.commit().await?)
    }
}
