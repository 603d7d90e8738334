//! The web APIs for pages of other origins, such as the side panel of a mail program that runs in a browser.
//!
//! An access token is all that opens them, never a cookie, so a page gets nothing there that it could not get without a browser.

use super::{Cors, Offered};
use crate::AppState;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderValue, Method, header::ACCESS_CONTROL_EXPOSE_HEADERS};

const OFFERED: Offered = Offered {
    methods: "DELETE, GET, PATCH, POST, PUT",
    headers: "Authorization,Content-Type,DPoP,Idempotency-Key,If-Match,If-None-Match",
};
/// What a page may read of an answer besides its body.
const EXPOSED: HeaderValue = HeaderValue::from_static(
    "ETag,Location,RateLimit,RateLimit-Policy,Retry-After,WWW-Authenticate,X-Request-Id",
);

/// Answers preflights, and says of every other answer whether a page may read it.
pub(crate) async fn web_apis(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let cors = Cors::of(&state, request.headers());
    if *request.method() == Method::OPTIONS && cors.is_preflight(request.headers()) {
        return cors.options(request.headers(), &OFFERED);
    }
    let is_allowed = cors.origin.is_some();
    let mut response = cors.apply(next.run(request).await);
    if is_allowed {
        response.headers_mut().insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
    response
}
