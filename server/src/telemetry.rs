//! The log: one line for each request, with an id that the answer carries too; and traces, where they are wanted.

mod collector;
mod traces;

pub use traces::Traces;
pub(crate) use traces::trace;

use crate::{
    AppState,
    config::{ConfigError, Log, LogFormat},
};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue};
use std::{io::IsTerminal, time::Instant};
use tracing::Instrument;
use tracing_subscriber::EnvFilter;

pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// How much is logged of a path that is none of ours.
const PATH_MAX_LENGTH: usize = 200;

/// Starts the log. The first call counts; tests call it many times.
pub(crate) fn start(log: &Log) -> Result<(), ConfigError> {
    let filter = EnvFilter::try_new(&log.filter).map_err(|error| {
        ConfigError::Values(vec![format!(
            "log.filter: {error}; allowed is a level, or such as info,sqlx=warn"
        )])
    })?;
    let terminal = std::io::stderr().is_terminal();
    let colours = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let builder =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    let human = match log.format {
        LogFormat::Auto => terminal,
        LogFormat::Human => true,
        LogFormat::Json => false,
    };
    let _already_started = if human {
        builder.try_init()
    } else {
        builder.json().flatten_event(true).with_span_list(false).try_init()
    };
    Ok(())
}

/// Gives a request an id: the one a proxy gave it, if that is well-formed, else a new one.
pub(crate) async fn request_id(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let given = request.headers().get(&REQUEST_ID).filter(|value| is_well_formed(value)).cloned();
    let id = given.unwrap_or_else(|| {
        HeaderValue::from_str(&state.office.new_request_id()).unwrap_or(HeaderValue::from_static("unknown"))
    });
    request.headers_mut().insert(REQUEST_ID, id.clone());
    let span = tracing::info_span!("request", id = id.to_str().unwrap_or_default());
    let mut response = next.run(request).instrument(span).await;
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// One line a request: never its query or body, which may hold what nobody should read.
pub(crate) async fn log(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = match request.extensions().get::<MatchedPath>() {
        Some(path) => path.as_str().to_owned(),
        None => request.uri().path().chars().take(PATH_MAX_LENGTH).collect(),
    };
    let began = Instant::now();
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), began.elapsed().as_secs_f64() * 1000.0);
    if path == "/healthz" || path == "/readyz" {
        tracing::debug!(%method, path, status, ms, "answered");
    } else {
        tracing::info!(%method, path, status, ms, "answered");
    }
    response
}

fn is_well_formed(id: &HeaderValue) -> bool {
    (8..=64).contains(&id.len())
        && id.as_bytes().iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}
