//! Copies with something in every table, from engine to engine, and what stops one.

use super::{CopyError, copy_everything, differences, tables::quoted, value::Kind};
use crate::{
    Database,
    testing::{Engine, TestDatabase},
};

/// Three rows in every table but those in which migrations put the only one. All values of a row of the same kind are the same, so what refers to other rows finds them.
async fn fill(db: &TestDatabase) {
    let tables = db.database.begin_snapshot().await.unwrap().tables().await.unwrap();
    let mut statements = vec!["PRAGMA defer_foreign_keys = ON".to_owned()];
    let made = digests(db).await;
    let is_empty = |name: &str| made.iter().any(|table| table.name == name && table.rows == 0);
    for table in tables.iter().filter(|table| is_empty(table.name())) {
        for row in 1..=3 {
            let value = |name: &str, kind| match (name, kind) {
                ("side", _) => "'customer'".to_owned(),
                (_, Kind::Id | Kind::Bytes) => format!("x'{row:032x}'"),
                (_, Kind::Text) => format!("'Zoë ☃ {row}'"),
                (_, Kind::Integer) => row.to_string(),
                (_, Kind::Boolean) => (row % 2).to_string(),
            };
            let values: Vec<_> =
                table.columns.iter().map(|column| value(&column.name, column.kind)).collect();
            statements.push(format!("{} VALUES ({})", table.insert(), values.join(", ")));
        }
    }
    // The first one's manager comes after them, and somebody has none.
    statements.push(format!("UPDATE users SET manager_id = x'{:032x}' WHERE id = x'{:032x}'", 3, 1));
    statements.push(format!("UPDATE users SET manager_id = NULL, language = NULL WHERE id = x'{:032x}'", 2));
    let Database::Sqlite(pool) = &db.database else { panic!("not SQLite") };
    let mut tx = pool.begin().await.unwrap();
    for statement in statements {
        let text = statement.clone();
        let done = sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *tx).await;
        done.unwrap_or_else(|error| panic!("{text}: {error}"));
    }
    tx.commit().await.unwrap();
}

async fn full() -> TestDatabase {
    let db = TestDatabase::new(Engine::Sqlite).await;
    fill(&db).await;
    db
}

async fn copy(from: &TestDatabase, to: &TestDatabase) -> Result<Vec<super::TableDigest>, CopyError> {
    let mut source = from.database.begin_snapshot().await.unwrap();
    let mut target = to.database.begin().await.unwrap();
    let digests = copy_everything(&mut source, &mut target, |_, _| {}).await?;
    target.commit().await.unwrap();
    Ok(digests)
}

async fn digests(db: &TestDatabase) -> Vec<super::TableDigest> {
    db.database.begin_snapshot().await.unwrap().digests().await.unwrap()
}

#[tokio::test]
async fn both_engines_have_the_same_tables() {
    let (one, other) = (TestDatabase::new(Engine::Sqlite).await, TestDatabase::new(Engine::Postgres).await);
    let sqlite = one.database.begin_snapshot().await.unwrap().tables().await.unwrap();
    let postgres = other.database.begin_snapshot().await.unwrap().tables().await.unwrap();
    let arranged = super::matching(&sqlite, postgres.clone()).unwrap();
    assert_eq!(arranged.len(), sqlite.len());
    for (sqlite, postgres) in sqlite.iter().zip(&postgres) {
        assert_eq!(sqlite.select().split(" ORDER BY ").count(), 2);
        // The key of either side decides the order there, so it has to be the same.
        let arranged = postgres.clone().arranged_like(sqlite).unwrap();
        assert_eq!(
            postgres.select().split(" ORDER BY ").last(),
            arranged.select().split(" ORDER BY ").last(),
            "{}",
            sqlite.name()
        );
    }
    let made: usize = std::fs::read_dir("../../migrations/sqlite")
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap().matches("\nCREATE TABLE ").count())
        .sum();
    assert!(sqlite.len() >= made - 2, "{} of {made} tables are seen", sqlite.len());
    // Whoever numbers rows with a sequence has to move it on after a copy.
    let Database::Postgres(pool) = &other.database else { panic!("not PostgreSQL") };
    let sequences: i64 = sqlx::query_scalar("SELECT count(*) FROM pg_class WHERE relkind = 'S'")
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(sequences, 0, "copying does not know sequences");
}

#[tokio::test]
async fn everything_arrives_on_the_other_engine_and_comes_back() {
    let (one, middle, last) =
        (full().await, TestDatabase::new(Engine::Postgres).await, TestDatabase::new(Engine::Sqlite).await);
    let sent = copy(&one, &middle).await.unwrap();
    let (mut full, mut single) = (0, Vec::new());
    for table in &sent {
        match table.rows {
            3 => full += 1,
            1 => single.push(table.name.as_str()),
            rows => panic!("{}: {rows}", table.name),
        }
    }
    assert!(full > 30 && single.contains(&"live_revision"), "{full}, {single:?}");
    assert_eq!(digests(&middle).await, sent);
    copy(&middle, &last).await.unwrap();
    assert_eq!(digests(&last).await, digests(&one).await);
    // References are strict again.
    let Database::Postgres(pool) = &middle.database else { panic!("not PostgreSQL") };
    let loose: i64 =
        sqlx::query_scalar("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND condeferrable")
            .fetch_one(pool)
            .await
            .unwrap();
    assert_eq!(loose, 0);
    // Once more, over what is there.
    copy(&one, &middle).await.unwrap();
    assert_eq!(digests(&middle).await, sent);
}

