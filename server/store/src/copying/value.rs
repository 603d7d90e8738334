//! One value of a row, in the words that both engines share.

use sqlx::{ColumnIndex, Decode, Row, Type};
use uuid::Uuid;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An id; on SQLite it is bytes like others.
    Id,
    /// Bytes.
    Bytes,
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
}

impl Kind {
    /// What an engine calls it.
    pub(super) fn of(declared: &str) -> Option<Self> {
        Some(match declared.to_ascii_lowercase().as_str() {
            "uuid" => Self::Id,
            "blob" | "bytea" => Self::Bytes,
            "text" => Self::Text,
            "bigint" | "integer" => Self::Integer,
            "boolean" => Self::Boolean,
            _ => return None,
        })
    }

    /// Whether what the other one holds can be put here.
    pub(super) fn holds(self, other: Self) -> bool {
        let as_bytes = |kind| if kind == Self::Id { Self::Bytes } else { kind };
        as_bytes(self) == as_bytes(other)
    }

    /// Reads a value. One that is not what its column says (SQLite lets that happen) is an error, and not made to fit.
    pub(super) fn read<'r, R: Row>(self, row: &'r R, column: usize) -> sqlx::Result<Value>
    where
        usize: ColumnIndex<R>,
        Uuid: Decode<'r, R::Database> + Type<R::Database>,
        Vec<u8>: Decode<'r, R::Database> + Type<R::Database>,
        String: Decode<'r, R::Database> + Type<R::Database>,
        i64: Decode<'r, R::Database> + Type<R::Database>,
        bool: Decode<'r, R::Database> + Type<R::Database>,
    {
        Ok(match self {
            Self::Id => {
                row.try_get::<Option<Uuid>, _>(column)?.map(|id| Value::Bytes(id.into_bytes().to_vec()))
            }
            Self::Bytes => row.try_get::<Option<Vec<u8>>, _>(column)?.map(Value::Bytes),
            Self::Text => row.try_get::<Option<String>, _>(column)?.map(Value::Text),
            Self::Integer => row.try_get::<Option<i64>, _>(column)?.map(Value::Integer),
            Self::Boolean => row.try_get::<Option<bool>, _>(column)?.map(Value::Boolean),
        }
        .unwrap_or(Value::Null))
    }
}

/// A value. What is in it is nobody's to read, so it does not let itself be printed.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Bytes(Vec<u8>),
    Text(String),
    Integer(i64),
    Boolean(bool),
}
