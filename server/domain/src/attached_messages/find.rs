//! Finds one message of a person.

use super::shown;
use crate::{Actor, Office, Result};
use model::{AttachedMessage, AttachedMessageId, UserId};

impl Office {
    /// A message of a person, if the actor may see it.
    pub async fn find_attached_message(
        &self,
        actor: &Actor,
        person: UserId,
        id: AttachedMessageId,
    ) -> Result<AttachedMessage> {
        let (found, row) = self.seen_message(actor, person, id).await?;
        Ok(shown(row, &found, actor))
    }
}
