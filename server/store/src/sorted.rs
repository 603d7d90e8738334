//! What lists are sorted by: of which kind it is, and the place of a row in an order.

use crate::{Database, Error, Result};
use model::Key;
use sea_query::{BinOper, Expr, ExprTrait, SimpleExpr};
use sqlx::{ColumnIndex, Database as Engine, Decode, FromRow, Row, Type};
use uuid::Uuid;

/// How the columns are called that tell by what a row is sorted.
const PREFIX: &str = "sorted_";

/// What rows are sorted by. It is never NULL: the engines disagree about where nothing belongs.
#[derive(Clone)]
pub(crate) enum Sorted {
    /// A text, by its bytes.
    Text(SimpleExpr),
    /// A number, or a time.
    Number(SimpleExpr),
    /// No before yes.
    Flag(SimpleExpr),
    /// An id.
    Id(SimpleExpr),
}

impl Sorted {
    /// A key from outside as a value to compare with.
    pub(crate) fn value(&self, key: &Key) -> Result<SimpleExpr> {
        Ok(match (self, key) {
            // PostgreSQL cannot even be asked about a NUL.
            (Self::Text(_), Key::Text(text)) if !text.contains('\0') => Expr::val(text.as_str()),
            (Self::Number(_), Key::Number(number)) => Expr::val(*number),
            (Self::Flag(_), Key::Flag(flag)) => Expr::val(*flag),
            (Self::Id(_), Key::Text(id)) => Expr::val(id.parse::<Uuid>().map_err(|_| Error::Cursor)?),
            _ => return Err(Error::Cursor),
        })
    }

    /// A key as the engine gives it. SQLite knows no yes or no, only one and zero.
    fn told(&self, key: Key) -> Key {
        match (self, key) {
            (Self::Flag(_), Key::Number(number)) => Key::Flag(number != 0),
            (_, key) => key,
        }
    }
}

impl Database {
    /// The expression that rows are sorted by, alike on both engines: a PostgreSQL may have been set up for texts to be sorted
    /// as in some language, SQLite compares bytes.
    pub(crate) fn ordered(&self, sorted: Sorted) -> SimpleExpr {
        match (self, sorted) {
            (Self::Postgres(_), Sorted::Text(text)) => {
                // Written like a column: a name in quotes.
                text.binary(BinOper::Custom("COLLATE"), Expr::col("C"))
            }
            (_, Sorted::Text(key) | Sorted::Number(key) | Sorted::Flag(key) | Sorted::Id(key)) => key,
        }
    }
}

/// The name of the column that tells the key of this number.
pub(crate) fn column(number: usize) -> String {
    format!("{PREFIX}{number}")
}

/// A row with what it is sorted by.
pub(crate) struct Placed<T> {
    /// The row.
    pub row: T,
    keys: Vec<Key>,
}

impl<T> Placed<T> {
    /// By what it is sorted, in that order.
    pub(crate) fn keys<'a>(&self, order: impl Iterator<Item = &'a Sorted>) -> Vec<Key> {
        order.zip(&self.keys).map(|(sorted, key)| sorted.told(key.clone())).collect()
    }
}

impl<'r, R, T> FromRow<'r, R> for Placed<T>
where
    R: Row,
    T: FromRow<'r, R>,
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    Uuid: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let columns = row.columns().iter().enumerate();
        let keys = columns.filter(|(_, column)| sqlx::Column::name(*column).starts_with(PREFIX));
        let keys = keys.map(|(index, _)| key(row, index)).collect::<sqlx::Result<_>>()?;
        Ok(Self { row: T::from_row(row)?, keys })
    }
}

/// Reads a key, of whatever kind it is.
fn key<'r, R>(row: &'r R, index: usize) -> sqlx::Result<Key>
where
    R: Row<Database: Engine>,
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    Uuid: Decode<'r, R::Database> + Type<R::Database>,
{
    let number = row.try_get(index).map(Key::Number);
    let text = || row.try_get(index).map(Key::Text);
    let flag = || row.try_get(index).map(Key::Flag);
    let id = || row.try_get::<Uuid, _>(index).map(|id| Key::Text(id.to_string()));
    number.or_else(|_| text()).or_else(|_| flag()).or_else(|_| id())
}
