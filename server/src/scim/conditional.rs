//! `If-None-Match` (RFC 9110 §13.1.2, RFC 7644 §3.14): who has the current version already is told so, and nothing else.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    Method, StatusCode,
    header::{ETAG, IF_NONE_MATCH},
};

/// Answers 304 in place of a resource that the header names.
pub(super) async fn not_modified(request: Request, next: Next) -> Response {
    let known: Vec<String> = match *request.method() {
        Method::GET => request.headers().get_all(IF_NONE_MATCH).iter().filter_map(read).collect(),
        _ => Vec::new(),
    };
    let response = next.run(request).await;
    let Some(tag) = response.headers().get(ETAG).filter(|_| response.status() == StatusCode::OK) else {
        return response;
    };
    let current = tag.to_str().unwrap_or_default();
    let has_it = |known: &str| {
        // Weak comparison: `W/` says nothing here.
        known.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == current)
    };
    if known.iter().any(|known| has_it(known)) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag.clone())]).into_response();
    }
    response
}

fn read(value: &http::HeaderValue) -> Option<String> {
    value.to_str().ok().map(str::to_owned)
}
