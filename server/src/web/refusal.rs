//! Refusals from before a page or a server function is reached, in words its caller can read.

use app::{AppError, Refusal};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use model::Language;

/// Where the server functions are.
pub(super) const RPC: &str = "/rpc/";

/// Scripts of our pages get the error they know, people get a sentence in their language.
pub(super) fn refuse(
    path: &str,
    status: StatusCode,
    error: AppError,
    refusal: Refusal,
    language: Language,
) -> Response {
    let mut response = if path.starts_with(RPC) {
        (status, Json(error)).into_response()
    } else {
        (status, refusal.text(language)).into_response()
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}
