//! The two engines behind one type.

use crate::{AuditNotes, Error, NewAuditRow, Result, enclosing::is_enclosed};
use sqlx::{
    Connection, PgPool, Postgres, Sqlite, SqlitePool,
    migrate::{MigrateError, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, time::Duration};

pub(crate) static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");
pub(crate) static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/postgres");

/// How long a statement waits for a lock or a connection before the caller is told that the database is not available.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
/// How a transaction that will write begins on SQLite: one that starts by reading and then writes can be refused as busy at
/// once; this one waits its turn.
pub(crate) const IMMEDIATE: &str = "BEGIN IMMEDIATE";
/// How often a file is tried again that another process is preparing, and how long is waited in between.
const ATTEMPTS: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

/// An open database: cheap to clone, safe to share.
#[derive(Clone, Debug)]
pub enum Database {
    /// Embedded, one file beside the process.
    Sqlite(SqlitePool),
    /// A server, shared by any number of processes.
    Postgres(PgPool),
}

/// A transaction on either engine. Dropped without [`Transaction::commit`], it never happened.
#[derive(Debug)]
pub struct Transaction {
    pub(crate) engine: Begun,
    /// What is appended to the audit at its end.
    pub(crate) records: Vec<NewAuditRow>,
    /// Who appends it instead: whoever commits the transaction that holds this one.
    pub(crate) outer: Option<AuditNotes>,
}

/// A transaction of an engine.
#[derive(Debug)]
pub(crate) enum Begun {
    /// On SQLite, begun with `BEGIN IMMEDIATE`.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// Runs the same expression on whichever engine is open: `on!(database, pool => query.fetch_one(pool).await)`.
macro_rules! on {
    ($database:expr, $pool:ident => $expression:expr) => {
        match $database {
            $crate::Database::Sqlite($pool) => $expression,
            $crate::Database::Postgres($pool) => $expression,
        }
    };
}

/// The same in a transaction: `within!(transaction, tx => query.execute(&mut **tx).await)`.
macro_rules! within {
    ($transaction:expr, $connection:ident => $expression:expr) => {
        match &mut $transaction.engine {
            $crate::database::Begun::Sqlite($connection) => $expression,
            $crate::database::Begun::Postgres($connection) => $expression,
        }
    };
}
pub(crate) use {on, within};

impl Database {
    /// Opens `sqlite://path` (made if missing) or `postgres://…`. Does not migrate.
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)?
                .application_name("latchkey")
                .options([("lock_timeout", PATIENCE.as_millis().to_string())]);
            let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(PATIENCE);
            return Ok(Self::Postgres(pool.connect_with(options).await?));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // With WAL a power cut can lose nothing that was committed only at FULL; a lost mail or secret is worse than a slow write.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        let pool = SqlitePoolOptions::new().max_connections(8).acquire_timeout(PATIENCE).before_acquire(
            // When a disk is full SQLite ends a transaction by itself. sqlx cannot end it again, takes it for open ever after
            // and begins no other one: such a connection is closed and another one opened.
            |connection, _| {
                let usable = !connection.is_in_transaction();
                Box::pin(async move { Ok(usable) })
            },
        );
        let mut attempts = 0;
        loop {
            match pool.clone().connect_with(options.clone()).await.map_err(Error::from) {
                Ok(pool) => return Ok(Self::Sqlite(pool)),
                // Turning a new file to WAL needs it alone, and SQLite does not wait for that: another process starts too.
                Err(Error::Unavailable(_)) if attempts < ATTEMPTS => attempts += 1,
                Err(error) => return Err(error),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Brings the schema up to date. Processes that start at the same time wait for one another.
    pub async fn migrate(&self) -> Result<()> {
        match self {
            // sqlx takes an advisory lock here, for which this process waits however long another one takes.
            Self::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                sqlx::query("SET lock_timeout = 0").execute(&mut *connection).await?;
                let done = POSTGRES_MIGRATIONS.run(&mut *connection).await;
                sqlx::query("RESET lock_timeout").execute(&mut *connection).await?;
                done?;
            }
            // Here it takes none, so two processes can both find a migration missing. The second then fails on it, and
            // finds it done when it looks again.
            Self::Sqlite(pool) => {
                let mut attempts = 0;
                while let Err(error) = SQLITE_MIGRATIONS.run(pool).await {
                    let hopeless =
                        matches!(error, MigrateError::VersionMismatch(_) | MigrateError::VersionMissing(_));
                    if hopeless || attempts == ATTEMPTS {
                        return Err(error.into());
                    }
                    attempts += 1;
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
        Ok(())
    }

    /// The version of the engine, as that says it itself.
    pub async fn engine_version(&self) -> Result<String> {
        Ok(match self {
            Self::Sqlite(pool) => sqlx::query_scalar("SELECT sqlite_version()").fetch_one(pool).await?,
            Self::Postgres(pool) => {
                sqlx::query_scalar("SELECT current_setting('server_version')").fetch_one(pool).await?
            }
        })
    }

    /// Whether `migrate` has nothing to do.
    pub async fn is_migrated(&self) -> Result<bool> {
        let migrations = match self {
            Self::Sqlite(_) => &SQLITE_MIGRATIONS,
            Self::Postgres(_) => &POSTGRES_MIGRATIONS,
        };
        let sql = "SELECT count(*) FROM _sqlx_migrations WHERE success";
        let done = on!(self, pool => sqlx::query_scalar(sql).fetch_one(pool).await);
        match done.map_err(Error::from) {
            Ok::<i64, _>(done) => {
                Ok(usize::try_from(done).is_ok_and(|done| done >= migrations.iter().count()))
            }
            // The table is missing: nothing was ever done here.
            Err(Error::Other(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Begins a transaction that will write; a savepoint inside an [`Enclosing`](crate::Enclosing) one.
    pub async fn begin(&self) -> Result<Transaction> {
        let engine = match self {
            Self::Sqlite(pool) if is_enclosed(pool) => Begun::Sqlite(pool.begin().await?),
            Self::Sqlite(pool) => Begun::Sqlite(pool.begin_with(IMMEDIATE).await?),
            Self::Postgres(pool) => Begun::Postgres(pool.begin().await?),
        };
        Ok(Transaction { engine, records: Vec::new(), outer: None })
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        on!(self, pool => sqlx::query("SELECT 1").execute(pool).await.map(drop))?;
        Ok(())
    }

    /// Waits for what is running and closes the connections.
    pub async fn close(&self) {
        on!(self, pool => pool.close().await);
    }

    /// For logs and `doctor`: which engine this is.
    pub const fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

impl Transaction {
    /// Makes it happen, after it has appended what was noted for the audit.
    pub async fn commit(mut self) -> Result<()> {
        let handed_on = self.outer.take().map(|outer| (outer, std::mem::take(&mut self.records)));
        self.append_audit().await?;
        match self.engine {
            Begun::Sqlite(transaction) => transaction.commit().await?,
            Begun::Postgres(transaction) => transaction.commit().await?,
        }
        if let Some((outer, records)) = handed_on {
            outer.add(records);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_have_the_same_migrations() {
        let list = |migrator: &Migrator| {
            migrator.iter().map(|m| (m.version, m.description.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(list(&SQLITE_MIGRATIONS), list(&POSTGRES_MIGRATIONS));
    }

    crate::on_both_engines! {
        async fn whoever_waits_too_long_for_another_one_is_told_so(db: TestDatabase) {
            let lock = async || {
                let mut tx = db.database.begin().await?;
                tx.lock_people().await?;
                crate::Result::Ok(tx)
            };
            let first = lock().await.unwrap();
            assert!(matches!(lock().await, Err(Error::Unavailable(_))));
            drop(first);
            lock().await.unwrap().commit().await.unwrap();
        }
    }

    /// As on a full disk, where SQLite ends a transaction by itself.
    #[tokio::test]
    async fn a_transaction_that_ended_by_itself_spoils_no_connection() {
        let db = crate::testing::TestDatabase::new(crate::testing::Engine::Sqlite).await;
        for _ in 0..20 {
            let mut tx = db.database.begin().await.unwrap();
            within!(&mut tx, connection => sqlx::query("ROLLBACK").execute(&mut **connection).await.map(drop)).unwrap();
        }
        db.database.begin().await.unwrap().commit().await.unwrap();
    }
}
