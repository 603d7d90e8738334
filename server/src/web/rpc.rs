//! The server functions, for scripts of our own pages only.

use super::{body, language::language_of, refusal::refuse};
use crate::AppState;
use app::{AppError, Refusal};
use axum::{
    body::Body,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use leptos::{prelude::provide_context, server_fn::axum::get_server_fn_service};
use leptos_axum::handle_server_fns_with_context;
use serde::de::IgnoredAny;
use std::sync::Arc;

/// Calls one. What Leptos would answer with 500 because the caller sent nonsense is refused before.
pub(super) async fn server_function(State(state): State<AppState>, request: Request) -> Response {
    let language = language_of(&request);
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let refuse = |status, error| refuse(&path, status, error, Refusal::NotAForm, language);
    if get_server_fn_service(&path, parts.method.clone()).is_none() {
        return refuse(StatusCode::NOT_FOUND, AppError::NotFound);
    }
    if !body::is(&parts.headers, "application/json") {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, AppError::Malformed);
    }
    let bytes = match body::read(body).await {
        Ok(bytes) => bytes,
        Err(problem) => return refuse(problem.status(), AppError::Malformed),
    };
    if serde_json::from_slice::<IgnoredAny>(&bytes).is_err() {
        return refuse(StatusCode::BAD_REQUEST, AppError::Malformed);
    }
    // Leptos would send those who take HTML back to where they came from, with the error in the URL.
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let inspector = state.inspector();
    let office = state.office;
    let request = Request::from_parts(parts, Body::from(bytes));
    let context = move || {
        provide_context(office.clone());
        provide_context(Arc::clone(&inspector));
        provide_context(language);
    };
    handle_server_fns_with_context(context, request).await.into_response()
}
