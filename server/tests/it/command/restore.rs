//! `latchkey restore`

use super::backup::older;
use crate::support::{Folder, put_together, take_apart};
use serde_json::Value;
use std::{fs, os::unix::fs::PermissionsExt, path::Path};
use store::{
    Database,
    testing::{Engine, TestDatabase},
};

/// A backup, and how to get a token of an application that is in it.
struct Backup {
    folder: Folder,
    token_request: String,
    key_id: String,
}

impl Backup {
    fn of(folder: Folder) -> Self {
        folder.succeed(&["init", "--demo"]);
        let said = folder.succeed(&[
            "application",
            "create",
            "--owner",
            "john.doe@example.com",
            "--name",
            "Robot",
            "--json",
        ]);
        let made: Value = serde_json::from_str(&said).unwrap();
        let (id, secret) = (made["client_id"].as_str().unwrap(), made["client_secret"].as_str().unwrap());
        let token_request = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
        folder.write("var/config.yml", "mail: { from: 'Keys <keys@example.com>' }\n");
        folder.succeed(&["backup", "a.tar.gz"]);
        let key_id = key_id(&folder);
        Self { folder, token_request, key_id }
    }

    fn path(&self) -> String {
        self.folder.join("a.tar.gz").display().to_string()
    }

    /// What was restored is served, and works as before.
    #[track_caller]
    fn is_alive_in(&self, folder: &Folder) {
        let server = folder.serve();
        let answer = server.post("/oauth2/token", &self.token_request).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert_eq!(key_id(folder), self.key_id);
        server.terminate();
        assert_eq!(server.ended().0, Some(0));
    }
}

fn key_id(folder: &Folder) -> String {
    folder.succeed(&["keys", "check"])
}

fn left_over(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name != "mail").collect();
    names.sort();
    names
}

