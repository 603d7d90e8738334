//! Refusals from before a page or a server function is reached, in words its caller can read.

use app::AppError;
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};

/// Where the server functions are.
pub(super) const RPC: &str = "/rpc/";

/// Scripts of our pages get the error they know, people get a sentence.
pub(super) fn refuse(path: &str, status: StatusCode, error: AppError, sentence: &'static str) -> Response {
    let mut response = if path.starts_with(RPC) {
        (status, Json(error)).into_response()
    } else {
        (status, sentence).into_response()
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}
