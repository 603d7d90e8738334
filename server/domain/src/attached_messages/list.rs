//! Lists the messages of a person.

use super::{organization_seen, shown};
use crate::{Actor, Office, Result};
use model::{Action, AttachedCursor, AttachedPage, UserId};

/// The most messages at once.
const ROWS_MAX: u32 = 100;

impl Office {
    /// So many messages of a person after a place in the list, newest first.
    pub async fn attached_messages(
        &self,
        actor: &Actor,
        person: UserId,
        after: Option<AttachedCursor>,
        limit: u32,
    ) -> Result<AttachedPage> {
        let found = self.person_with_messages(actor, person, Action::View).await?;
        let limit = limit.clamp(1, ROWS_MAX);
        let organization = organization_seen(actor);
        // One more tells whether there are more.
        let mut rows = self.0.database.attached_messages(person, organization, after, limit + 1).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let last = rows.last().map(|row| AttachedCursor { sent_at: row.sent_at, id: row.id });
        let rows = rows.into_iter().map(|row| shown(row, &found, actor)).collect();
        Ok(AttachedPage { rows, next: last.filter(|_| more) })
    }
}
