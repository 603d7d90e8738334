//! `GET /readyz`: whether requests should be sent here.

use crate::AppState;
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::KeyStatus;
use http::{StatusCode, header};
use serde_json::json;

/// 503 as long as tokens cannot be issued or the database does not answer, with which of them it is.
pub(super) async fn ready(State(state): State<AppState>) -> Response {
    let database = match state.office.database().ping().await {
        Ok(()) => "ok",
        Err(_) => "unavailable",
    };
    let keys = match state.office.key_status() {
        KeyStatus::Missing => "missing",
        KeyStatus::Ready | KeyStatus::Exposed { .. } => "ok",
    };
    let (status, word) = match (database, keys) {
        ("ok", "ok") => (StatusCode::OK, "ok"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
    };
    let body = json!({ "status": word, "database": database, "keys": keys });
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
