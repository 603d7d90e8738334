//! Reads tables in batches, so that their size does not matter.

use super::{tables::Table, value::Value};
use crate::{Result, Transaction, database::within};
use futures_util::TryStreamExt;

/// How many rows at once, and how many values: SQLite takes 32,766 in one statement.
const ROWS: usize = 500;
const VALUES: usize = 16_000;

impl Transaction {
    /// Gives all rows of a table, in the order of its key.
    pub(super) async fn each_batch(
        &mut self,
        table: &Table,
        mut take: impl AsyncFnMut(Vec<Vec<Value>>) -> Result<()>,
    ) -> Result<()> {
        let most = (VALUES / table.columns.len().max(1)).clamp(1, ROWS);
        let select = sqlx::AssertSqlSafe(table.select());
        within!(self, tx => {
            let mut rows = sqlx::query(select).fetch(&mut **tx);
            let mut batch = Vec::with_capacity(most);
            while let Some(row) = rows.try_next().await? {
                let values = table.columns.iter().enumerate().map(|(place, column)| column.kind.read(&row, place));
                batch.push(values.collect::<sqlx::Result<Vec<_>>>()?);
                if batch.len() == most {
                    take(std::mem::replace(&mut batch, Vec::with_capacity(most))).await?;
                }
            }
            if batch.is_empty() { Ok(()) } else { take(batch).await }
        })
    }
}
