//! Two real processes on one PostgreSQL, with the same key files, as behind a load balancer.

use super::{Folder, Server, TestApp, free_port};
use axum::{
    Router,
    body::Body,
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};
use hyper_util::rt::TokioIo;
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use store::testing::{Engine, TestDatabase};

/// How long one process may take to hear of what the other did; it takes half a second.
const HEARD_WITHIN: Duration = Duration::from_secs(10);

/// Two processes, and an office beside them that prepares what they find in the database.
pub struct Pair {
    /// The office beside them; its clock is set to the time of the processes.
    pub beside: TestApp,
    /// One.
    pub a: Process,
    /// The other.
    pub b: Process,
}

/// A process behind its socket.
pub struct Process {
    /// The routes of the process; the office is the one beside it.
    pub app: TestApp,
    /// The folder it runs in.
    pub folder: Folder,
    /// It itself.
    pub server: Server,
}

impl Pair {
    /// Starts both, on a PostgreSQL with demo data.
    pub async fn start() -> Self {
        Self::with(&[]).await
    }

    /// The same with more variables in the environment of both.
    pub async fn with(environment: &[(&str, &str)]) -> Self {
        let beside = TestApp::on(TestDatabase::new(Engine::Postgres).await).await;
        beside.clock.set_ms(domain::Clock::now_ms(&domain::SystemClock));
        let processes = [free_port(), free_port()].map(|port| {
            let settings = beside.office.settings();
            let mut folder = Folder::new()
                .listening_on(port)
                .with("LATCHKEY_DATABASE__URL", &beside.db.url)
                .with("LATCHKEY_SERVER__PUBLIC_URL", &settings.public_url)
                .with("LATCHKEY_KEYS__PRIVATE", &settings.private_key.display().to_string())
                .with("LATCHKEY_KEYS__PUBLIC", &settings.public_key.display().to_string());
            for (name, value) in environment {
                folder = folder.with(name, value);
            }
            let server = folder.start();
            (folder, server)
        });
        let ready = processes.map(|(folder, mut server)| {
            std::thread::spawn(move || {
                server.wait_until_ready();
                (folder, server)
            })
        });
        let [a, b] = ready.map(|one| {
            let (folder, server) = one.join().expect("a server");
            Process { app: beside.behind(server.address), folder, server }
        });
        Self { beside, a, b }
    }

    /// Both, and both the other way round.
    pub fn both_ways(&self) -> [(&TestApp, &TestApp); 2] {
        [(&self.a.app, &self.b.app), (&self.b.app, &self.a.app)]
    }
}

impl TestApp {
    /// The server that listens there, on the same database.
    pub fn behind(&self, address: SocketAddr) -> Self {
        let forward = move |request: Request| async move {
            // Whoever is not there answers nothing, which is told apart from what a server says.
            send(address, request).await.unwrap_or_else(|_| StatusCode::BAD_GATEWAY.into_response())
        };
        Self {
            office: self.office.clone(),
            clock: Arc::clone(&self.clock),
            db: TestDatabase::of(self.db.database.clone(), &self.db.url),
            folder: tempfile::tempdir().expect("a temporary folder"),
            state: self.state.clone(),
            router: Router::new().fallback(forward),
        }
    }
}

async fn send(address: SocketAddr, mut request: Request) -> anyhow::Result<Response> {
    let stream = tokio::net::TcpStream::connect(address).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    request.headers_mut().insert(header::CONNECTION, http::HeaderValue::from_static("close"));
    let answer = sender.send_request(request).await?;
    let (parts, body) = answer.into_parts();
    // Whole, so that one that was cut off is none.
    let body = http_body_util::BodyExt::collect(body).await?.to_bytes();
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// Waits until it is so.
///
/// # Panics
/// If it is not, within ten seconds.
#[track_caller]
pub fn soon<F: Future<Output = bool>>(what: &str, is_so: impl Fn() -> F) -> impl Future<Output = ()> {
    let what = what.to_owned();
    let caller = std::panic::Location::caller();
    async move {
        let began = Instant::now();
        while !is_so().await {
            assert!(began.elapsed() < HEARD_WITHIN, "{caller}: {what}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
