//! Writes a record.

use super::{About, Audited, By, told};
use crate::{Office, Result, people::printable};
use model::{AuditAction, AuditChange, differences};
use store::{NewAuditRow, Transaction};

/// What was done.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    action: AuditAction,
    about: About,
    changes: Vec<AuditChange>,
}

impl Deed {
    /// This, with that.
    pub(crate) const fn new(action: AuditAction, about: About) -> Self {
        Self { action, about, changes: Vec::new() }
    }

    /// The same, with what became other.
    pub(crate) fn with(mut self, changes: Vec<AuditChange>) -> Self {
        self.changes = changes;
        self
    }
}

/// The word for switching something on or off.
pub(crate) const fn switched(on: bool) -> AuditAction {
    if on { AuditAction::Enabled } else { AuditAction::Disabled }
}

impl Office {
    /// Records what was done. It is there once the transaction is committed, and never was if it is not.
    pub(crate) async fn record(&self, tx: &mut Transaction, by: impl Into<By<'_>>, deed: Deed) -> Result<()> {
        let by = by.into().named(tx).await?;
        let Deed { action, about, changes } = deed;
        let mut organizations = about.organizations;
        if let Some(person) = about.of_person {
            organizations.extend(tx.organizations_of_user(person).await?.into_iter().map(|one| one.id));
        }
        let (application_id, application_name) = by.application.unzip();
        let row = NewAuditRow {
            id: self.new_id(),
            action,
            kind: about.kind,
            subject_id: about.id,
            subject_name: about.name,
            owner: about.owner,
            organizations,
            who: by.who,
            actor_id: by.id,
            actor_name: by.name,
            application_id,
            application_name: application_name.unwrap_or_default(),
            door: by.came_from.door,
            address: printable(&by.came_from.address),
            request_id: printable(&by.came_from.request_id),
            changes,
            created_at: self.now(),
        };
        tx.note_audit(row, self.0.afterwards.as_ref().map(|afterwards| &afterwards.audit));
        Ok(())
    }

    /// Records that this was made.
    pub(crate) async fn record_created(
        &self,
        tx: &mut Transaction,
        by: impl Into<By<'_>>,
        row: &impl Audited,
    ) -> Result<()> {
        let deed = Deed::new(AuditAction::Created, row.about()).with(told(row.fields()));
        self.record(tx, by, deed).await
    }

    /// Records what of this is other than before; nothing, if nothing is.
    pub(crate) async fn record_changed<T: Audited>(
        &self,
        tx: &mut Transaction,
        by: impl Into<By<'_>>,
        before: &T,
        after: &T,
    ) -> Result<()> {
        self.record_done(tx, by, AuditAction::Changed, before, after).await
    }

    /// The same of something that has a word of its own.
    pub(crate) async fn record_done<T: Audited>(
        &self,
        tx: &mut Transaction,
        by: impl Into<By<'_>>,
        action: AuditAction,
        before: &T,
        after: &T,
    ) -> Result<()> {
        let changes = differences(&before.fields(), &after.fields());
        if changes.is_empty() {
            return Ok(());
        }
        // Whoever could see it before sees that it went.
        let about = after.about();
        let before = before.about();
        let about = about.within(before.organizations);
        self.record(tx, by, Deed::new(action, about).with(changes)).await
    }

    /// Records that this is gone, and what it was.
    pub(crate) async fn record_deleted(
        &self,
        tx: &mut Transaction,
        by: impl Into<By<'_>>,
        row: &impl Audited,
    ) -> Result<()> {
        let changes = differences(&row.fields(), &[]);
        self.record(tx, by, Deed::new(AuditAction::Deleted, row.about()).with(changes)).await
    }
}
