//! By which index the lists that can be large are read, in every order and, on SQLite, with every filter: whoever loses one sees
//! it here.

use super::*;
use crate::{
    application_list::Applications, audit::AuditRecords, customer_list::Customers, list::order,
    login_attempts::LoginAttempts, outbox_list::Outbox, page::tests::rows::fill, testing::TestDatabase,
    user_list::Users,
};
use model::{Asks, Condition, Direction, GridField, Side, Sort, TextOperator, Timestamp};
use sea_query::{PostgresQueryBuilder, SqliteQueryBuilder};
use sqlx::Row;
use std::fmt::Write;
use uuid::Uuid;

/// What an engine does for a statement, in few words: the indexes it reads, and whether it has to sort.
async fn plan(db: &TestDatabase, select: &SelectStatement) -> String {
    let (lines, sorts): (Vec<String>, _) = match &db.database {
        Database::Sqlite(pool) => {
            let sql = format!("EXPLAIN QUERY PLAN {}", select.to_string(SqliteQueryBuilder));
            let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(pool).await.unwrap();
            (rows.iter().map(|row| row.get("detail")).collect(), "TEMP B-TREE FOR")
        }
        Database::Postgres(pool) => {
            let mut tx = pool.begin().await.unwrap();
            // The tables are empty: what is small is read whole unless it is told not to.
            for off in ["seqscan", "sort", "incremental_sort", "hashjoin", "mergejoin"] {
                let sql = sqlx::AssertSqlSafe(format!("SET LOCAL enable_{off} = off"));
                sqlx::query(sql).execute(&mut *tx).await.unwrap();
            }
            let sql = format!("EXPLAIN (COSTS OFF) {}", select.to_string(PostgresQueryBuilder));
            let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&mut *tx).await.unwrap();
            (rows.iter().map(|row| row.get(0)).collect(), "Sort")
        }
    };
    let index = |line: &String| {
        let words: Vec<_> = line.split([' ', ':']).collect();
        let before = words.iter().position(|word| matches!(*word, "INDEX" | "using" | "on"))?;
        let index = words.get(before + 1)?;
        (line.contains("Index Scan") || line.contains("Index Only") || line.contains(" INDEX "))
            .then(|| index.trim_start_matches("sqlite_autoindex_").to_owned())
    };
    let mut used: Vec<_> = lines.iter().filter_map(index).collect();
    let whole = |line: &String| {
        ["SCAN a", "SCAN u", "SCAN c", "SCAN l", "SCAN r", "SCAN m"].contains(&line.as_str())
            || line.contains("Seq Scan")
    };
    if lines.iter().any(whole) {
        used.push("reads all".into());
    }
    if lines.iter().any(|line| line.contains(sorts)) {
        used.push("sorts".into());
    }
    used.join(", ")
}

fn back_office() -> Filter<Reach> {
    Filter::Field(Reach::Side, Condition::Text(TextOperator::Equals, Side::BackOffice.as_str().into()))
}

/// Something to ask of a column.
fn asked(asks: Asks) -> Option<Condition> {
    Some(match asks {
        Asks::Nothing => return None,
        Asks::Text => Condition::Text(TextOperator::Contains, "needle".into()),
        Asks::Either(..) => Condition::Is(false),
        Asks::Ids => Condition::AnyOf(vec![Uuid::from_u128(1)]),
        Asks::Words(words) => Condition::Words(vec![words[0].to_owned()]),
        Asks::Time => Condition::Before(Timestamp(1_000)),
    })
}

/// Every order and every filter of a list, a line for each.
async fn plans<L: Listed>(db: &TestDatabase, reach: &Filter<Reach>, text: &mut String) {
    let (table, name) = L::TABLE;
    writeln!(text, "# {table}").unwrap();
    for field in L::Field::ALL.iter().filter(|field| field.sortable()) {
        let mut ways = Vec::new();
        for direction in [Direction::Ascending, Direction::Descending] {
            let wanted = db.database.wanted::<L>(reach, &Filter::everything()).await.unwrap();
            assert!(wanted.whole);
            let order = order::<L>(&[Sort { field: *field, direction }]);
            let ids = db.database.page_ids::<L>(Way::Walked, &wanted, None, &order, (0, 25));
            ways.push(plan(db, &ids).await);
        }
        assert_eq!(ways[0], ways[1], "{} forward and backward", field.as_str());
        writeln!(text, "by {}: {}", field.as_str(), ways[0]).unwrap();
    }
    // Which one PostgreSQL takes for a filter depends on what is in the table, which is nothing.
    if matches!(db.database, Database::Postgres(_)) {
        return;
    }
    for field in L::Field::ALL {
        let Some(asked) = asked(field.asks()) else { continue };
        let wanted = db.database.wanted::<L>(reach, &Filter::Field(*field, asked)).await.unwrap();
        let mut rows = Query::select();
        rows.expr_as(Expr::val(1), "one").from_as(table, name).cond_where(wanted.gathered).limit(10);
        writeln!(text, "with {}: {}", field.as_str(), plan(db, &rows).await).unwrap();
    }
}

