//! Databases for tests: each test gets one of its own, on each engine.

use crate::{Database, NewUserRow, database::on};
use model::{OrganizationId, Timestamp, UserId};
use std::sync::atomic::{AtomicU32, Ordering};

/// A mail as the outbox holds it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TestMail {
    /// Its id.
    pub id: model::MailId,
    /// What happened, e.g. `application_created`.
    pub event: String,
    /// Whom it is for.
    pub to_name: String,
    /// Where it goes.
    pub to_address: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text_body: String,
    /// The same as HTML.
    pub html_body: String,
    /// What stands for `{{link}}` in the bodies, until the mail is sent or given up.
    pub link: Option<String>,
    /// How often sending was tried.
    pub attempts: i64,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When it was given up.
    pub failed_at: Option<Timestamp>,
    /// Why the last try failed.
    pub last_error: Option<String>,
}

/// Somebody, for tests that only need there to be one.
///
/// # Panics
/// If they cannot be added.
pub async fn add_user(db: &TestDatabase) -> UserId {
    let id = UserId(uuid::Uuid::from_u128(1));
    let row = NewUserRow {
        id,
        customer: None,
        email: "a@example.com".into(),
        first_name: String::new(),
        last_name: String::new(),
        password_hash: None,
        created_at: Timestamp(0),
    };
    let mut tx = db.database.begin().await.expect("the database");
    tx.create_user(&row).await.expect("a new user");
    tx.commit().await.expect("the database");
    id
}

/// The engines tests run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file in a temporary folder.
    Sqlite,
    /// A database on the server that `TEST_DATABASE_URL` names; `make test` starts one.
    Postgres,
}

/// A migrated, empty database. SQLite's file goes with this value, a PostgreSQL database with its server.
#[derive(Debug)]
pub struct TestDatabase {
    /// The database.
    pub database: Database,
    /// Its URL, for a second process.
    pub url: String,
    _folder: Option<tempfile::TempDir>,
}

impl TestDatabase {
    /// A new one.
    ///
    /// # Panics
    /// If it cannot be made; for PostgreSQL also if `TEST_DATABASE_URL` is not set.
    pub async fn new(engine: Engine) -> Self {
        let (url, folder) = match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                (format!("sqlite://{}", folder.path().join("latchkey.db").display()), Some(folder))
            }
            Engine::Postgres => (new_postgres_database().await, None),
        };
        let database = Database::open(&url).await.expect("a database that opens");
        database.migrate().await.expect("migrations that apply");
        Self { database, url, _folder: folder }
    }

    /// The same database, open already; its file goes with the value it came from.
    pub fn of(database: Database, url: &str) -> Self {
        Self { database, url: url.to_owned(), _folder: None }
    }

    /// The same database opened once more, as another process does.
    ///
    /// # Panics
    /// If it cannot be opened.
    pub async fn another(&self) -> Self {
        let database = Database::open(&self.url).await.expect("a database that opens");
        Self { database, url: self.url.clone(), _folder: None }
    }

    /// Runs a statement as it stands, for what no store function does (damage, tampering, counting).
    ///
    /// # Panics
    /// If the engine refuses it.
    pub async fn execute(&self, sql: &str) -> u64 {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        match &self.database {
            Database::Sqlite(pool) => {
                sqlx::query(sql).execute(pool).await.expect("a statement that runs").rows_affected()
            }
            Database::Postgres(pool) => {
                sqlx::query(sql).execute(pool).await.expect("a statement that runs").rows_affected()
            }
        }
    }

    /// The outbox, oldest first.
    ///
    /// # Panics
    /// If the database is broken.
    pub async fn mails(&self) -> Vec<TestMail> {
        on!(&self.database, pool => {
            sqlx::query_as(
                "SELECT id, event, to_name, to_address, subject, text_body, html_body, link, attempts, sent_at, \
                 failed_at, last_error FROM outbox_mails ORDER BY id",
            )
            .fetch_all(pool)
            .await
        })
        .expect("the outbox")
    }

    /// Enables or disables a user, a customer or an organization, as the pages that do so will.
    ///
    /// # Panics
    /// If there is no such row.
    pub async fn set_enabled(&self, table: &str, id: uuid::Uuid, enabled: bool) {
        let sql = sqlx::AssertSqlSafe(format!("UPDATE {table} SET enabled = $2 WHERE id = $1"));
        let rows = on!(&self.database, pool => {
            sqlx::query(sql).bind(id).bind(enabled).execute(pool).await.map(|done| done.rows_affected())
        });
        assert_eq!(rows.expect("a statement that runs"), 1, "no such row in {table}");
        self.execute("UPDATE live_revision SET revision = revision + 1").await;
    }

    /// Lets a user into an organization, or takes them out of it, whatever the rules would say.
    ///
    /// # Panics
    /// If that changes nothing.
    pub async fn set_member(&self, user: UserId, organization: OrganizationId, member: bool) {
        let sql = if member {
            "INSERT INTO user_organizations (user_id, organization_id) VALUES ($1, $2)"
        } else {
            "DELETE FROM user_organizations WHERE user_id = $1 AND organization_id = $2"
        };
        let rows = on!(&self.database, pool => {
            sqlx::query(sql).bind(user).bind(organization).execute(pool).await.map(|done| done.rows_affected())
        });
        assert_eq!(rows.expect("a statement that runs"), 1, "no such membership");
        self.execute("UPDATE live_revision SET revision = revision + 1").await;
    }

    /// How many rows a table has.
    ///
    /// # Panics
    /// If there is no such table.
    pub async fn count(&self, table: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        on!(&self.database, pool => sqlx::query_scalar(sql).fetch_one(pool).await).expect("a table")
    }

    /// The number that a statement gives.
    ///
    /// # Panics
    /// If it gives something else.
    pub async fn number(&self, sql: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        on!(&self.database, pool => sqlx::query_scalar(sql).fetch_one(pool).await).expect("a number")
    }
}

async fn new_postgres_database() -> String {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let server = std::env::var("TEST_DATABASE_URL")
        .expect("TEST_DATABASE_URL names a PostgreSQL server, e.g. postgres://postgres@127.0.0.1:5433/postgres; `make test` starts one");
    let name = format!("t{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
    let Database::Postgres(pool) = Database::open(&server).await.expect("the PostgreSQL server") else {
        panic!("TEST_DATABASE_URL is not a PostgreSQL URL");
    };
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .execute(&pool)
        .await
        .expect("a new database");
    pool.close().await;
    let (base, _) = server.rsplit_once('/').expect("a URL with a database");
    format!("{base}/{name}")
}

/// Writes a test once and runs it on both engines.
///
/// ```ignore
/// store::on_both_engines! {
///     async fn a_name_is_unique(db: TestDatabase) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: TestDatabase) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn run($db: $crate::testing::TestDatabase) $body

            #[tokio::test]
            $(#[$meta])*
            async fn sqlite() {
                run($crate::testing::TestDatabase::new($crate::testing::Engine::Sqlite).await).await;
            }

            #[tokio::test]
            $(#[$meta])*
            async fn postgres() {
                run($crate::testing::TestDatabase::new($crate::testing::Engine::Postgres).await).await;
            }
        }
    )+};
}
