//! What can go wrong with a database, as far as callers treat it differently.

/// Why a statement did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique index refused the row. The text is what the engine says of the index or its columns.
    #[error("already there: {0}")]
    Unique(String),
    /// The database is locked, full, gone or out of connections: the same call may succeed later.
    #[error("the database is not available: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// A row does not hold what this program writes.
    #[error("a stored {0} cannot be read")]
    Damaged(&'static str),
    /// A place that is none in the list it is asked of.
    #[error("no cursor of this list")]
    Cursor,
    /// The migrations cannot be applied.
    #[error("the database cannot be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Anything else: a mistake of ours.
    #[error(transparent)]
    Other(sqlx::Error),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(database) if database.is_unique_violation() => {
                let index =
                    database.constraint().map_or_else(|| database.message().to_owned(), ToOwned::to_owned);
                Self::Unique(index)
            }
            sqlx::Error::Database(database) if is_passing(database.as_ref()) => Self::Unavailable(error),
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error),
            _ => Self::Other(error),
        }
    }
}

/// Whether the engine reports a state that passes: busy, locked, read-only, full, cannot open, shutting down.
fn is_passing(error: &dyn sqlx::error::DatabaseError) -> bool {
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some() {
        // 08 connection, 53 resources (disk full among them), 57P operator intervention, 40 serialization, 55P03 lock.
        return ["08", "53", "57P", "40", "55P03", "58"].iter().any(|class| code.starts_with(class));
    }
    // SQLite's primary result codes, in the low byte of the extended ones.
    matches!(code.parse::<i32>().map(|code| code & 0xff), Ok(5 | 6 | 8 | 10 | 13 | 14))
}
