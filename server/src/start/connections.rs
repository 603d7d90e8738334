//! Accepts connections and speaks HTTP/1.1 on them.
//!
//! `axum::serve` would do, but for two things: it waits for ever for a request that never comes whole, and its head may be
//! as long as hyper allows.

use super::wait;
use crate::web::Stopping;
use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{net::SocketAddr, pin::pin, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::sleep,
};
use tower::Service;

/// How long the head of a request may take, and how long a connection may lie idle.
const HEAD_PATIENCE: Duration = Duration::from_secs(30);
/// The longest head of a request; more is answered with 431.
const HEAD_MAX_LENGTH: usize = 64 * 1024;
/// How long nothing is accepted when the machine has no more sockets to give.
const BREATH: Duration = Duration::from_millis(200);

/// Accepts until the server stops; the result is what is still going on then.
pub(super) async fn accept(
    listener: TcpListener,
    router: Router,
    stopped: watch::Receiver<bool>,
) -> JoinSet<()> {
    let mut connections = JoinSet::new();
    let mut stop = pin!(wait(stopped.clone()));
    loop {
        let accepted = tokio::select! {
            () = &mut stop => return connections,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                drop(connections.spawn(speak(stream, peer, router.clone(), stopped.clone())));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                sleep(BREATH).await;
            }
        }
    }
}

async fn speak(stream: TcpStream, peer: SocketAddr, router: Router, stopped: watch::Receiver<bool>) {
    // Answers are written whole; waiting for more would only delay them.
    let _ = stream.set_nodelay(true);
    let stopping = Stopping(stopped.clone());
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(stopping.clone());
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(HEAD_MAX_LENGTH)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let outcome = tokio::select! {
        outcome = connection.as_mut() => outcome,
        () = wait(stopped) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = outcome {
        tracing::debug!(%error, %peer, "a connection ended early");
    }
}
