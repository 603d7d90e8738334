//! The records as they stand in the chain, to be looked at one after the other.

use super::{NewAuditRow, digest_of, storable, written};
use crate::{Database, Result, database::on};
use model::{ApplicationId, AuditRecordId, OrganizationId, Timestamp, UserId, fold};
use std::collections::HashMap;
use uuid::Uuid;

/// A record, in the words it is stored in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ChainRow {
    /// Its id.
    pub id: AuditRecordId,
    /// Its place in the chain.
    pub sequence: i64,
    /// What was done.
    pub action: String,
    /// With which kind of record.
    pub subject_kind: String,
    /// With which of them.
    pub subject_id: Option<Uuid>,
    /// What that was called.
    pub subject_name: String,
    /// Whose it was.
    pub owner_id: Option<UserId>,
    /// The organizations whose people may see it, in the order of their ids.
    #[sqlx(skip)]
    pub organizations: Vec<OrganizationId>,
    /// Of which kind whoever did it is.
    pub actor_kind: String,
    /// The person who did it.
    pub actor_id: Option<UserId>,
    /// What they were called.
    pub actor_name: String,
    /// The application that did it.
    pub application_id: Option<ApplicationId>,
    /// What that was called.
    pub application_name: String,
    /// By which door.
    pub door: String,
    /// From which address.
    pub address: String,
    /// In which request.
    pub request_id: String,
    /// What is other than before, as JSON.
    pub changes: String,
    /// When.
    pub created_at: Timestamp,
    /// The digest of the record before.
    pub previous: Vec<u8>,
    /// The digest of this one.
    pub hash: Vec<u8>,
    /// Both names as they are searched, which are not in the digest.
    subject_folded: String,
    actor_folded: String,
}

/// Both ends of the chain.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ChainEnds {
    /// The last record; 0: there never was one.
    pub sequence: i64,
    /// Its digest.
    pub hash: Vec<u8>,
    /// The last of the old ones that were removed; 0: none was.
    pub removed_sequence: i64,
    /// Its digest.
    pub removed_hash: Vec<u8>,
}

impl ChainRow {
    /// The record at its place.
    pub(super) fn appended(new: NewAuditRow, sequence: i64, previous: Vec<u8>) -> Result<Self> {
        let mut organizations = new.organizations;
        organizations.sort_unstable();
        organizations.dedup();
        let (subject_name, actor_name) = (storable(new.subject_name), storable(new.actor_name));
        let mut row = Self {
            id: new.id,
            sequence,
            action: new.action.as_str().to_owned(),
            subject_kind: new.kind.as_str().to_owned(),
            subject_id: new.subject_id,
            subject_folded: fold(&subject_name),
            subject_name,
            owner_id: new.owner,
            organizations,
            actor_kind: new.who.as_str().to_owned(),
            actor_id: new.actor_id,
            actor_folded: fold(&actor_name),
            actor_name,
            application_id: new.application_id,
            application_name: storable(new.application_name),
            door: new.door.as_str().to_owned(),
            address: storable(new.address),
            request_id: storable(new.request_id),
            changes: written(&new.changes)?,
            created_at: new.created_at,
            previous,
            hash: Vec::new(),
        };
        row.hash = digest_of(&row);
        Ok(row)
    }

    /// Whether it is what it was when it was written.
    pub fn is_whole(&self) -> bool {
        self.hash == digest_of(self)
            && self.subject_folded == fold(&self.subject_name)
            && self.actor_folded == fold(&self.actor_name)
    }
}

const RECORDS: &str = "SELECT id, sequence, action, subject_kind, subject_id, subject_name, subject_folded, owner_id, actor_kind, actor_id, \
     actor_name, actor_folded, application_id, application_name, door, address, request_id, changes, created_at, previous, hash \
     FROM audit_records WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence LIMIT $3";

impl Database {
    /// Both ends of the chain as they are now.
    pub async fn audit_ends(&self) -> Result<ChainEnds> {
        let sql = "SELECT sequence, hash, removed_sequence, removed_hash FROM audit_head WHERE id = 1";
        Ok(on!(self, pool => sqlx::query_as(sql).fetch_one(pool).await)?)
    }

    /// The next records after this place, up to `until`, in their order.
    pub async fn audit_chain(&self, after: i64, until: i64, limit: i64) -> Result<Vec<ChainRow>> {
        let mut rows: Vec<ChainRow> = on!(self, pool => {
            sqlx::query_as(RECORDS).bind(after).bind(until).bind(limit).fetch_all(pool).await
        })?;
        let Some(last) = rows.last().map(|row| row.sequence) else { return Ok(rows) };
        let sql = "SELECT o.record_id, o.organization_id FROM audit_organizations o \
                   JOIN audit_records r ON r.id = o.record_id WHERE r.sequence > $1 AND r.sequence <= $2 \
                   ORDER BY o.organization_id";
        let seen: Vec<(AuditRecordId, OrganizationId)> = on!(self, pool => {
            sqlx::query_as(sql).bind(after).bind(last).fetch_all(pool).await
        })?;
        let mut of: HashMap<AuditRecordId, Vec<OrganizationId>> = HashMap::new();
        for (record, organization) in seen {
            of.entry(record).or_default().push(organization);
        }
        for row in &mut rows {
            row.organizations = of.remove(&row.id).unwrap_or_default();
        }
        Ok(rows)
    }
}
