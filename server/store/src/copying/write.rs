//! Puts rows into tables.

use super::{
    tables::{Table, quoted},
    value::{Kind, Value},
};
use crate::{
    Error, Result, Transaction,
    database::{Begun, within},
};
use sqlx::QueryBuilder;
use uuid::Uuid;

impl Transaction {
    /// Takes away what is there: what migrations put into a new database, or what is replaced. On PostgreSQL nobody else gets
    /// at the tables from here on.
    pub(super) async fn empty(&mut self, tables: &[Table]) -> Result<()> {
        let names: Vec<_> = tables.iter().map(|table| quoted(table.name())).collect();
        let statements = match &mut self.engine {
            Begun::Sqlite(_) => names.iter().map(|name| format!("DELETE FROM {name}")).collect(),
            Begun::Postgres(_) => vec![format!("TRUNCATE {}", names.join(", "))],
        };
        for statement in statements {
            let statement = sqlx::AssertSqlSafe(statement);
            within!(self, tx => sqlx::query(statement).execute(&mut **tx).await.map(drop))?;
        }
        Ok(())
    }

    /// Adds rows whose values are in the order of the table's columns.
    pub(super) async fn insert(&mut self, table: &Table, rows: Vec<Vec<Value>>) -> Result<()> {
        within!(self, tx => {
            let mut query = QueryBuilder::new(table.insert());
            let mut damaged = false;
            query.push_values(rows, |mut row, values| {
                for (column, value) in table.columns.iter().zip(values) {
                    match (column.kind, value) {
                        (Kind::Id, value) => {
                            let id = match &value {
                                Value::Bytes(bytes) => Uuid::from_slice(bytes).ok(),
                                _ => None,
                            };
                            damaged |= id.is_none() && value != Value::Null;
                            row.push_bind(id)
                        }
                        (_, Value::Bytes(bytes)) => row.push_bind(bytes),
                        (_, Value::Text(text)) => row.push_bind(text),
                        (_, Value::Integer(number)) => row.push_bind(number),
                        (_, Value::Boolean(yes)) => row.push_bind(yes),
                        (Kind::Bytes, Value::Null) => row.push_bind(None::<Vec<u8>>),
                        (Kind::Text, Value::Null) => row.push_bind(None::<String>),
                        (Kind::Integer, Value::Null) => row.push_bind(None::<i64>),
                        (Kind::Boolean, Value::Null) => row.push_bind(None::<bool>),
                    };
                }
            });
            if damaged {
                return Err(Error::Damaged("id"));
            }
            query.build().execute(&mut **tx).await?;
        });
        Ok(())
    }
}
