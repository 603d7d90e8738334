//! Restores deleted applications: whoever may delete them may take that back.

use super::{
    bulk::{note, require_few},
    record, shown, subject,
};
use crate::{Actor, Error, Office, Result};
use model::{Action, Application, ApplicationId, BulkOutcome, Invalid, MailEvent, check_name};

impl Office {
    /// Brings a deleted application back as it was, with its Client ID and its secrets. Its old tokens stay dead, and nobody has
    /// let it in any more. Refused if its owner has another application of its name by now.
    pub async fn restore_application(&self, actor: &Actor, id: ApplicationId) -> Result<Application> {
        self.restore_application_as(actor, id, "").await
    }

    /// The same under another name, for when its own was taken meanwhile; without one it keeps its own.
    pub async fn restore_application_as(
        &self,
        actor: &Actor,
        id: ApplicationId,
        name: &str,
    ) -> Result<Application> {
        let row = self.0.database.find_application(id).await?.ok_or(Error::NotFound)?;
        if !actor.may(subject(row.side), Action::Delete, &record(&row)) {
            // Of a deleted application others hear no more than of one that never was.
            let may_know =
                row.deleted_at.is_none() && actor.may(subject(row.side), Action::View, &record(&row));
            return Err(if may_know { Error::Forbidden } else { Error::NotFound });
        }
        let mut invalid = Invalid::default();
        let name = (!name.trim().is_empty()).then(|| check_name("name", name, &mut invalid));
        if !invalid.is_empty() {
            return Err(invalid.into());
        }
        let mut tx = self.0.database.begin().await?;
        let mut row = tx.lock_application(id).await?.ok_or(Error::NotFound)?;
        if row.deleted_at.take().is_none() {
            return Ok(shown(row));
        }
        if let Some(name) = name {
            row.name = name;
        }
        self.end_tokens(&mut tx, &mut row).await?;
        self.save_application(tx, actor, row, &[MailEvent::ApplicationRestored]).await
    }

    /// Restores each of these, as if it was done one by one: what one refuses does not stop the others. Only a database that
    /// cannot be reached ends it.
    pub async fn restore_applications(&self, actor: &Actor, ids: &[ApplicationId]) -> Result<BulkOutcome> {
        require_few(ids)?;
        let mut outcome = BulkOutcome::default();
        for id in ids {
            note(&mut outcome, *id, self.restore_application(actor, *id).await)?;
        }
        Ok(outcome)
    }
}
