//! What the addresses have in common to which applications send people: they send on, and other sites may post to them.

use super::body;
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, LOCATION, REFERRER_POLICY},
};

/// What fits into an address.
const FORM_MAX_LENGTH: usize = 16 * 1024;

/// A form of another site (OpenID Connect Core §3.1.2.1): nothing that the browser sends along counts, so the same request
/// comes again from the address. What does not fit there is told on a page.
pub(super) async fn posted_query(request: Request, path: &str, page: &str) -> Response {
    let (parts, body) = request.into_parts();
    if !body::is(&parts.headers, "application/x-www-form-urlencoded") {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    match body::read(body).await {
        Ok(form) => match String::from_utf8(form) {
            Ok(form) if form.len() <= FORM_MAX_LENGTH && form.bytes().all(|byte| byte.is_ascii_graphic()) => {
                see_other(&format!("{path}?{form}"))
            }
            Ok(_) | Err(_) => see_other(page),
        },
        Err(problem) => problem.status().into_response(),
    }
}

/// With GET, kept by nobody, and without telling the next page where one comes from.
pub(super) fn see_other(location: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(location) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let headers = [
        (LOCATION, location),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}
