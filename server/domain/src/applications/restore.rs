//! Restores a deleted application.

use super::{record, shown, subject};
use crate::{Actor, Error, Office, Result};
use model::{Action, Application, ApplicationId, Level, MailEvent};

impl Office {
    /// Brings a deleted application back as it was, for those who may delete beyond what they own. Its old tokens stay
    /// dead. Refused if its owner has another application of its name by now.
    pub async fn restore_application(&self, actor: &Actor, id: ApplicationId) -> Result<Application> {
        let row = self.0.database.find_application(id).await?.ok_or(Error::NotFound)?;
        let subject = subject(row.side);
        let may = actor.level(subject, Action::Delete) >= Level::Organization
            && actor.may(subject, Action::Delete, &record(&row));
        if !may {
            // Of a deleted application its owner hears no more than of one that never was.
            let may_know = row.deleted_at.is_none() && actor.may(subject, Action::View, &record(&row));
            return Err(if may_know { Error::Forbidden } else { Error::NotFound });
        }
        let mut tx = self.0.database.begin().await?;
        let mut row = tx.lock_application(id).await?.ok_or(Error::NotFound)?;
        if row.deleted_at.take().is_none() {
            return Ok(shown(row));
        }
        self.end_tokens(&mut tx, &mut row).await?;
        self.save_application(tx, actor, row, &[MailEvent::ApplicationRestored]).await
    }
}
