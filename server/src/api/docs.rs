//! `GET /api/docs`: the readable page of this API. Anybody may read it.

use super::{face::Face, openapi::document};
use crate::{AppState, docs};
use axum::{extract::State, response::Response};

/// Answers it.
pub(super) async fn docs(face: Face, State(state): State<AppState>) -> Response {
    docs::answer(&state, &document(face, &state.office.settings().public_url))
}