#[test]
fn a_new_machine_goes_on_where_the_old_one_stopped() {
    let backup = Backup::of(Folder::new());
    let folder = Folder::new();
    let said = folder.succeed(&["restore", &backup.path()]);
    assert!(said.contains("on SQLite, migration ") && said.contains("Restored."), "{said}");
    assert!(said.contains("The configuration of the backup is in var/config.from-backup.yml"), "{said}");
    let files =
        ["config.from-backup.yml", "latchkey.db", "oauth_private.key", "oauth_public.key", "sealing.key"];
    assert_eq!(left_over(&folder.join("var")), files);
    for file in ["latchkey.db", "oauth_private.key", "sealing.key", "config.from-backup.yml"] {
        let mode = folder.join("var").join(file).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    backup.is_alive_in(&folder);
    // Once is enough.
    let complaint = folder.fail(&["restore", &backup.path()]);
    assert!(
        complaint.contains("var/latchkey.db is there already; --replace puts the backup in its place"),
        "{complaint}"
    );
}

#[test]
fn what_is_there_is_only_replaced_when_that_is_meant_and_kept() {
    let backup = Backup::of(Folder::new());
    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    let other_key = key_id(&folder);
    let complaint = folder.run(&["restore", &backup.path(), "--replace"]);
    assert!(String::from_utf8_lossy(&complaint.stderr).contains("add --yes if that is meant"));
    assert_eq!(complaint.status.code(), Some(1));
    let server = folder.serve();
    let complaint = folder.fail(&["restore", &backup.path(), "--replace", "--yes"]);
    assert!(complaint.contains("the database is in use; stop the server"), "{complaint}");
    server.terminate();
    server.ended();
    assert_eq!(key_id(&folder), other_key);

    let said = folder.succeed(&["restore", &backup.path(), "--replace", "--yes"]);
    assert_eq!(said.matches("Kept what was there: var/").count(), 4, "{said}");
    backup.is_alive_in(&folder);
    let kept = left_over(&folder.join("var"));
    assert!(kept.iter().any(|name| name.starts_with("latchkey.db.replaced-2")), "{kept:?}");
    assert!(kept.iter().any(|name| name.starts_with("oauth_private.key.replaced-2")), "{kept:?}");
}

#[test]
fn keys_of_before_are_not_lost_by_accident() {
    let backup = Backup::of(Folder::new());
    let folder = Folder::new();
    folder.succeed(&["keys", "generate"]);
    let other_key = key_id(&folder);
    let complaint = folder.fail(&["restore", &backup.path()]);
    assert!(
        complaint.contains("var/oauth_private.key is there and is another key; --without-keys keeps it"),
        "{complaint}"
    );
    assert_eq!(left_over(&folder.join("var")), ["oauth_private.key", "oauth_public.key"]);
    let said = folder.succeed(&["restore", &backup.path(), "--without-keys"]);
    assert!(said.contains("The signing keys were left as they are."), "{said}");
    assert_eq!(key_id(&folder), other_key);
}

#[test]
fn a_damaged_archive_touches_nothing() {
    let backup = Backup::of(Folder::new());
    let mut files = take_apart(&backup.folder.join("a.tar.gz"));
    let middle = files[1].1.len() / 2;
    files[1].1[middle] ^= 1;
    let folder = Folder::new();
    put_together(&folder.join("broken.tar.gz"), &files);
    folder.succeed(&["init", "--demo"]);
    let before = left_over(&folder.join("var"));
    let complaint = folder.fail(&["restore", "broken.tar.gz", "--replace", "--yes"]);
    assert!(complaint.contains("latchkey.db in it is damaged"), "{complaint}");
    assert_eq!(left_over(&folder.join("var")), before);
}

#[test]
fn a_file_that_is_no_database_any_more_is_replaced() {
    let backup = Backup::of(Folder::new());
    let folder = Folder::new();
    folder.write("var/latchkey.db", &"what the disk left of it ".repeat(1000));
    folder.succeed(&["restore", &backup.path(), "--replace", "--yes"]);
    backup.is_alive_in(&folder);
}

#[tokio::test]
async fn a_backup_of_before_is_brought_up_to_date() {
    let newest = Database::newest_migration();
    let old = older(Engine::Sqlite, newest - 1).await;
    let folder = Folder::new().with("LATCHKEY_DATABASE__URL", &old.url);
    folder.succeed(&["backup", "a.tar.gz", "--without-keys"]);
    let new = Folder::new();
    new.succeed(&["restore", folder.join("a.tar.gz").to_str().unwrap()]);
    let restored =
        Database::open(&format!("sqlite://{}", new.join("var/latchkey.db").display())).await.unwrap();
    assert_eq!(restored.migration().await.unwrap(), Some(newest));
}

/// A folder on a PostgreSQL database, and the database.
async fn on_postgres() -> (Folder, TestDatabase) {
    let db = TestDatabase::new(Engine::Postgres).await;
    db.database.close().await;
    (Folder::new().with("LATCHKEY_DATABASE__URL", &db.url), db)
}

#[tokio::test]
async fn a_backup_goes_into_either_engine() {
    let (on_server, _db) = on_postgres().await;
    let of_sqlite = Backup::of(Folder::new());
    // From SQLite into PostgreSQL.
    on_server.succeed(&["restore", &of_sqlite.path()]);
    of_sqlite.is_alive_in(&on_server);
    let complaint = on_server.fail(&["restore", &of_sqlite.path()]);
    assert!(
        complaint.contains("the PostgreSQL database is not empty, there are rows in: application"),
        "{complaint}"
    );
    // From PostgreSQL into SQLite, and over what is there.
    let (source, _other_db) = on_postgres().await;
    let of_postgres = Backup::of(source);
    let in_file = Folder::new();
    let said = in_file.succeed(&["restore", &of_postgres.path()]);
    assert!(said.contains("on PostgreSQL, migration "), "{said}");
    of_postgres.is_alive_in(&in_file);
    on_server.succeed(&["restore", &of_postgres.path(), "--replace", "--yes"]);
    of_postgres.is_alive_in(&on_server);
}