#[tokio::test]
async fn many_rows_go_in_batches() {
    let (one, other) = (TestDatabase::new(Engine::Sqlite).await, TestDatabase::new(Engine::Postgres).await);
    one.execute(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1501) \
         INSERT INTO used_ids (hash, expires_at) SELECT randomblob(32), n FROM n",
    )
    .await;
    copy(&one, &other).await.unwrap();
    assert_eq!(other.count("used_ids").await, 1501);
}

crate::on_both_engines! {
    async fn a_row_that_changed_on_its_way_is_found_and_nothing_is_left(db: TestDatabase) {
        let before = digests(&db).await;
        // Whatever it is that changes it: here, a trigger.
        if matches!(db.database, Database::Sqlite(_)) {
            db.execute(
                "CREATE TRIGGER damage AFTER INSERT ON users BEGIN \
                 UPDATE users SET last_name = last_name || '!' WHERE id = new.id AND last_name LIKE '%2'; END",
            )
            .await;
        } else {
            db.execute(
                "CREATE FUNCTION damage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 IF NEW.last_name LIKE '%2' THEN NEW.last_name := NEW.last_name || '!'; END IF; RETURN NEW; END $$",
            )
            .await;
            db.execute("CREATE TRIGGER damage BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION damage()").await;
        }
        let error = copy(&full().await, &db).await.unwrap_err();
        assert!(matches!(&error, CopyError::Different(tables) if tables == &["users"]), "{error}");
        assert_eq!(digests(&db).await, before);
    }

    async fn sides_that_do_not_have_the_same_columns_are_refused(db: TestDatabase) {
        let source = full().await;
        db.execute("ALTER TABLE users ADD COLUMN nickname TEXT").await;
        let error = copy(&source, &db).await.unwrap_err().to_string();
        assert!(error.starts_with("column nickname of table users is only on the other side"), "{error}");
        let error = copy(&db, &source).await.unwrap_err().to_string();
        assert!(error.starts_with("column nickname of table users is missing on the other side"), "{error}");
        db.execute("ALTER TABLE users DROP COLUMN nickname").await;
        db.execute("CREATE TABLE notes (id REAL NOT NULL)").await;
        let error = copy(&db, &source).await.unwrap_err().to_string();
        assert!(error.starts_with("column notes.id is of type "), "{error}");
    }

    async fn a_reference_to_nothing_is_refused(db: TestDatabase) {
        let source = full().await;
        let Database::Sqlite(pool) = &source.database else { panic!("not SQLite") };
        let mut connection = pool.acquire().await.unwrap();
        sqlx::query("PRAGMA foreign_keys = OFF").execute(&mut *connection).await.unwrap();
        sqlx::query("DELETE FROM roles").execute(&mut *connection).await.unwrap();
        connection.close().await.unwrap();
        copy(&source, &db).await.unwrap_err();
        assert_eq!(db.count("users").await, 0);
    }

    async fn one_value_makes_another_digest(db: TestDatabase) {
        copy(&full().await, &db).await.unwrap();
        let before = digests(&db).await;
        db.execute("UPDATE sessions SET expires_at = expires_at + 1 WHERE expires_at = 2").await;
        assert_eq!(differences(&before, &digests(&db).await), ["sessions"]);
    }

    async fn a_snapshot_does_not_see_what_comes_after_it(db: TestDatabase) {
        let before = digests(&db).await;
        let mut snapshot = db.database.begin_snapshot().await.unwrap();
        db.execute("UPDATE live_revision SET revision = revision + 1").await;
        assert_eq!(snapshot.digests().await.unwrap(), before);
        drop(snapshot);
        assert_ne!(digests(&db).await, before);
    }

    async fn it_is_known_whether_somebody_else_has_it_open(db: TestDatabase) {
        assert!(Database::is_in_use(&db.url).await.unwrap());
        db.database.close().await;
        assert!(!Database::is_in_use(&db.url).await.unwrap());
    }
}

#[tokio::test]
async fn a_value_of_another_type_than_its_column_is_not_made_to_fit() {
    let (source, target) = (full().await, TestDatabase::new(Engine::Postgres).await);
    source.execute(&format!("UPDATE {} SET created_at = 'yesterday'", quoted("users"))).await;
    let error = copy(&source, &target).await.unwrap_err().to_string();
    assert!(error.starts_with("table users: "), "{error}");
}
