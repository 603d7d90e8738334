//! How a database is, for whoever looks after it.

use crate::{Database, Result};

/// How many connections a server has, and how many it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connections {
    /// Now.
    pub open: i64,
    /// At most.
    pub most: i64,
}

/// What can be seen of it from here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Of the engine, e.g. `3.50.2`.
    pub version: String,
    /// SQLite: whether writers and readers leave each other alone (write-ahead log). PostgreSQL: always.
    pub write_ahead: bool,
    /// SQLite: what a quick look finds wrong with the file.
    pub damage: Option<String>,
    /// PostgreSQL.
    pub connections: Option<Connections>,
    /// PostgreSQL: its clock, in milliseconds since 1970.
    pub clock_ms: Option<i64>,
}

impl Database {
    /// Looks at it. Changes nothing.
    pub async fn condition(&self) -> Result<Condition> {
        match self {
            Self::Sqlite(pool) => {
                let version = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(pool).await?;
                let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(pool).await?;
                let damage = self.damage(false).await?;
                let write_ahead = journal.eq_ignore_ascii_case("wal");
                Ok(Condition { version, write_ahead, damage, connections: None, clock_ms: None })
            }
            Self::Postgres(pool) => {
                let (version, open, most, clock_ms): (String, i64, i64, i64) = sqlx::query_as(
                    "SELECT current_setting('server_version'), (SELECT count(*) FROM pg_stat_activity WHERE datname IS NOT NULL), \
                     current_setting('max_connections')::BIGINT, (extract(epoch FROM clock_timestamp()) * 1000)::BIGINT",
                )
                .fetch_one(pool)
                .await?;
                let connections = Some(Connections { open, most });
                Ok(Condition {
                    version,
                    write_ahead: true,
                    damage: None,
                    connections,
                    clock_ms: Some(clock_ms),
                })
            }
        }
    }
}
