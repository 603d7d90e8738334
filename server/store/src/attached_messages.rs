//! Messages that were attached to people.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{AttachedCursor, AttachedMessageId, MessageInput, OrganizationId, Timestamp, UserId};
use uuid::Uuid;

/// A row of `attached_messages`, with the name of who attached it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AttachedMessageRow {
    /// Its id.
    pub id: AttachedMessageId,
    /// To whom it is attached.
    pub user_id: UserId,
    /// In which organization.
    pub organization_id: OrganizationId,
    /// Its Message-ID, without angle brackets.
    pub message_id: String,
    /// Its subject.
    pub subject: String,
    /// Who wrote it, as [`model::Mailbox::to_stored`] writes it.
    pub from_mailbox: String,
    /// To whom.
    pub to_mailboxes: String,
    /// Who got a copy.
    pub cc_mailboxes: String,
    /// When, by its own account.
    pub sent_at: Timestamp,
    /// How it begins.
    pub snippet: String,
    /// When it was attached.
    pub attached_at: Timestamp,
    /// Who attached it.
    pub attached_by: UserId,
    /// That person's first name.
    pub first_name: String,
    /// That person's last name.
    pub last_name: String,
    /// What the application was called that they used.
    pub application_name: String,
}

/// A message that is about to be attached.
#[derive(Clone, Debug)]
pub struct NewAttachedMessageRow<'a> {
    /// Its id.
    pub id: AttachedMessageId,
    /// To whom.
    pub user_id: UserId,
    /// In which organization.
    pub organization_id: OrganizationId,
    /// The message.
    pub message: &'a MessageInput,
    /// Now.
    pub attached_at: Timestamp,
    /// Who attaches it.
    pub attached_by: UserId,
    /// What their application is called.
    pub application_name: &'a str,
}

/// What is selected of each; a condition follows.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT m.id, m.user_id, m.organization_id, m.message_id, m.subject, m.from_mailbox, m.to_mailboxes, \
             m.cc_mailboxes, m.sent_at, m.snippet, m.attached_at, m.attached_by, u.first_name, u.last_name, \
             m.application_name FROM attached_messages m JOIN users u ON u.id = m.attached_by WHERE ",
            $condition
        )
    };
}

impl Database {
    /// So many messages of a person after a place in the list, newest first; of one organization where one is given.
    pub async fn attached_messages(
        &self,
        user: UserId,
        organization: Option<OrganizationId>,
        after: Option<AttachedCursor>,
        limit: u32,
    ) -> Result<Vec<AttachedMessageRow>> {
        let sql = select!(
            "m.user_id = $1 AND ($2 IS NULL OR m.organization_id = $2) AND (m.sent_at, m.id) < ($3, $4) \
             ORDER BY m.sent_at DESC, m.id DESC LIMIT $5"
        );
        // No message is beyond this one.
        let first = AttachedCursor { sent_at: Timestamp(i64::MAX), id: AttachedMessageId(Uuid::max()) };
        let after = after.unwrap_or(first);
        Ok(on!(self, pool => {
            sqlx::query_as(sql)
                .bind(user)
                .bind(organization)
                .bind(after.sent_at)
                .bind(after.id)
                .bind(i64::from(limit))
                .fetch_all(pool)
                .await
        })?)
    }

    /// One of them.
    pub async fn find_attached_message(&self, id: AttachedMessageId) -> Result<Option<AttachedMessageRow>> {
        let sql = select!("m.id = $1");
        Ok(on!(self, pool => sqlx::query_as(sql).bind(id).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// The message of this Message-ID that is attached to a person in an organization.
    pub async fn attached_message_of(
        &mut self,
        user: UserId,
        organization: OrganizationId,
        message_id: &str,
    ) -> Result<Option<AttachedMessageRow>> {
        let sql = select!("m.user_id = $1 AND m.organization_id = $2 AND m.message_id = $3");
        Ok(within!(self, tx => {
            sqlx::query_as(sql).bind(user).bind(organization).bind(message_id).fetch_optional(&mut **tx).await
        })?)
    }

    /// How many messages are attached to a person in an organization.
    pub async fn count_attached_messages(
        &mut self,
        user: UserId,
        organization: OrganizationId,
    ) -> Result<i64> {
        let sql = "SELECT count(*) FROM attached_messages WHERE user_id = $1 AND organization_id = $2";
        Ok(
            within!(self, tx => sqlx::query_scalar(sql).bind(user).bind(organization).fetch_one(&mut **tx).await)?,
        )
    }

    /// Attaches it; `false` if one of this Message-ID is there already, which stays as it is.
    pub async fn attach_message(&mut self, new: &NewAttachedMessageRow<'_>) -> Result<bool> {
        let stored = model::Mailbox::to_stored;
        let message = new.message;
        let made = within!(self, tx => {
            sqlx::query(
                "INSERT INTO attached_messages (id, user_id, organization_id, message_id, subject, from_mailbox, \
                 to_mailboxes, cc_mailboxes, sent_at, snippet, attached_at, attached_by, application_name) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
                 ON CONFLICT (user_id, organization_id, message_id) DO NOTHING",
            )
            .bind(new.id)
            .bind(new.user_id)
            .bind(new.organization_id)
            .bind(&message.message_id)
            .bind(&message.subject)
            .bind(stored(std::slice::from_ref(&message.from)))
            .bind(stored(&message.to))
            .bind(stored(&message.cc))
            .bind(message.sent_at)
            .bind(&message.snippet)
            .bind(new.attached_at)
            .bind(new.attached_by)
            .bind(new.application_name)
            .execute(&mut **tx)
            .await
            .map(|result| result.rows_affected())
        })?;
        Ok(made > 0)
    }

    /// Removes it; `false` if it was gone already.
    pub async fn remove_attached_message(&mut self, id: AttachedMessageId) -> Result<bool> {
        let gone = within!(self, tx => {
            sqlx::query("DELETE FROM attached_messages WHERE id = $1")
                .bind(id)
                .execute(&mut **tx)
                .await
                .map(|result| result.rows_affected())
        })?;
        Ok(gone > 0)
    }
}
