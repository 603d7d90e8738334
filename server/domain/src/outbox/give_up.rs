//! Gives a mail up that waits.

use super::record;
use crate::{
    Actor, Error, Office, Result,
    audit::{About, Deed, told},
};
use model::{Action, AuditAction, AuditField, MailId, OutboxMail, Subject};

impl Office {
    /// Gives up a mail that waits, for the next try or for a digest. Its link goes with it. `Conflict` if it has left.
    pub async fn give_up_outbox_mail(&self, actor: &Actor, id: MailId) -> Result<OutboxMail> {
        let row = self.0.database.find_outbox_mail(id).await?.ok_or(Error::NotFound)?;
        actor.require(Subject::MailSettings, Action::Edit, &record(&row))?;
        let reason = format!("given up by {}", actor.viewer.email);
        let mut tx = self.0.database.begin().await?;
        if !tx.give_up_waiting_mail(id, &reason, self.now()).await? {
            return Err(Error::Conflict);
        }
        let fields = vec![(AuditField::Recipients, (&row.to_address).into())];
        let deed = Deed::new(AuditAction::GivenUp, About::mail(&row)).with(told(fields));
        self.record(&mut tx, actor, deed).await?;
        tx.commit().await?;
        self.find_outbox_mail(actor, id).await
    }
}
