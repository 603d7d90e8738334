//! `If-None-Match` (RFC 7644 §3.14): who has the current version already is told so, and nothing else.

use crate::api::versions::known;
use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{Method, StatusCode, header::ETAG};

/// Answers 304 in place of a resource that the header names.
pub(super) async fn not_modified(request: Request, next: Next) -> Response {
    let known = known(request.headers()).filter(|_| request.method() == Method::GET);
    let response = next.run(request).await;
    let tag = response.headers().get(ETAG).filter(|_| response.status() == StatusCode::OK);
    match (known, tag) {
        (Some(known), Some(tag)) if known.includes(tag) => {
            (StatusCode::NOT_MODIFIED, [(ETAG, tag.clone())]).into_response()
        }
        _ => response,
    }
}
