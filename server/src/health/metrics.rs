//! `GET /metrics`: counters in the text format of Prometheus.

use super::gauges;
use crate::{AppState, ClientAddress, web::hops};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use model::Timestamp;
use std::{
    future::Future,
    sync::OnceLock,
    time::{Duration, Instant},
};

const DURATION: &str = "latchkey_http_request_duration_seconds";
/// The bounds of its buckets, in seconds: from an answer out of memory to the patience of whoever waits.
const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
/// How often what was measured is put into the buckets, whether or not anybody asks.
const UPKEEP_EVERY: Duration = Duration::from_secs(10);
const REFUSED: &str = "Only for loopback and the addresses of server.metrics_allow.\n";

/// For this machine and the addresses of `server.metrics_allow`.
pub(super) async fn metrics(State(state): State<AppState>, request: Request) -> Response {
    let server = &state.config.server;
    let allowed = request.extensions().get().is_some_and(|ClientAddress(address)| {
        // A proxy on this machine that nobody said to trust must not pass for this machine.
        let itself = server.trusted_proxies.contains(address) || hops(request.headers()).is_empty();
        (address.is_loopback() && itself) || server.metrics_allow.contains(address)
    });
    if !allowed {
        return (StatusCode::FORBIDDEN, REFUSED).into_response();
    }
    let text = recorder().render() + &gauges::text(&state).await;
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

/// Counts and measures requests by route, method and status. Paths that match no route are one, or strangers could fill the memory.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    recorder();
    let method = match request.method().as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PATCH" | "DELETE" | "OPTIONS") => known.to_owned(),
        _ => "other".to_owned(),
    };
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let began = Instant::now();
    let response = next.run(request).await;
    let took = began.elapsed();
    let status = response.status().as_u16().to_string();
    let labels = [("method", method), ("route", route), ("status", status)];
    metrics::counter!("latchkey_http_requests_total", &labels).increment(1);
    metrics::histogram!(DURATION, &labels).record(took);
    response
}

/// Lets Prometheus tell a restart from a counter that stands still.
pub(crate) fn note_start(at: Timestamp) {
    recorder();
    #[expect(
        clippy::cast_precision_loss,
        reason = "seconds are exact in a float for the next 285 million years"
    )]
    metrics::gauge!("process_start_time_seconds").set(at.0 as f64);
}

/// Keeps what was measured from piling up where nobody asks for it.
pub(crate) async fn keep_up(stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    let mut ticks = tokio::time::interval(UPKEEP_EVERY);
    loop {
        tokio::select! {
            () = &mut stop => return,
            _ = ticks.tick() => recorder().run_upkeep(),
        }
    }
}

/// One recorder for the process, started when first needed.
fn recorder() -> &'static PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    RECORDER.get_or_init(|| {
        let builder = PrometheusBuilder::new();
        // Refused only if there were no buckets.
        let builder = builder
            .set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &BUCKETS)
            .unwrap_or_else(|_| PrometheusBuilder::new());
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        // Refused only if there is one already, whose numbers are not ours to show.
        let _ = metrics::set_global_recorder(recorder);
        handle
    })
}
