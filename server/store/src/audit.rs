//! The audit: a chain of records, each with the digest of the one before it.
//!
//! A transaction collects its records and appends them as the last thing it does, so that it holds the end of the chain, for
//! which every other one waits, only until it is committed. Whoever locks that row locks nothing afterwards.

mod chain;
mod digest;
mod list;
mod removal;

pub use chain::{ChainEnds, ChainRow};
pub use list::AuditRecordRow;
#[cfg(test)]
pub(crate) use list::AuditRecords;
pub use removal::RemovedRecords;

pub use digest::hex;

pub(crate) use digest::digest_of;

use crate::{Error, Result, Transaction, database::within};
use model::{
    ApplicationId, AuditAction, AuditChange, AuditDoor, AuditKind, AuditRecordId, AuditWho, OrganizationId,
    Timestamp, UserId, fold,
};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// A record that is to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAuditRow {
    /// Its id.
    pub id: AuditRecordId,
    /// What was done.
    pub action: AuditAction,
    /// With which kind of record.
    pub kind: AuditKind,
    /// With which of them.
    pub subject_id: Option<Uuid>,
    /// What that is called.
    pub subject_name: String,
    /// Whose it is.
    pub owner: Option<UserId>,
    /// The organizations whose people may see it.
    pub organizations: Vec<OrganizationId>,
    /// Of which kind whoever did it is.
    pub who: AuditWho,
    /// The person who did it.
    pub actor_id: Option<UserId>,
    /// What they are called.
    pub actor_name: String,
    /// The application that did it.
    pub application_id: Option<ApplicationId>,
    /// What that is called.
    pub application_name: String,
    /// By which door.
    pub door: AuditDoor,
    /// From which address.
    pub address: String,
    /// In which request.
    pub request_id: String,
    /// What is other than before.
    pub changes: Vec<AuditChange>,
    /// When.
    pub created_at: Timestamp,
}

/// What is to be appended when a transaction ends that holds others.
#[derive(Clone, Debug, Default)]
pub struct AuditNotes(Arc<Mutex<Vec<NewAuditRow>>>);

impl AuditNotes {
    fn lock(&self) -> MutexGuard<'_, Vec<NewAuditRow>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn add(&self, mut rows: Vec<NewAuditRow>) {
        self.lock().append(&mut rows);
    }

    /// What was noted so far.
    pub fn take(&self) -> Vec<NewAuditRow> {
        std::mem::take(&mut self.lock())
    }
}

impl Transaction {
    /// Appends this record when the transaction is committed; with `outer`, when the one that holds it is, by whoever takes the
    /// notes.
    pub fn note_audit(&mut self, row: NewAuditRow, outer: Option<&AuditNotes>) {
        self.outer = outer.cloned();
        self.records.push(row);
    }

    /// Appends what was noted. Locks the end of the chain, so nothing may come after it.
    pub(crate) async fn append_audit(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.records);
        if rows.is_empty() {
            return Ok(());
        }
        let many = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let sql = "UPDATE audit_head SET sequence = sequence + $1 WHERE id = 1 RETURNING sequence, hash";
        let (last, mut hash): (i64, Vec<u8>) =
            within!(self, tx => sqlx::query_as(sql).bind(many).fetch_one(&mut **tx).await)?;
        for (row, sequence) in rows.into_iter().zip(last - many + 1..) {
            hash = self.append_one(row, sequence, hash).await?;
        }
        let sql = "UPDATE audit_head SET hash = $1 WHERE id = 1";
        within!(self, tx => sqlx::query(sql).bind(&hash).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }

    async fn append_one(&mut self, row: NewAuditRow, sequence: i64, previous: Vec<u8>) -> Result<Vec<u8>> {
        let row = ChainRow::appended(row, sequence, previous)?;
        let sql = "INSERT INTO audit_records (id, sequence, action, subject_kind, subject_id, subject_name, subject_folded, \
                   owner_id, actor_kind, actor_id, actor_name, actor_folded, application_id, application_name, door, address, \
                   request_id, changes, created_at, previous, hash) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";
        within!(self, tx => {
            sqlx::query(sql)
                .bind(row.id)
                .bind(row.sequence)
                .bind(&row.action)
                .bind(&row.subject_kind)
                .bind(row.subject_id)
                .bind(&row.subject_name)
                .bind(fold(&row.subject_name))
                .bind(row.owner_id)
                .bind(&row.actor_kind)
                .bind(row.actor_id)
                .bind(&row.actor_name)
                .bind(fold(&row.actor_name))
                .bind(row.application_id)
                .bind(&row.application_name)
                .bind(&row.door)
                .bind(&row.address)
                .bind(&row.request_id)
                .bind(&row.changes)
                .bind(row.created_at)
                .bind(&row.previous)
                .bind(&row.hash)
                .execute(&mut **tx)
                .await
                .map(drop)
        })?;
        let sql = "INSERT INTO audit_organizations (record_id, organization_id) VALUES ($1, $2)";
        for organization in &row.organizations {
            within!(self, tx => {
                sqlx::query(sql).bind(row.id).bind(organization).execute(&mut **tx).await.map(drop)
            })?;
        }
        Ok(row.hash)
    }
}

/// PostgreSQL stores no NUL.
fn storable(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

/// The changes as they are stored.
fn written(changes: &[AuditChange]) -> Result<String> {
    serde_json::to_string(changes).map_err(|error| Error::Other(sqlx::Error::Encode(Box::new(error))))
}
