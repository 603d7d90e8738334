//! Two processes on one database: started at once where nobody has prepared anything, and working side by side.

mod killed;
mod mails;
mod sessions;

use crate::support::{Folder, free_port};
use std::{fs, path::Path};
use store::testing::{Engine, TestDatabase};

/// `init` twice and then `serve` twice, each at the same instant, in two folders with one database and the same keys.
fn start_together(url: &str) {
    let folders = [Folder::new(), Folder::new()].map(|folder| folder.with("LATCHKEY_DATABASE__URL", url));
    let children = folders.each_ref().map(|folder| folder.command(&["init", "--demo"]).spawn().unwrap());
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    share_keys(folders[0].path(), folders[1].path());
    let mut servers = folders.each_ref().map(Folder::start);
    servers.iter_mut().for_each(crate::support::Server::wait_until_ready);
    for server in servers {
        server.terminate();
        let (code, log) = server.ended();
        assert_eq!(code, Some(0), "{log}");
    }
}

/// The same without `init`, so that the servers themselves have to make the tables.
fn serve_together(url: &str) {
    let folders = [free_port(), free_port()]
        .map(|port| Folder::new().listening_on(port).with("LATCHKEY_DATABASE__URL", url));
    folders[0].succeed(&["keys", "generate"]);
    share_keys(folders[0].path(), folders[1].path());
    let mut servers = folders.each_ref().map(Folder::start);
    servers.iter_mut().for_each(crate::support::Server::wait_until_ready);
}

fn share_keys(from: &Path, to: &Path) {
    fs::create_dir_all(to.join("var")).unwrap();
    for key in ["var/oauth_private.key", "var/oauth_public.key"] {
        fs::copy(from.join(key), to.join(key)).unwrap();
    }
}

#[test]
fn on_sqlite() {
    for _ in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        let url = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
        start_together(&url("first.db"));
        serve_together(&url("second.db"));
    }
}

#[tokio::test]
async fn on_postgres() {
    for together in [start_together, serve_together] {
        let db = TestDatabase::new(Engine::Postgres).await;
        db.execute("DROP SCHEMA public CASCADE").await;
        db.execute("CREATE SCHEMA public").await;
        let url = db.url.clone();
        tokio::task::spawn_blocking(move || together(&url)).await.unwrap();
    }
}
