//! `latchkey backup` and `latchkey backup verify`

use crate::support::{Folder, Server, form, put_together, take_apart};
use serde_json::Value;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};
use store::{
    Database,
    testing::{Engine, TestDatabase},
};

/// A folder with demo data on this database, and one that was backed up to `a.tar.gz`.
fn backed_up(folder: Folder) -> Folder {
    folder.succeed(&["init", "--demo"]);
    folder.succeed(&["backup", "a.tar.gz"]);
    folder
}

fn manifest(path: &Path) -> Value {
    let files = take_apart(path);
    assert_eq!(files[0].0, "manifest.json");
    serde_json::from_slice(&files[0].1).unwrap()
}

fn names(path: &Path) -> Vec<String> {
    take_apart(path).into_iter().map(|(name, _)| name).collect()
}

/// Keeps writing to the database of a server: refused attempts to sign in are noted.
fn keep_writing(server: &Server, stop: &AtomicBool) {
    let (mut count, began) = (0, Instant::now());
    // Not for ever, also if the test fails meanwhile.
    while !stop.load(Ordering::Relaxed) && began.elapsed() < Duration::from_mins(1) {
        let fields = form(&[("email", &format!("nobody{count}@example.com")), ("password", "not this one")]);
        server.post("/sign-in", &fields).unwrap();
        count += 1;
    }
}

#[test]
fn a_server_that_writes_is_backed_up() {
    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    folder.write("var/config.yml", "mail: { from: 'Keys <keys@example.com>' }\n");
    fs::create_dir(folder.join("backups")).unwrap();
    let server = folder.serve();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| keep_writing(&server, &stop));
        for _ in 0..2 {
            // Two of one second would have one name.
            std::thread::sleep(Duration::from_millis(1100));
            let said = folder.succeed(&["backup", "backups"]);
            assert!(said.starts_with("Backup written: backups/latchkey-2"), "{said}");
            assert!(
                said.contains("on SQLite, migration ") && said.contains("whoever has it can sign tokens"),
                "{said}"
            );
        }
        stop.store(true, Ordering::Relaxed);
    });
    let made: Vec<_> = fs::read_dir(folder.join("backups")).unwrap().map(|file| file.unwrap()).collect();
    assert_eq!(made.len(), 2, "only archives are left: {made:?}");
    for file in made {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        let files = [
            "manifest.json",
            "latchkey.db",
            "keys/private.pem",
            "keys/public.pem",
            "keys/sealing.key",
            "config.yml",
        ];
        assert_eq!(names(&file.path()), files);
        let said = folder.succeed(&["backup", "verify", file.path().to_str().unwrap()]);
        assert!(said.contains("is whole.") && said.contains("Holds:"), "{said}");
    }
}

