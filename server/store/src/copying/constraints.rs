//! What refers to other rows is looked at when all of them are there: a person's manager may come after them.

use super::CopyError;
use crate::{Result, Transaction, database::Begun};

/// The constraints that were made to wait, and have to be made strict again: table and name, as SQL takes them.
pub(super) struct Deferred(Vec<(String, String)>);

impl Transaction {
    /// Lets references wait until [`Transaction::settle_constraints`].
    pub(super) async fn defer_constraints(&mut self) -> Result<Deferred> {
        match &mut self.engine {
            // Ends with the transaction.
            Begun::Sqlite(tx) => {
                sqlx::query("PRAGMA defer_foreign_keys = ON").execute(&mut **tx).await?;
                Ok(Deferred(Vec::new()))
            }
            Begun::Postgres(tx) => {
                let strict = sqlx::query_as(
                    "SELECT c.conrelid::REGCLASS::TEXT, quote_ident(c.conname) FROM pg_constraint c \
                     JOIN pg_namespace n ON n.oid = c.connamespace \
                     WHERE c.contype = 'f' AND NOT c.condeferrable AND n.nspname = current_schema()",
                )
                .fetch_all(&mut **tx)
                .await?;
                let deferred = Deferred(strict);
                for statement in deferred.alter("DEFERRABLE INITIALLY DEFERRED") {
                    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut **tx).await?;
                }
                Ok(deferred)
            }
        }
    }

    /// Looks at all references, and makes them strict again.
    pub(super) async fn settle_constraints(
        &mut self,
        deferred: Deferred,
    ) -> std::result::Result<(), CopyError> {
        match &mut self.engine {
            Begun::Sqlite(tx) => {
                let astray: Option<(String, String)> =
                    sqlx::query_as("SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1")
                        .fetch_optional(&mut **tx)
                        .await?;
                if let Some((table, parent)) = astray {
                    return Err(CopyError::Shape(format!(
                        "a row of {table} refers to one of {parent} that is not there"
                    )));
                }
            }
            Begun::Postgres(tx) => {
                sqlx::query("SET CONSTRAINTS ALL IMMEDIATE").execute(&mut **tx).await?;
                for statement in deferred.alter("NOT DEFERRABLE") {
                    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut **tx).await?;
                }
            }
        }
        Ok(())
    }
}

impl Deferred {
    fn alter(&self, how: &str) -> impl Iterator<Item = String> {
        self.0.iter().map(move |(table, name)| format!("ALTER TABLE {table} ALTER CONSTRAINT {name} {how}"))
    }
}
