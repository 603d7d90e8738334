//! Everything of one database in another one, on whichever engine: for backups and for moving.
//!
//! Which tables and columns there are is read from the databases themselves, so nothing can be forgotten that a later
//! migration brings. What was written is read back, and a digest of each table computed on both sides in the same way; only
//! when they are equal it is there.

mod constraints;
mod digest;
mod read;
mod snapshot;
mod tables;
#[cfg(test)]
mod tests;
mod value;
mod write;

pub use digest::TableDigest;
pub use tables::Table;

use crate::{Error, Transaction};
use digest::Digester;
use std::collections::BTreeMap;

/// Why not everything was copied. Nothing is there then.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// A table could not be read or written.
    #[error("table {table}: {source}")]
    Table {
        /// Which one.
        table: String,
        /// Why.
        source: Error,
    },
    /// The two sides do not have the same tables and columns.
    #[error("{0}; both sides must be at the same migration")]
    Shape(String),
    /// A column is of a type that is not known how to copy.
    #[error("column {0} is of type {1}, which cannot be copied")]
    Unknown(String, String),
    /// What was read back is not what was written.
    #[error("what arrived is not what was sent, in: {}", .0.join(", "))]
    Different(Vec<String>),
    /// The database as a whole.
    #[error(transparent)]
    Database(#[from] Error),
}

impl From<sqlx::Error> for CopyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

impl CopyError {
    fn in_table(table: &Table) -> impl Fn(Error) -> Self {
        move |source| Self::Table { table: table.name().to_owned(), source }
    }
}

/// Puts all rows of one side into the other, in place of what is there, and compares. Whoever calls it commits. `told` hears
/// of each table how many rows it has.
pub async fn copy_everything(
    from: &mut Transaction,
    to: &mut Transaction,
    mut told: impl FnMut(&str, u64),
) -> Result<Vec<TableDigest>, CopyError> {
    let tables = from.tables().await?;
    let places = matching(&tables, to.tables().await?)?;
    let constraints = to.defer_constraints().await?;
    to.empty(&places).await?;
    let mut sent = Vec::new();
    for (table, place) in tables.iter().zip(&places) {
        let mut digester = Digester::new(table);
        from.each_batch(table, async |rows| {
            digester.add(&rows);
            to.insert(place, rows).await
        })
        .await
        .map_err(CopyError::in_table(table))?;
        let digest = digester.finish();
        told(table.name(), digest.rows);
        sent.push(digest);
    }
    to.settle_constraints(constraints).await?;
    let arrived = to.digests_of(&places).await?;
    match differences(&sent, &arrived) {
        none if none.is_empty() => Ok(sent),
        some => Err(CopyError::Different(some)),
    }
}

impl Transaction {
    /// The digest of every table, in the order of their names.
    pub async fn digests(&mut self) -> Result<Vec<TableDigest>, CopyError> {
        let tables = self.tables().await?;
        self.digests_of(&tables).await
    }

    async fn digests_of(&mut self, tables: &[Table]) -> Result<Vec<TableDigest>, CopyError> {
        let mut digests = Vec::new();
        for table in tables {
            let mut digester = Digester::new(table);
            self.each_batch(table, async |rows| {
                digester.add(&rows);
                Ok(())
            })
            .await
            .map_err(CopyError::in_table(table))?;
            digests.push(digester.finish());
        }
        Ok(digests)
    }
}

/// The names of the tables that are not the same in both lists.
pub fn differences(one: &[TableDigest], other: &[TableDigest]) -> Vec<String> {
    let by_name = |list: &[TableDigest]| -> BTreeMap<String, TableDigest> {
        list.iter().map(|digest| (digest.name.clone(), digest.clone())).collect()
    };
    let (one, other) = (by_name(one), by_name(other));
    let names: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

/// The tables of the target in the order of those of the source, and their columns too.
fn matching(tables: &[Table], places: Vec<Table>) -> Result<Vec<Table>, CopyError> {
    let mut places: BTreeMap<_, _> =
        places.into_iter().map(|place| (place.name().to_owned(), place)).collect();
    let mut found = Vec::new();
    for table in tables {
        let place = places.remove(table.name());
        let place = place.ok_or_else(|| {
            CopyError::Shape(format!("table {} is missing on the other side", table.name()))
        })?;
        found.push(place.arranged_like(table)?);
    }
    match places.into_keys().next() {
        Some(name) => Err(CopyError::Shape(format!("table {name} is only on the other side"))),
        None => Ok(found),
    }
}
