//! A transaction that holds others, so that what was written to commit for itself can be one part of something larger.
//!
//! It lives on the only connection of a pool of its own. Whoever is given that pool as their [`Database`] reads and writes
//! inside it without knowing: a transaction they begin there is a savepoint.

use crate::{
    Database, Result,
    database::{IMMEDIATE, PATIENCE, on},
};
use sqlx::{Pool, SqlSafeStr as _, SqlStr, pool::PoolOptions};
use sqlx_core::transaction::TransactionManager as _;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use tokio::runtime::Handle;

/// How many connections such a pool has. No other one here has so few; see [`is_enclosed`].
const CONNECTIONS: u32 = 1;

/// A transaction that holds others. Dropped without [`Enclosing::commit`], nothing in it ever happened, not even what was
/// committed inside.
#[derive(Debug)]
pub struct Enclosing(Database);

impl Database {
    /// Begins one, on a new connection.
    pub async fn begin_enclosing(&self) -> Result<Enclosing> {
        Ok(Enclosing(match self {
            Self::Sqlite(pool) => Self::Sqlite(begin(pool, Some(IMMEDIATE.into_sql_str())).await?),
            Self::Postgres(pool) => Self::Postgres(begin(pool, None).await?),
        }))
    }
}

impl Enclosing {
    /// The database as it is inside. Whoever keeps it longer than this is told that it is closed.
    pub const fn database(&self) -> &Database {
        &self.0
    }

    /// Makes all of it happen.
    pub async fn commit(self) -> Result<()> {
        // PostgreSQL answers the end of a transaction in which something failed with a rollback, and no error; any statement
        // fails there.
        self.0.ping().await?;
        on!(&self.0, pool => commit(pool).await)
    }
}

impl Drop for Enclosing {
    fn drop(&mut self) {
        on!(&self.0, pool => close(pool.clone()));
    }
}

/// Whether what begins on this pool is inside a transaction.
pub(crate) fn is_enclosed<DB: sqlx::Database>(pool: &Pool<DB>) -> bool {
    pool.options().get_max_connections() == CONNECTIONS
}

async fn begin<DB: sqlx::Database>(pool: &Pool<DB>, statement: Option<SqlStr>) -> Result<Pool<DB>> {
    let connected = AtomicBool::new(false);
    let alone = PoolOptions::<DB>::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .max_lifetime(None)
        .idle_timeout(None)
        .test_before_acquire(false)
        // Should the connection break, another one would be outside of the transaction.
        .after_connect(move |_, _| {
            let lost = connected.swap(true, SeqCst);
            Box::pin(async move { if lost { Err(sqlx::Error::PoolClosed) } else { Ok(()) } })
        })
        .connect_lazy_with((*pool.connect_options()).clone());
    DB::TransactionManager::begin(&mut *alone.acquire().await?, statement).await?;
    Ok(alone)
}

async fn commit<DB: sqlx::Database>(pool: &Pool<DB>) -> Result<()> {
    DB::TransactionManager::commit(&mut *pool.acquire().await?).await?;
    Ok(())
}

/// The connection goes, and with it whatever was not committed.
fn close<DB: sqlx::Database>(pool: Pool<DB>) {
    // From here on the pool gives out nothing, whether this is awaited or not.
    drop(pool.close());
    if let Ok(runtime) = Handle::try_current() {
        runtime.spawn(async move { pool.close().await });
    }
}

#[cfg(test)]
mod tests {
    use crate::{Database, Error, OrganizationRow, Result};
    use model::{OrganizationId, Timestamp};
    use uuid::Uuid;

    async fn add(database: &Database, id: u128, name: &str) -> Result<()> {
        let organization = OrganizationRow {
            id: OrganizationId(Uuid::from_u128(id)),
            name: name.into(),
            global: false,
            enabled: true,
            second_factor: false,
            created_at: Timestamp(7),
        };
        let mut tx = database.begin().await?;
        tx.create_organization(&organization).await?;
        tx.commit().await
    }

    async fn is_there(database: &Database, name: &str) -> bool {
        database.find_organization_by_name(name).await.unwrap().is_some()
    }

    crate::on_both_engines! {
        async fn what_was_committed_inside_happens_with_the_whole(db: TestDatabase) {
            let whole = db.database.begin_enclosing().await.unwrap();
            add(whole.database(), 1, "One").await.unwrap();
            add(whole.database(), 2, "Two").await.unwrap();
            assert!(is_there(whole.database(), "One").await, "who is inside sees it");
            assert!(!is_there(&db.database, "One").await, "nobody else does");
            let inside = whole.database().clone();
            whole.commit().await.unwrap();
            assert!(is_there(&db.database, "One").await && is_there(&db.database, "Two").await);
            assert!(matches!(add(&inside, 3, "Late").await, Err(Error::Unavailable(_))));
        }

        async fn nothing_happened_when_it_is_dropped(db: TestDatabase) {
            let whole = db.database.begin_enclosing().await.unwrap();
            add(whole.database(), 1, "One").await.unwrap();
            drop(whole);
            // On SQLite there is one writer: this one waits until the connection is gone.
            add(&db.database, 1, "Another").await.unwrap();
            assert!(!is_there(&db.database, "One").await);
        }

        async fn what_is_refused_inside_takes_nothing_else_with_it(db: TestDatabase) {
            let whole = db.database.begin_enclosing().await.unwrap();
            add(whole.database(), 1, "One").await.unwrap();
            assert!(matches!(add(whole.database(), 2, "one").await, Err(Error::Unique(_))));
            add(whole.database(), 3, "Three").await.unwrap();
            whole.commit().await.unwrap();
            assert!(is_there(&db.database, "One").await && is_there(&db.database, "Three").await);
        }

        async fn a_failure_outside_of_a_savepoint_is_told_at_the_end(db: TestDatabase) {
            let whole = db.database.begin_enclosing().await.unwrap();
            add(whole.database(), 1, "One").await.unwrap();
            let broken = crate::database::on!(whole.database(), pool => {
                sqlx::query("SELECT 1 FROM no_such_table").execute(pool).await.map(drop)
            });
            broken.unwrap_err();
            // Only PostgreSQL gives the whole up for that.
            let lenient = matches!(db.database, Database::Sqlite(_));
            let done = whole.commit().await.is_ok();
            assert_eq!((done, is_there(&db.database, "One").await), (lenient, lenient));
        }
    }
}
