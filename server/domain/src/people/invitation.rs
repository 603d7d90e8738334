//! Inviting people: a mail with the link by which they set their first password.

use crate::{
    Actor, Error, Office, Result,
    audit::{Audited, Deed},
    mail,
};
use model::{AuditAction, LinkPurpose, UserId};
use store::Transaction;

impl Office {
    /// Sends somebody a new invitation; links they got before end. Refused for people who may do more than the actor.
    pub async fn invite_user(&self, actor: &Actor, user: UserId) -> Result<()> {
        let found = self.found_user(user).await?;
        found.require_changeable(actor)?;
        if !found.row.active {
            return Err(Error::Forbidden);
        }
        let mut tx = self.0.database.begin().await?;
        self.write_invitation(&mut tx, user).await?;
        self.record(&mut tx, actor, Deed::new(AuditAction::Invited, found.about())).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(())
    }

    /// Writes the invitation and its link. It leaves once the transaction is committed; wake the worker then.
    pub(crate) async fn write_invitation(&self, tx: &mut Transaction, invited: UserId) -> Result<()> {
        tx.delete_password_links_of_user(invited).await?;
        let (link, until) = self.put_password_link(tx, invited, LinkPurpose::Invitation).await?;
        self.write_to_person(tx, invited, mail::INVITATION, mail::About::Invitation(until), Some(link)).await
    }
}
