//! The digest of a record: SHA-256 of one line of JSON, which is also the line that is exported, so that everybody can count
//! it again with `jq` and `sha256sum`.

use super::ChainRow;
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The line without its digest. The order of the members is part of it.
#[derive(Serialize)]
struct Line<'a> {
    sequence: i64,
    id: String,
    time: i64,
    action: &'a str,
    subject_kind: &'a str,
    subject_id: Option<String>,
    subject_name: &'a str,
    owner_id: Option<String>,
    organizations: Vec<String>,
    actor_kind: &'a str,
    actor_id: Option<String>,
    actor_name: &'a str,
    application_id: Option<String>,
    application_name: &'a str,
    door: &'a str,
    address: &'a str,
    request_id: &'a str,
    changes: Box<RawValue>,
    previous: String,
}

impl ChainRow {
    /// The line the digest is of.
    pub fn line(&self) -> String {
        // What is no JSON any more is not what was written; as a text it has another digest.
        let quoted = || serde_json::value::to_raw_value(&self.changes).unwrap_or_default();
        let changes = RawValue::from_string(self.changes.clone()).unwrap_or_else(|_| quoted());
        let line = Line {
            sequence: self.sequence,
            id: self.id.to_string(),
            time: self.created_at.0,
            action: &self.action,
            subject_kind: &self.subject_kind,
            subject_id: self.subject_id.map(|id| id.to_string()),
            subject_name: &self.subject_name,
            owner_id: self.owner_id.map(|id| id.to_string()),
            organizations: self.organizations.iter().map(ToString::to_string).collect(),
            actor_kind: &self.actor_kind,
            actor_id: self.actor_id.map(|id| id.to_string()),
            actor_name: &self.actor_name,
            application_id: self.application_id.map(|id| id.to_string()),
            application_name: &self.application_name,
            door: &self.door,
            address: &self.address,
            request_id: &self.request_id,
            changes,
            previous: hex(&self.previous),
        };
        // Texts and numbers can always be written.
        serde_json::to_string(&line).unwrap_or_default()
    }

    /// The line as it is exported: the same with its digest.
    pub fn exported(&self) -> String {
        let mut line = self.line();
        line.truncate(line.len().saturating_sub(1));
        let _never_fails = write!(line, r#","hash":"{}"}}"#, hex(&self.hash));
        line
    }
}

/// The digest this record must have.
pub(crate) fn digest_of(row: &ChainRow) -> Vec<u8> {
    Sha256::digest(row.line().as_bytes()).to_vec()
}

/// Bytes as people compare them.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}
