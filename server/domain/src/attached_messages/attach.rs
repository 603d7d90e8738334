//! Attaches a message to a person. Doing it again changes nothing.

use super::shown;
use crate::{Actor, Error, Office, Result, Via};
use model::{ATTACHED_MAX, Action, AttachedMessage, Invalid, MessageForm, Problem, UserId};
use store::NewAttachedMessageRow;

impl Office {
    /// Attaches it, in the organization the actor works in, and says whether it is new. A message is known by its Message-ID:
    /// one that is there already stays as it was first attached, whatever is said of it now. Only programs attach messages.
    pub async fn attach_message(
        &self,
        actor: &Actor,
        person: UserId,
        form: &MessageForm,
    ) -> Result<(AttachedMessage, bool)> {
        let found = self.person_with_messages(actor, person, Action::Edit).await?;
        let Via::Application { id: application, .. } = actor.via else { return Err(Error::Forbidden) };
        let message = form.validate()?;
        let application = self.0.database.find_application(application).await?.ok_or(Error::NotFound)?;
        let organization = actor.viewer.organization.id;
        let mut tx = self.0.database.begin().await?;
        let there = tx.attached_message_of(person, organization, &message.message_id).await?;
        if let Some(there) = there {
            return Ok((shown(there, &found, actor), false));
        }
        if tx.count_attached_messages(person, organization).await? >= i64::from(ATTACHED_MAX) {
            return Err(Invalid::one("", Problem::TooMany { limit: ATTACHED_MAX }).into());
        }
        let new = NewAttachedMessageRow {
            id: self.new_id(),
            user_id: person,
            organization_id: organization,
            message: &message,
            attached_at: self.now(),
            attached_by: actor.viewer.id,
            application_name: &application.name,
        };
        // Somebody else may have been faster by a moment.
        let is_new = tx.attach_message(&new).await?;
        let row = tx.attached_message_of(person, organization, &message.message_id).await?;
        let row = row.ok_or(Error::Conflict)?;
        if is_new {
            self.record_created(&mut tx, actor, &row).await?;
        }
        tx.commit().await?;
        Ok((shown(row, &found, actor), is_new))
    }
}
