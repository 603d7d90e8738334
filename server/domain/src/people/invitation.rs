//! Inviting people: a mail with the link by which they set their first password.

use super::full_name;
use crate::{Actor, Error, Office, Record, Result, mail};
use model::{Action, LinkPurpose, OrganizationId, Side, Subject, UserId};
use store::{PersonRow, Transaction};

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
        let person = self.0.database.find_person(user).await?.ok_or(Error::NotFound)?;
        let organizations = self.0.database.enabled_organizations_of_user(user).await?;
        require_edit(actor, &person, organizations.iter().map(|one| one.id))?;
        if !person.enabled || !self.holds_no_more_than(actor, Some(user)).await? {
            return Err(Error::Forbidden);
        }
        let name = full_name(&person.first_name, &person.last_name);
        let mut tx = self.0.database.begin().await?;
        self.write_invitation(&mut tx, &Invited { id: user, name: &name, email: &person.email }).await?;
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

/// Whether the actor may change this person in any of the organizations they are in.
fn require_edit(
    actor: &Actor,
    person: &PersonRow,
    organizations: impl Iterator<Item = OrganizationId>,
) -> Result<()> {
    let subject = match person.side {
        Side::BackOffice => Subject::Users,
        Side::Customer => Subject::CustomerUsers,
    };
    let mut refusal = Error::NotFound;
    for organization in organizations {
        let record = Record { owner: Some(person.id), customer: person.customer_id, organization };
        match actor.require(subject, Action::Edit, &record) {
            Ok(()) => return Ok(()),
            Err(Error::Forbidden) => refusal = Error::Forbidden,
            Err(_) => {}
        }
    }
    Err(refusal)
}
