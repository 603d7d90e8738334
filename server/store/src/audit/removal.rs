//! Removing old records, from the beginning of the chain on, so that the rest still hangs together.

use crate::{Result, Transaction, database::within};
use model::Timestamp;

/// What was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedRecords {
    /// How many.
    pub count: u64,
    /// The last of them.
    pub sequence: i64,
    /// Its digest, with which the first that is left begins.
    pub hash: Vec<u8>,
}

impl Transaction {
    /// Removes the records at the beginning of the chain that are from before this time; those behind a younger one stay, whatever
    /// their time. None if there is nothing to remove. Locks the end of the chain.
    pub async fn remove_audit_records(&mut self, before: Timestamp) -> Result<Option<RemovedRecords>> {
        // Whoever else appends or removes waits here.
        let lock = "UPDATE audit_head SET sequence = sequence WHERE id = 1 RETURNING sequence";
        let last: i64 = within!(self, tx => sqlx::query_scalar(lock).fetch_one(&mut **tx).await)?;
        let first_to_stay = "SELECT MIN(sequence) FROM audit_records WHERE created_at >= $1";
        let stays: Option<i64> = within!(self, tx => {
            sqlx::query_scalar(first_to_stay).bind(before).fetch_one(&mut **tx).await
        })?;
        let until = stays.map_or(last, |sequence| sequence - 1);
        let sql = "SELECT sequence, hash FROM audit_records WHERE sequence = $1";
        let end: Option<(i64, Vec<u8>)> =
            within!(self, tx => sqlx::query_as(sql).bind(until).fetch_optional(&mut **tx).await)?;
        let Some((sequence, hash)) = end else { return Ok(None) };
        let sql = "DELETE FROM audit_records WHERE sequence <= $1";
        let count = within!(self, tx => {
            sqlx::query(sql).bind(sequence).execute(&mut **tx).await.map(|done| done.rows_affected())
        })?;
        let sql = "UPDATE audit_head SET removed_sequence = $1, removed_hash = $2 WHERE id = 1";
        within!(self, tx => {
            sqlx::query(sql).bind(sequence).bind(&hash).execute(&mut **tx).await.map(drop)
        })?;
        Ok(Some(RemovedRecords { count, sequence, hash }))
    }
}