async fn all_plans(db: &TestDatabase) -> String {
    let mut text = String::new();
    plans::<Applications>(db, &back_office(), &mut text).await;
    plans::<Users>(db, &back_office(), &mut text).await;
    plans::<Customers>(db, &Filter::everything(), &mut text).await;
    plans::<LoginAttempts>(db, &back_office(), &mut text).await;
    plans::<AuditRecords>(db, &Filter::everything(), &mut text).await;
    plans::<Outbox>(db, &Filter::everything(), &mut text).await;
    text
}

/// Which is written by `INSTA_UPDATE=always`, to be looked at.
fn name_of(db: &TestDatabase) -> &'static str {
    match db.database {
        Database::Sqlite(_) => "plans_on_sqlite",
        Database::Postgres(_) => "plans_on_postgresql",
    }
}

crate::on_both_engines! {
    async fn every_order_and_every_filter_has_its_index(db: TestDatabase) {
        insta::assert_snapshot!(name_of(&db), all_plans(&db).await);
    }

    /// That of a name, as an example: what is gathered, what is walked and what is walked by its number are the same rows.
    async fn both_ways_give_the_same_rows(db: TestDatabase) {
        fill(&db).await;
        let by = [Sort { field: model::ApplicationField::Name, direction: Direction::Descending }];
        let order = order::<Applications>(&by);
        let needle = Condition::Text(TextOperator::Contains, "n".into());
        let filter = Filter::Field(model::ApplicationField::Name, needle);
        let wanted = db.database.wanted::<Applications>(&back_office(), &filter).await.unwrap();
        let mut found = Vec::new();
        for way in [Way::Gathered, Way::Walked] {
            let ids = db.database.page_ids::<Applications>(way, &wanted, None, &order, (2, 4));
            let rows: Vec<(Uuid,)> = db.database.rows(&ids).await.unwrap();
            found.push(rows);
        }
        assert_eq!(found[0].len(), 4);
        assert_eq!(found[0], found[1]);
    }

    /// What is sorted by follows what it is copied from.
    async fn names_that_are_sorted_by_follow_their_records(db: TestDatabase) {
        fill(&db).await;
        let sorted = async |sql: &'static str| {
            let rows: Vec<(String,)> = crate::database::on!(&db.database, pool => sqlx::query_as(sql).fetch_all(pool).await.unwrap());
            rows.into_iter().map(|(text,)| text).collect::<Vec<_>>()
        };
        let organizations = "SELECT DISTINCT organization_folded FROM applications ORDER BY 1";
        let owners = "SELECT DISTINCT owner_folded FROM applications WHERE owner_id IS NOT NULL AND owner_folded LIKE '%@%'";
        let customers = "SELECT DISTINCT customer_folded FROM users WHERE customer_id IS NOT NULL";
        assert_eq!(sorted(organizations).await, ["beta", "äpfel"]);
        assert_eq!(sorted(owners).await.len(), 6);
        assert_eq!(sorted(customers).await, ["same"]);
        db.execute("UPDATE organizations SET name_folded = 'zeta' WHERE name = 'beta'").await;
        db.execute("UPDATE users SET name_folded = 'new', email = email || '@new'").await;
        db.execute("UPDATE customers SET name_folded = 'other'").await;
        assert_eq!(sorted(organizations).await, ["zeta", "äpfel"]);
        assert!(sorted(owners).await.iter().all(|owner| owner.starts_with("new ") && owner.ends_with("@new")));
        assert_eq!(sorted(customers).await, ["other"]);
        assert_eq!(sorted("SELECT DISTINCT organization_folded FROM customers ORDER BY 1").await, ["a_b", "zeta", "äpfel"]);
    }

    /// A text is found by its index after it was changed, and no more by what it was.
    async fn what_is_searched_follows_what_is_written(db: TestDatabase) {
        fill(&db).await;
        let found = async |text: &str| {
            let asked = Condition::Text(TextOperator::Contains, text.into());
            let filter = Filter::Field(model::ApplicationField::Name, asked);
            let part = model::Part::Browsed { number: 1, size: 10 };
            let reach = Filter::everything();
            db.database.page_of_applications((&reach, &filter), &[], &part).await.unwrap().total
        };
        assert_eq!(found("needle").await, 0);
        db.execute("UPDATE applications SET name_folded = 'a \"needle\" ' || client_id WHERE name_folded = 'n1'").await;
        assert_eq!((found("\"NEEDLE\"").await, found("needle").await, found("n\u{e9}edle").await), (2, 2, 0));
        db.execute("UPDATE applications SET name_folded = 'gone ' || client_id WHERE name_folded LIKE 'a %'").await;
        assert_eq!((found("needle").await, found("gone c").await), (0, 2));
        db.execute("DELETE FROM applications").await;
        assert_eq!(found("gone c").await, 0);
    }
}
