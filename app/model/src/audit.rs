//! The history of everything: what was done, by whom, from where, and what was before and after.
//!
//! The words here are stored and part of a chain of digests, so none is ever renamed; one that a newer version wrote is shown
//! as it stands.

mod action;
mod change;
mod door;
mod field;
mod kind;
mod words;

pub use action::AuditAction;
pub use change::{AuditChange, AuditValue, differences};
pub use door::{AuditDoor, AuditWho};
pub use field::AuditField;
pub use kind::AuditKind;

use crate::{ApplicationId, AuditRecordId, AuditedId, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// What an audit record is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditSubject {
    /// The kind of record.
    pub kind: AuditKind,
    /// Its id; none of what has none.
    pub id: Option<AuditedId>,
    /// What it was called then.
    pub name: String,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditActor {
    /// Of which kind they are.
    pub who: AuditWho,
    /// The person, if it was one, or one for whom an application did it.
    pub id: Option<UserId>,
    /// What they were called then.
    pub name: String,
    /// The application that did it for them, or for itself.
    pub application: Option<(ApplicationId, String)>,
}

/// From where it was done. Only those who may see the audit are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPlace {
    /// By which door.
    pub door: AuditDoor,
    /// The network address; empty where there was none.
    pub address: String,
    /// The id of the request; empty where there was none.
    pub request_id: String,
}

/// What was done last with a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The latest first.
    pub records: Vec<AuditRecord>,
    /// Whether there is more than that.
    pub more: bool,
    /// Whether the viewer may see the audit.
    pub sees_audit: bool,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRecord {
    /// Its id.
    pub id: AuditRecordId,
    /// Its place in the chain, from 1.
    pub sequence: i64,
    /// What was done.
    pub action: AuditAction,
    /// With what.
    pub subject: AuditSubject,
    /// By whom.
    pub actor: AuditActor,
    /// From where; none for those who see the record's history only.
    pub place: Option<AuditPlace>,
    /// What is other than before.
    pub changes: Vec<AuditChange>,
    /// The digest of the record, with that of the one before it.
    pub hash: String,
    /// When.
    pub created_at: Timestamp,
}
