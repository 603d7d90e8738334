//! Sends a mail again.

use super::record;
use crate::{
    Actor, Error, Office, Result,
    audit::{About, Deed, told},
};
use model::{Action, AuditAction, AuditField, MailId, MailState, OutboxMail, Subject};

impl Office {
    /// Sends a mail that was given up, or one that was sent once more; the answer is the mail that waits now. What was
    /// sent is written anew: mail servers throw away what comes twice with one Message-ID. `Conflict` while it waits, and
    /// `Forbidden` where its link is gone.
    pub async fn send_mail_again(&self, actor: &Actor, id: MailId) -> Result<OutboxMail> {
        let row = self.0.database.find_outbox_mail(id).await?.ok_or(Error::NotFound)?;
        actor.require(Subject::MailSettings, Action::Edit, &record(&row))?;
        let fields = vec![(AuditField::Recipients, (&row.to_address).into())];
        let deed = Deed::new(AuditAction::SentAgain, About::mail(&row)).with(told(fields));
        let mail = super::shown(row, actor);
        if mail.link_gone {
            return Err(Error::Forbidden);
        }
        let mut tx = self.0.database.begin().await?;
        let (again, done) = match mail.state {
            MailState::Failed => (id, tx.revive_mail(id, self.now()).await?),
            MailState::Sent => {
                let new = self.new_id();
                (new, tx.repeat_mail(id, new, self.now()).await?)
            }
            MailState::Waiting | MailState::Held => (id, false),
        };
        // Somebody else was faster.
        if !done {
            return Err(Error::Conflict);
        }
        self.record(&mut tx, actor, deed).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        self.find_outbox_mail(actor, again).await
    }
}
