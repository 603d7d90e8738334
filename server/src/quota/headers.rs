//! What is left, on every answer to a request that was counted: `RateLimit-Policy` and `RateLimit`
//! (draft-ietf-httpapi-ratelimit-headers-10), which are structured fields (RFC 9651).

use super::Left;
use axum::{extract::Request, middleware::Next, response::Response};
use http::{Extensions, HeaderName, HeaderValue};
use std::sync::{Arc, OnceLock};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Where whoever counts a request leaves what is left, for the answer.
#[derive(Clone, Default)]
pub(crate) struct Meter(Arc<OnceLock<Left>>);

impl Meter {
    /// Leaves it. A request is counted once.
    pub fn note(extensions: &Extensions, left: Left) {
        if let Some(Self(meter)) = extensions.get() {
            let _already_counted = meter.set(left);
        }
    }
}

/// Gives every answer its headers.
pub(crate) async fn headers(mut request: Request, next: Next) -> Response {
    let meter = Meter::default();
    request.extensions_mut().insert(meter.clone());
    let mut response = next.run(request).await;
    if let Some(left) = meter.0.get() {
        for (name, text) in [(POLICY, policy(left)), (LIMIT, limit(left))] {
            if let Ok(value) = HeaderValue::try_from(text) {
                response.headers_mut().insert(name, value);
            }
        }
    }
    response
}

fn policy(left: &Left) -> String {
    format!("\"application\";q={};w={}", left.quota, left.window)
}

fn limit(left: &Left) -> String {
    format!("\"application\";r={};t={}", left.remaining, left.reset)
}
