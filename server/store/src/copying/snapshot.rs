//! Reading everything as it is at one moment, and knowing whether somebody else writes.

use crate::{
    Database, Error, Result, Transaction,
    database::{Begun, POSTGRES_MIGRATIONS, SQLITE_MIGRATIONS, on, within},
};
use sqlx::{
    Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteLockingMode},
};
use std::{
    path::Path,
    str::FromStr,
    time::{Duration, Instant},
};

/// How long is waited for somebody else who may be about to go, and how often it is looked.
const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(100);

impl Database {
    /// Begins a transaction that sees everything as it is now, whatever others write meanwhile. It writes nothing.
    pub async fn begin_snapshot(&self) -> Result<Transaction> {
        let engine = match self {
            Self::Sqlite(pool) => Begun::Sqlite(pool.begin().await?),
            Self::Postgres(pool) => {
                Begun::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        let mut tx = Transaction { engine, records: Vec::new(), outer: None };
        // Either engine looks at the time with the first statement that reads.
        let sql = "SELECT count(*) FROM _sqlx_migrations";
        let _: i64 = within!(tx, tx => sqlx::query_scalar(sql).fetch_one(&mut **tx).await)?;
        Ok(tx)
    }

    /// Whether another process of ours, a server most likely, is connected to the database of this URL.
    pub async fn is_in_use(url: &str) -> Result<bool> {
        if !url.starts_with("sqlite:") {
            let database = Self::open(url).await?;
            let began = Instant::now();
            let mut others = database.others().await;
            // Who has just gone may still be seen.
            while matches!(others, Ok(true)) && began.elapsed() < PATIENCE {
                tokio::time::sleep(PAUSE).await;
                others = database.others().await;
            }
            database.close().await;
            return others;
        }
        // SQLite gives a file to somebody alone only if nobody else has it open.
        let options = SqliteConnectOptions::from_str(url)?
            .locking_mode(SqliteLockingMode::Exclusive)
            .busy_timeout(PATIENCE);
        let looked = async {
            let mut connection = SqliteConnection::connect_with(&options).await?;
            let looked = sqlx::query("BEGIN EXCLUSIVE").execute(&mut connection).await;
            connection.close().await?;
            looked
        };
        match looked.await.map_err(Error::from) {
            Ok(_) => Ok(false),
            Err(Error::Unavailable(_)) => Ok(true),
            Err(error) => Err(error),
        }
    }

    async fn others(&self) -> Result<bool> {
        let Self::Postgres(pool) = self else { return Ok(false) };
        let others: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
             AND application_name = 'latchkey' AND pid <> pg_backend_pid()",
        )
        .fetch_one(pool)
        .await?;
        Ok(others > 0)
    }

    /// The number of the newest migration that was applied; none if none was.
    pub async fn migration(&self) -> Result<Option<i64>> {
        let sql = "SELECT max(version) FROM _sqlx_migrations WHERE success";
        match on!(self, pool => sqlx::query_scalar(sql).fetch_one(pool).await).map_err(Error::from) {
            Ok(version) => Ok(version),
            // The table is missing.
            Err(Error::Other(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The number of the newest migration that this program knows.
    pub fn newest_migration() -> i64 {
        SQLITE_MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default()
    }

    /// Brings the schema up to this migration and no further.
    pub async fn migrate_to(&self, version: i64) -> Result<()> {
        match self {
            Self::Sqlite(pool) => SQLITE_MIGRATIONS.run_to(version, pool).await?,
            Self::Postgres(pool) => POSTGRES_MIGRATIONS.run_to(version, pool).await?,
        }
        Ok(())
    }

    /// Writes an embedded database into a new file, as it is at one moment, while others read and write.
    pub async fn write_copy(&self, file: &Path) -> Result<()> {
        let Self::Sqlite(pool) = self else { return Err(Error::Damaged("file")) };
        sqlx::query("VACUUM INTO $1").bind(file.display().to_string()).execute(pool).await?;
        Ok(())
    }

    /// What SQLite finds wrong with the file; nothing if it is sound, and nothing on PostgreSQL, which has checksums of its own.
    pub async fn damage(&self, thorough: bool) -> Result<Option<String>> {
        let Self::Sqlite(pool) = self else { return Ok(None) };
        let sql = if thorough { "PRAGMA integrity_check(1)" } else { "PRAGMA quick_check(1)" };
        let said: String = sqlx::query_scalar(sql).fetch_one(pool).await?;
        Ok((said != "ok").then_some(said))
    }
}
