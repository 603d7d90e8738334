//! `GET /email-addon/v1/docs`: the readable page of this API. Anybody may read it.

use super::openapi::document;
use crate::{AppState, docs};
use axum::{extract::State, response::Response};

/// Answers it.
pub(super) async fn docs(State(state): State<AppState>) -> Response {
    docs::answer(&state, &document(&state.office.settings().public_url))
}
