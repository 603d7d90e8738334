//! Messages of a mail program, attached to the people they are about: who may see, attach and remove them. One file per verb.
//!
//! Whoever may view a person sees what is attached to them; whoever may edit them attaches; whoever attached a message removes
//! it again, and so does whoever may delete such people. Everybody may do all of this with themselves. A message belongs to the
//! organization in which it was attached, and is seen where that organization is. It stays when the person is disabled.

mod attach;
mod behind;
mod find;
mod list;
mod remove;
#[cfg(test)]
mod tests;

use crate::{Actor, Error, Office, Result, people::Found};
use model::{
    Action, AttachedBy, AttachedMessage, AttachedMessageId, Mailbox, OrganizationId, Side, User, UserId,
    full_name,
};
use store::AttachedMessageRow;

impl Office {
    /// A person with whose messages the actor may do this.
    async fn person_with_messages(&self, actor: &Actor, id: UserId, action: Action) -> Result<Found> {
        let found = self.found_user(id).await?;
        if id != actor.viewer.id {
            found.require(actor, action)?;
        }
        Ok(found)
    }

    /// A person whose messages the actor may see.
    pub async fn find_correspondent(&self, actor: &Actor, id: UserId) -> Result<User> {
        Ok(self.person_with_messages(actor, id, Action::View).await?.shown(actor))
    }

    /// A message the actor may see, with the person to whom it is attached.
    async fn seen_message(
        &self,
        actor: &Actor,
        person: UserId,
        id: AttachedMessageId,
    ) -> Result<(Found, AttachedMessageRow)> {
        let found = self.person_with_messages(actor, person, Action::View).await?;
        let row = self.0.database.find_attached_message(id).await?.ok_or(Error::NotFound)?;
        let here = organization_seen(actor).is_none_or(|here| row.organization_id == here);
        if row.user_id == person && here { Ok((found, row)) } else { Err(Error::NotFound) }
    }
}

/// The only organization whose messages the actor sees; none if they see those of every one.
fn organization_seen(actor: &Actor) -> Option<OrganizationId> {
    let here = &actor.viewer.organization;
    (!here.global).then_some(here.id)
}

/// Whether the actor may remove a message of this person.
fn may_remove(actor: &Actor, found: &Found, row: &AttachedMessageRow) -> bool {
    row.user_id == actor.viewer.id
        || row.attached_by == actor.viewer.id
        || found.require(actor, Action::Delete).is_ok()
}

/// A message as this actor is shown it.
fn shown(row: AttachedMessageRow, found: &Found, actor: &Actor) -> AttachedMessage {
    let may_remove = may_remove(actor, found, &row);
    let by = AttachedBy {
        id: row.attached_by,
        name: full_name(&row.first_name, &row.last_name),
        application: row.application_name,
    };
    AttachedMessage {
        id: row.id,
        person: row.user_id,
        message_id: row.message_id,
        subject: row.subject,
        from: Mailbox::of_stored(&row.from_mailbox).pop().unwrap_or_default(),
        to: Mailbox::of_stored(&row.to_mailboxes),
        cc: Mailbox::of_stored(&row.cc_mailboxes),
        sent_at: row.sent_at,
        snippet: row.snippet,
        attached_at: row.attached_at,
        attached_by: (actor.viewer.side == Side::BackOffice).then_some(by),
        may_remove,
    }
}
