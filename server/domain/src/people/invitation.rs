//! Inviting people: a mail with the link by which they set their first password.

use super::full_name;
use crate::{Actor, Error, Office, Result, mail};
use model::{LinkPurpose, UserId};
use store::Transaction;

/// Who is invited.
pub(crate) struct Invited<'a> {
    /// Their id.
    pub(crate) id: UserId,
    /// First and last name.
    pub(crate) name: &'a str,
    /// Primary e-mail address.
    pub(crate) email: &'a str,
}

impl Office {
    /// Sends somebody a new invitation; links they got before end. Refused for people who may do more than the actor.
    pub async fn invite_user(&self, actor: &Actor, user: UserId) -> Result<()> {
        let found = self.found_user(user).await?;
        found.require_changeable(actor)?;
        if !found.row.active {
            return Err(Error::Forbidden);
        }
        let name = full_name(&found.row.first_name, &found.row.last_name);
        let invited = Invited { id: user, name: &name, email: &found.row.email };
        let mut tx = self.0.database.begin().await?;
        self.write_invitation(&mut tx, &invited).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(())
    }

    /// Writes the invitation and its link. It leaves once the transaction is committed; wake the worker then.
    pub(crate) async fn write_invitation(&self, tx: &mut Transaction, invited: &Invited<'_>) -> Result<()> {
        tx.delete_password_links_of_user(invited.id).await?;
        let (link, until) = self.put_password_link(tx, invited.id, LinkPurpose::Invitation).await?;
        let mail = mail::invitation(mail::Invitation {
            to_name: invited.name,
            to_address: invited.email,
            link,
            until,
            public_url: &self.settings().public_url,
        });
        self.write_mail(tx, mail).await
    }
}
