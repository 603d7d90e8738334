//! For whoever runs the server: is it there, is it ready, what is it doing.

mod gauges;
mod metrics;
mod ready;

pub(crate) use metrics::{count, keep_up, note_start};

use crate::AppState;
use axum::{Json, Router, routing::get};
use serde_json::json;

/// `/healthz`, `/readyz` and `/metrics`.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        // That it answers is all it says.
        .route("/healthz", get(async || Json(json!({ "status": "ok" }))))
        .route("/readyz", get(ready::ready))
        .route("/metrics", get(metrics::metrics))
}
