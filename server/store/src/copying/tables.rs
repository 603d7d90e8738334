//! What tables and columns a database has, as it says itself.

use super::{CopyError, value::Kind};
use crate::{Transaction, database::Begun};

/// Without those that triggers fill from the others.
const SQLITE_TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' \
                             AND name NOT LIKE 'search!_%' ESCAPE '!' AND name <> '_sqlx_migrations' ORDER BY name";
const POSTGRES_TABLES: &str = "SELECT table_name::TEXT FROM information_schema.tables WHERE table_schema = current_schema() \
                               AND table_type = 'BASE TABLE' AND table_name <> '_sqlx_migrations' \
                               ORDER BY table_name::TEXT COLLATE \"C\"";
/// Name, type, and which part of the primary key a column is; 0: none. Without what triggers count.
const SQLITE_COLUMNS: &str =
    "SELECT name, type, pk FROM pragma_table_info($1) WHERE name <> 'user_count' ORDER BY cid";
const POSTGRES_COLUMNS: &str = "\
    SELECT c.column_name::TEXT, c.data_type::TEXT, coalesce(k.ordinal_position, 0)::BIGINT \
    FROM information_schema.columns c LEFT JOIN ( \
        information_schema.table_constraints t JOIN information_schema.key_column_usage k \
            ON k.constraint_schema = t.constraint_schema AND k.constraint_name = t.constraint_name \
    ) ON t.constraint_type = 'PRIMARY KEY' AND t.table_schema = c.table_schema AND t.table_name = c.table_name \
        AND k.column_name = c.column_name \
    WHERE c.table_schema = current_schema() AND c.table_name = $1 AND c.column_name <> 'user_count' \
    ORDER BY c.ordinal_position";

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    name: String,
    pub(super) columns: Vec<Column>,
    /// The columns of its primary key; without one, all.
    key: Vec<String>,
    /// How texts are put in the order of their bytes.
    collation: &'static str,
}

/// A column of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

impl Table {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads all of it, in an order that both engines share.
    pub(super) fn select(&self) -> String {
        let order: Vec<_> = self.key.iter().map(|name| self.sorted(name)).collect();
        format!("SELECT {} FROM {} ORDER BY {}", self.column_list(), quoted(&self.name), order.join(", "))
    }

    /// What rows are put into.
    pub(super) fn insert(&self) -> String {
        format!("INSERT INTO {} ({}) ", quoted(&self.name), self.column_list())
    }

    fn column_list(&self) -> String {
        self.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
    }

    fn sorted(&self, name: &str) -> String {
        let is_text =
            self.columns.iter().any(|column| column.name == name && matches!(column.kind, Kind::Text));
        if is_text { format!("{} COLLATE {}", quoted(name), self.collation) } else { quoted(name) }
    }

    /// The same table with its columns and its key in the order of those of another one.
    pub(super) fn arranged_like(mut self, other: &Self) -> Result<Self, CopyError> {
        let mut columns = Vec::new();
        for wanted in &other.columns {
            let place = self.columns.iter().position(|column| column.name == wanted.name);
            let place = place.ok_or_else(|| self.shape(&wanted.name, "is missing on the other side"))?;
            let column = self.columns.remove(place);
            if !column.kind.holds(wanted.kind) {
                return Err(self.shape(&wanted.name, "is of another type on the other side"));
            }
            columns.push(column);
        }
        if let Some(column) = self.columns.first() {
            return Err(self.shape(&column.name, "is only on the other side"));
        }
        Ok(Self { columns, key: other.key.clone(), ..self })
    }

    fn shape(&self, column: &str, what: &str) -> CopyError {
        CopyError::Shape(format!("column {column} of table {} {what}", self.name))
    }

    fn of(
        name: &str,
        columns: Vec<(String, String, i64)>,
        collation: &'static str,
    ) -> Result<Self, CopyError> {
        let mut key: Vec<_> = columns
            .iter()
            .filter(|(.., part)| *part > 0)
            .map(|(name, _, part)| (*part, name.clone()))
            .collect();
        key.sort();
        let mut key: Vec<_> = key.into_iter().map(|(_, name)| name).collect();
        if key.is_empty() {
            key = columns.iter().map(|(name, ..)| name.clone()).collect();
        }
        let columns = columns
            .into_iter()
            .map(|(column, kind, _)| match Kind::of(&kind) {
                Some(kind) => Ok(Column { name: column, kind }),
                None => Err(CopyError::Unknown(format!("{name}.{column}"), kind)),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { name: name.to_owned(), columns, key, collation })
    }
}

impl Transaction {
    /// Every table but the note of the migrations, which each engine keeps for itself; by name.
    pub(super) async fn tables(&mut self) -> Result<Vec<Table>, CopyError> {
        let mut tables = Vec::new();
        match &mut self.engine {
            Begun::Sqlite(tx) => {
                for name in sqlx::query_scalar::<_, String>(SQLITE_TABLES).fetch_all(&mut **tx).await? {
                    let columns = sqlx::query_as(SQLITE_COLUMNS).bind(&name).fetch_all(&mut **tx).await?;
                    tables.push(Table::of(&name, columns, "BINARY")?);
                }
            }
            Begun::Postgres(tx) => {
                for name in sqlx::query_scalar::<_, String>(POSTGRES_TABLES).fetch_all(&mut **tx).await? {
                    let columns = sqlx::query_as(POSTGRES_COLUMNS).bind(&name).fetch_all(&mut **tx).await?;
                    tables.push(Table::of(&name, columns, "\"C\"")?);
                }
            }
        }
        Ok(tables)
    }
}

/// A name as SQL takes any.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
