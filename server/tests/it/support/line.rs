//! A line to the database server that can be cut and mended.

use store::{Database, testing::TestDatabase};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// The same database at the end of a line, and the line's switch: `false` cuts it.
pub async fn cut_line(mut db: TestDatabase) -> (TestDatabase, watch::Sender<bool>) {
    let (before, name) = db.url.rsplit_once('/').expect("a URL with a database");
    let (user, server) = before.rsplit_once('@').expect("a user in TEST_DATABASE_URL");
    let (port, switch) = line_to(server.to_owned()).await;
    db.url = format!("{user}@127.0.0.1:{port}/{name}");
    db.database = Database::open(&db.url).await.expect("a database that opens");
    (db, switch)
}

async fn line_to(server: String) -> (u16, watch::Sender<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let (switch, state) = watch::channel(true);
    tokio::spawn(async move {
        while let Ok((mut here, _)) = listener.accept().await {
            let (mut state, server) = (state.clone(), server.clone());
            tokio::spawn(async move {
                if !*state.borrow() {
                    return;
                }
                let mut there = TcpStream::connect(server).await.expect("the database server");
                tokio::select! {
                    _ = copy_bidirectional(&mut here, &mut there) => {}
                    _ = state.wait_for(|connected| !connected) => {}
                }
            });
        }
    });
    (port, switch)
}