#[test]
fn nothing_is_overwritten_and_what_is_not_wanted_is_left_out() {
    let folder = backed_up(Folder::new());
    let before = fs::read(folder.join("a.tar.gz")).unwrap();
    let complaint = folder.fail(&["backup", "a.tar.gz"]);
    assert!(complaint.contains("a.tar.gz is there already, and nothing is overwritten"), "{complaint}");
    assert_eq!(fs::read(folder.join("a.tar.gz")).unwrap(), before);
    let said = folder.succeed(&["backup", "b.tar.gz", "--without-keys"]);
    assert!(said.contains("The signing keys are not in it."), "{said}");
    assert_eq!(names(&folder.join("b.tar.gz")), ["manifest.json", "latchkey.db"]);
    let complaint = folder.fail(&["backup", "nowhere/c.tar.gz"]);
    assert!(complaint.contains("nowhere is no folder; make it first"), "{complaint}");
    fs::remove_file(folder.join("var/oauth_public.key")).unwrap();
    let complaint = folder.fail(&["backup", "c.tar.gz"]);
    assert!(complaint.contains("var/oauth_public.key cannot be read; --without-keys"), "{complaint}");
    assert!(!folder.join("c.tar.gz").exists());
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn what_is_not_there_cannot_be_backed_up() {
    let complaint = Folder::new().fail(&["backup", "a.tar.gz"]);
    assert!(complaint.contains("database.url: var/latchkey.db is not there"), "{complaint}");
}

/// Whatever happens to an archive is found.
#[test]
fn what_happened_to_an_archive_is_told() {
    let folder = backed_up(Folder::new());
    let whole = take_apart(&folder.join("a.tar.gz"));
    let broken = folder.join("broken.tar.gz");
    let complaint = |files: &[(String, Vec<u8>)]| {
        put_together(&broken, files);
        folder.fail(&["backup", "verify", "broken.tar.gz"])
    };
    put_together(&broken, &whole);
    folder.succeed(&["backup", "verify", "broken.tar.gz"]);

    let mut files = whole.clone();
    let middle = files[1].1.len() / 2;
    files[1].1[middle] ^= 1;
    assert!(complaint(&files).contains("latchkey.db in it is damaged"));
    assert!(complaint(&whole[..3]).contains("keys/public.pem is missing in it"));
    assert!(complaint(&whole[1..]).contains("manifest.json is not its first file"));
    let mut files = whole.clone();
    files.push(("../escaped".into(), b"harm".to_vec()));
    assert!(complaint(&files).contains("../escaped does not belong into it"));
    assert!(!folder.join("escaped").exists() && !folder.path().join("../escaped").exists());

    let change = |name: &str, value: Value| {
        let mut files = whole.clone();
        let mut manifest: Value = serde_json::from_slice(&files[0].1).unwrap();
        *manifest.pointer_mut(name).unwrap() = value;
        files[0].1 = serde_json::to_vec(&manifest).unwrap();
        complaint(&files)
    };
    let newer = change("/migration", 9999.into());
    assert!(newer.contains("its database is at migration 9999, and this version knows"), "{newer}");
    assert!(change("/format", 2.into()).contains("it is laid out in a way (2)"));
    let name = manifest(&folder.join("a.tar.gz"))["tables"][0]["name"].as_str().unwrap().to_owned();
    let differs = change("/tables/0/rows", 77.into());
    assert!(differs.ends_with(&format!("it differs in: {name}\n")), "{differs}");

    let bytes = fs::read(folder.join("a.tar.gz")).unwrap();
    fs::write(&broken, &bytes[..bytes.len() * 3 / 4]).unwrap();
    let cut = folder.fail(&["backup", "verify", "broken.tar.gz"]);
    assert!(cut.contains("it is no backup, is damaged, or was cut off"), "{cut}");
    folder.write("broken.tar.gz", "not an archive");
    let other = folder.fail(&["backup", "verify", "broken.tar.gz"]);
    assert!(other.contains("it is no backup, is damaged, or was cut off"), "{other}");
}

/// A backup before an update, by the program that comes with it.
#[tokio::test]
async fn a_database_of_before_can_be_backed_up_and_is_left_as_it_is() {
    let before = Database::newest_migration() - 1;
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let db = older(engine, before).await;
        let folder = Folder::new().with("LATCHKEY_DATABASE__URL", &db.url);
        folder.succeed(&["backup", "a.tar.gz", "--without-keys"]);
        assert_eq!(manifest(&folder.join("a.tar.gz"))["migration"], before);
        assert_eq!(db.database.migration().await.unwrap(), Some(before));
    }
}

/// A database at this migration.
pub async fn older(engine: Engine, migration: i64) -> TestDatabase {
    let mut db = TestDatabase::new(engine).await;
    match engine {
        Engine::Sqlite => {
            let url = db.url.replace("latchkey.db", "older.db");
            db.database = Database::open(&url).await.unwrap();
            db.url = url;
        }
        Engine::Postgres => {
            db.execute("DROP SCHEMA public CASCADE").await;
            db.execute("CREATE SCHEMA public").await;
        }
    }
    db.database.migrate_to(migration).await.unwrap();
    db
}
