//! `latchkey migrate-to`

use crate::support::Folder;
use serde_json::Value;
use store::testing::{Engine, TestDatabase};

/// A folder with demo data, and how to get a token of an application that is in it.
fn demo() -> (Folder, String) {
    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    let said = folder.succeed(&[
        "application",
        "create",
        "--owner",
        "amanda.cole@example.com",
        "--name",
        "Portal",
        "--json",
    ]);
    let made: Value = serde_json::from_str(&said).unwrap();
    let (id, secret) = (made["client_id"].as_str().unwrap(), made["client_secret"].as_str().unwrap());
    (folder, format!("grant_type=client_credentials&client_id={id}&client_secret={secret}"))
}

async fn empty() -> TestDatabase {
    let db = TestDatabase::new(Engine::Postgres).await;
    db.database.close().await;
    db
}

#[tokio::test]
async fn everything_moves_to_postgres_and_back() {
    let ((folder, token_request), db) = (demo(), empty().await);
    let output = folder.run(&["migrate-to", &db.url]);
    let (said, progress) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{progress}");
    assert!(said.contains("are the same on both sides.") && said.contains("set database.url"), "{said}");
    assert!(
        progress.lines().any(|line| line.ends_with("  users") && !line.starts_with("         0")),
        "{progress}"
    );

    let moved = folder.with("LATCHKEY_DATABASE__URL", &db.url);
    let server = moved.serve();
    let answer = server.post("/oauth2/token", &token_request).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let complaint = moved.fail(&["migrate-to", "sqlite://back.db"]);
    assert!(complaint.contains("a server works with the database of database.url: stop it"), "{complaint}");
    server.terminate();
    server.ended();

    moved.succeed(&["migrate-to", "sqlite://back.db"]);
    let back = moved.with("LATCHKEY_DATABASE__URL", "sqlite://back.db");
    let server = back.serve();
    let answer = server.post("/oauth2/token", &token_request).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn a_server_that_writes_is_only_left_behind_when_that_is_meant() {
    let ((folder, _), db) = (demo(), empty().await);
    let server = folder.serve();
    let complaint = folder.fail(&["migrate-to", &db.url]);
    assert!(complaint.contains("stop it, or what it writes from now on is left behind"), "{complaint}");
    let said = folder.succeed(&["migrate-to", &db.url, "--online"]);
    assert!(said.contains("The server went on meanwhile"), "{said}");
    assert!(server.get("/readyz").unwrap().starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_database_that_is_not_empty_is_left_alone() {
    let ((folder, _), db) = (demo(), empty().await);
    folder.succeed(&["migrate-to", &db.url]);
    let complaint = folder.fail(&["migrate-to", &db.url]);
    assert!(complaint.contains("the PostgreSQL database is not empty, there are rows in: "), "{complaint}");
    let complaint = folder.fail(&["migrate-to", "sqlite://var/oauth_private.key"]);
    assert!(complaint.contains("var/oauth_private.key is there already"), "{complaint}");
    let complaint = folder.fail(&["migrate-to", "sqlite://var/latchkey.db"]);
    assert!(complaint.contains("that is the database of database.url itself"), "{complaint}");
    let complaint = folder.fail(&["migrate-to", "mysql://root:hunter2@localhost/x"]);
    assert!(
        complaint.contains("neither sqlite://PATH nor postgres://") && !complaint.contains("hunter2"),
        "{complaint}"
    );
    let complaint = folder.fail(&["migrate-to", "postgres://user:hunter2@127.0.0.1:9/x"]);
    assert!(complaint.contains("cannot be opened") && !complaint.contains("hunter2"), "{complaint}");
}

#[tokio::test]
async fn a_row_that_arrives_damaged_is_found_and_nothing_is_left() {
    let ((folder, _), db) = (demo(), TestDatabase::new(Engine::Postgres).await);
    db.execute(
        "CREATE FUNCTION damage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         NEW.first_name := replace(NEW.first_name, 'Amanda', 'Amanda '); RETURN NEW; END $$",
    )
    .await;
    db.execute("CREATE TRIGGER damage BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION damage()").await;
    let output = folder.run(&["migrate-to", &db.url]);
    assert_eq!(output.status.code(), Some(1));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.ends_with("latchkey: what arrived is not what was sent, in: users\n"), "{complaint}");
    assert_eq!((db.count("users").await, db.count("organizations").await), (0, 0));
}
