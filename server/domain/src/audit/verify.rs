//! Looks whether the chain is what was written.
//!
//! What is found: a record that was changed, put elsewhere, taken out or put in, one that is missing at the end, and a beginning
//! that was removed other than by the cleanup. What cannot be found with the database alone: that whoever may write to it wrote
//! the whole chain anew, with its end. For that, keep the end that is told here somewhere else, and compare with it later.

#[cfg(test)]
mod tests;

use crate::{Office, Result};
use model::{AuditAction, AuditChange, AuditField, AuditValue};
use store::{ChainEnds, ChainRow, hex};

/// How many records are read at once.
const PART: i64 = 500;

/// A place in the chain that was noted before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedEnd {
    /// The number of the record.
    pub sequence: i64,
    /// Its digest, in hexadecimal.
    pub hash: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainReport {
    /// How many records were looked at and are whole.
    pub records: u64,
    /// The last of the old ones that the cleanup removed; 0: none.
    pub removed: i64,
    /// The end, to be noted.
    pub end: NotedEnd,
    /// The first thing that is wrong.
    pub broken: Option<Broken>,
}

/// What is wrong with the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A record is not there.
    #[error("record {0} is missing")]
    Missing(i64),
    /// A record is not what was written.
    #[error("record {0} was changed")]
    Changed(i64),
    /// A record is not the one that was written after the one before it.
    #[error("record {0} does not follow on the one before it")]
    Unlinked(i64),
    /// The end is not what was written last.
    #[error("record {0} is not the one that was written last")]
    End(i64),
    /// The beginning is not where the cleanup left it.
    #[error("the records up to {0} were not removed by the cleanup")]
    Beginning(i64),
    /// A record is not the one that was noted.
    #[error("record {0} is not the one that was noted")]
    Other(i64),
}

impl Office {
    /// Looks at every record. With a place that was noted before it also looks whether the record there is still the same.
    pub async fn verify_audit(&self, noted: Option<&NotedEnd>) -> Result<ChainReport> {
        loop {
            let ends = self.0.database.audit_ends().await?;
            let report = self.verify_between(&ends, noted).await?;
            // The cleanup may have removed something meanwhile.
            let moved = self.0.database.audit_ends().await?.removed_sequence != ends.removed_sequence;
            if report.broken.is_none() || !moved {
                return Ok(report);
            }
        }
    }

    /// The records after this place as they are exported, in their order; none at the end.
    pub async fn export_audit(&self, after: i64) -> Result<Vec<ChainRow>> {
        Ok(self.0.database.audit_chain(after, i64::MAX, PART).await?)
    }

    async fn verify_between(&self, ends: &ChainEnds, noted: Option<&NotedEnd>) -> Result<ChainReport> {
        let mut report = ChainReport {
            records: 0,
            removed: ends.removed_sequence,
            end: NotedEnd { sequence: ends.sequence, hash: hex(&ends.hash) },
            broken: None,
        };
        let (mut last, mut hash) = (ends.removed_sequence, ends.removed_hash.clone());
        let mut shortened = None;
        while last < ends.sequence {
            let rows = self.0.database.audit_chain(last, ends.sequence, PART).await?;
            if rows.is_empty() {
                report.broken = Some(Broken::Missing(last + 1));
                return Ok(report);
            }
            for row in rows {
                report.broken = wrong(&row, last + 1, &hash, noted);
                if report.broken.is_some() {
                    return Ok(report);
                }
                if row.action == AuditAction::Shortened.as_str() {
                    shortened = until(&row);
                }
                report.records += 1;
                (last, hash) = (row.sequence, row.hash);
            }
        }
        let beginning = (ends.removed_sequence, hex(&ends.removed_hash));
        let another = noted.filter(|noted| noted.sequence == beginning.0 && beginning.0 > 0);
        report.broken = if hash != ends.hash {
            Some(Broken::End(last))
        } else if beginning.0 > 0 && shortened.as_ref() != Some(&beginning) {
            Some(Broken::Beginning(beginning.0))
        } else if another.is_some_and(|noted| noted.hash != beginning.1) {
            Some(Broken::Other(beginning.0))
        } else {
            // What was noted and is beyond the end was cut off.
            noted.filter(|noted| noted.sequence > last).map(|_| Broken::Missing(last + 1))
        };
        Ok(report)
    }
}

fn wrong(row: &ChainRow, expected: i64, previous: &[u8], noted: Option<&NotedEnd>) -> Option<Broken> {
    if row.sequence != expected {
        Some(Broken::Missing(expected))
    } else if !row.is_whole() {
        Some(Broken::Changed(row.sequence))
    } else if row.previous != previous {
        Some(Broken::Unlinked(row.sequence))
    } else {
        let other = noted.filter(|noted| noted.sequence == row.sequence && noted.hash != hex(&row.hash));
        other.map(|_| Broken::Other(row.sequence))
    }
}

/// Up to where the cleanup removed records, by its own record of that.
fn until(row: &ChainRow) -> Option<(i64, String)> {
    let changes: Vec<AuditChange> = serde_json::from_str(&row.changes).ok()?;
    let of = |field: AuditField| changes.iter().find(|change| change.field == field.as_str());
    match (&of(AuditField::Until)?.after, &of(AuditField::Hash)?.after) {
        (AuditValue::Number(sequence), AuditValue::Text(hash)) => Some((*sequence, hash.clone())),
        _ => None,
    }
}
