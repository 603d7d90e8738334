//! `latchkey doctor`

use crate::support::{Folder, Server};
use serde_json::Value;
use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
};
use store::testing::{Engine, TestDatabase};

/// What is said of one thing.
fn line<'a>(said: &'a str, name: &str) -> &'a str {
    said.lines()
        .find(|line| line[9..].starts_with(name))
        .unwrap_or_else(|| panic!("{name} is missing:\n{said}"))
}

fn ill(folder: &Folder) -> String {
    let output = folder.run(&["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_is_missing_is_told_and_nothing_is_made() {
    let folder = Folder::new().with("LEPTOS_SITE_ROOT", "site");
    let said = ill(&folder);
    assert!(
        line(&said, "keys").starts_with("problem")
            && line(&said, "keys").contains("`latchkey keys generate`"),
        "{said}"
    );
    assert_eq!(
        line(&said, "database"),
        "problem  database    var/latchkey.db is not there; `latchkey init` makes it"
    );
    assert!(line(&said, "mail").starts_with("ok"), "{said}");
    assert!(line(&said, "web files").contains("site has no web files"), "{said}");
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing was made");
}

#[test]
fn what_is_in_order_is_told_too() {
    let folder = Folder::new().with("LEPTOS_SITE_ROOT", "site");
    folder.write("site/pkg/latchkey.js", "");
    folder.succeed(&["init"]);
    let server = folder.serve();
    let said = folder.succeed(&["doctor"]);
    assert_eq!(said.lines().count(), 9, "{said}");
    assert!(said.lines().all(|line| line.starts_with("ok ")), "{said}");
    let database = line(&said, "database");
    assert!(
        database.starts_with("ok       database    SQLite 3.") && database.ends_with(", up to date, sound"),
        "{said}"
    );
    assert_eq!(line(&said, "clock"), "ok       clock       agrees with the public URL's");
    assert!(line(&said, "space").contains(" MiB are free in var"), "{said}");
    assert!(
        line(&said, "public URL").ends_with(&format!("http://{} leads to this server", server.address)),
        "{said}"
    );

    let report: Value = serde_json::from_str(&folder.succeed(&["doctor", "--json"])).unwrap();
    assert_eq!(report["healthy"], true);
    let names: Vec<_> = report["checks"].as_array().unwrap().iter().map(|check| &check["name"]).collect();
    let expected =
        ["keys", "sealing", "database", "clock", "permissions", "space", "mail", "public URL", "web files"];
    assert_eq!(names, expected);
    assert_eq!(report["checks"][0]["status"], "ok");
}

#[test]
fn a_server_that_does_not_run_is_a_warning() {
    let folder = Folder::new().with("LEPTOS_SITE_ROOT", "site");
    folder.write("site/pkg/latchkey.js", "");
    folder.succeed(&["init"]);
    let said = folder.succeed(&["doctor"]);
    let public_url = line(&said, "public URL");
    assert!(public_url.starts_with("warning") && public_url.contains("start `latchkey serve`"), "{said}");
    assert_eq!(line(&said, "clock"), "ok       clock       nothing to compare it with");
}

/// The public URL of one folder leads to the server of another one.
fn met(folder: &Folder, server: &Server) -> String {
    let url = format!("http://{}", server.address);
    let output = folder.command(&["doctor"]).env("LATCHKEY_SERVER__PUBLIC_URL", url).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn it_knows_whether_it_meets_itself() {
    let (folder, other) = (Folder::new(), Folder::new());
    folder.succeed(&["init"]);
    other.succeed(&["init"]);
    let server = other.serve();
    assert!(line(&met(&other, &server), "public URL").ends_with("leads to this server"));
    let said = met(&folder, &server);
    let public_url = line(&said, "public URL");
    assert!(
        public_url.starts_with("problem") && public_url.contains("leads to a server with other keys"),
        "{said}"
    );
}

#[test]
fn what_others_can_read_is_told_with_what_mends_it() {
    let folder = Folder::new().with("LEPTOS_SITE_ROOT", "site");
    folder.succeed(&["init"]);
    folder.write("var/config.yml", "mail: { url: 'smtp://user:hunter2@127.0.0.1' }\n");
    fs::set_permissions(folder.join("var"), Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(folder.join("var/config.yml"), Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(folder.join("var/latchkey.db"), Permissions::from_mode(0o644)).unwrap();
    let said = ill(&folder);
    let expected = "problem  permissions others can read var/latchkey.db, var/config.yml; mend it with: \
                    chmod 600 var/latchkey.db && chmod 600 var/config.yml";
    assert_eq!(line(&said, "permissions"), expected);
    for file in ["var/latchkey.db", "var/config.yml"] {
        fs::set_permissions(folder.join(file), Permissions::from_mode(0o600)).unwrap();
    }
    assert!(line(&ill(&folder), "permissions").starts_with("ok"));
}

#[test]
fn a_damaged_file_is_told() {
    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    let file = folder.join("var/latchkey.db");
    let mut bytes = fs::read(&file).unwrap();
    let from = bytes.len() / 2;
    let to = bytes.len() - 4096;
    bytes[from..to].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    let said = ill(&folder);
    assert!(
        line(&said, "database").contains("damaged") || line(&said, "database").contains("malformed"),
        "{said}"
    );
}

#[tokio::test]
async fn a_server_is_looked_at_too() {
    let db = TestDatabase::new(Engine::Postgres).await;
    let folder = Folder::new().with("LATCHKEY_DATABASE__URL", &db.url).with("LEPTOS_SITE_ROOT", "site");
    let said = ill(&folder);
    let database = line(&said, "database");
    // Many tests share the server, so it may be crowded.
    assert!(database.contains(" database    PostgreSQL ") && database.contains(", up to date"), "{said}");
    assert_eq!(line(&said, "clock"), "ok       clock       agrees with the database server's");
    db.execute("UPDATE _sqlx_migrations SET version = 9999 WHERE version = (SELECT max(version) FROM _sqlx_migrations)")
        .await;
    let said = ill(&folder);
    assert!(line(&said, "database").contains("at migration 9999, of which this version knows "), "{said}");
    db.execute("DELETE FROM _sqlx_migrations WHERE version = 9999").await;
    let said = ill(&folder);
    assert!(
        line(&said, "database").contains("not up to date: 1 migrations are pending; make a backup"),
        "{said}"
    );
}

#[test]
fn what_is_unwise_is_warned_of() {
    let folder =
        Folder::new().with("LEPTOS_SITE_ROOT", "site").with("LATCHKEY_TOKENS__PASSWORD_GRANT", "true");
    folder.write("site/pkg/latchkey.js", "");
    folder.succeed(&["init"]);
    let said = folder.succeed(&["doctor"]);
    assert!(line(&said, "tokens").starts_with("warning  tokens      tokens.password_grant is on"), "{said}");
}

#[test]
fn what_is_wrong_is_told_with_what_to_do() {
    let folder = Folder::new()
        .with("LEPTOS_SITE_ROOT", "site")
        .with("LATCHKEY_SERVER__PUBLIC_URL", "http://keys.example.com")
        .with("LATCHKEY_DATABASE__URL", "postgres://user:hunter2@127.0.0.1:9/nothing")
        .with("LATCHKEY_MAIL__TRANSPORT", "smtp")
        .with("LATCHKEY_MAIL__URL", "smtp://user:hunter2@127.0.0.1:9");
    let said = ill(&folder);
    assert!(
        line(&said, "public URL").contains("put a proxy with TLS before it and set server.public_url"),
        "{said}"
    );
    assert!(line(&said, "database").ends_with("; check database.url"), "{said}");
    assert!(
        line(&said, "mail").starts_with("problem  mail        the server of mail.url cannot be used: "),
        "{said}"
    );
    assert!(!said.contains("hunter2"), "{said}");
}
