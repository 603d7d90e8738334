//! What is answered: resources and lists as `application/scim+json` (RFC 7644 §3.1).

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, LOCATION},
};
use serde_json::{Value, json};

/// The media type of every body here.
pub(super) const SCIM_JSON: &str = "application/scim+json";

/// An answer with a body.
#[derive(Debug)]
pub(super) struct Answer {
    status: StatusCode,
    document: Value,
    tag: Option<String>,
    created_at: Option<String>,
}

impl Answer {
    /// 200.
    pub fn new(document: Value) -> Self {
        Self { status: StatusCode::OK, document, tag: None, created_at: None }
    }

    /// A list that is all there is.
    pub fn list(resources: Vec<Value>) -> Self {
        let total = resources.len();
        Self::page(resources, total as u64, 1)
    }

    /// A part of a list (RFC 7644 §3.4.2).
    pub fn page(resources: Vec<Value>, total: u64, start: u64) -> Self {
        Self::new(json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": total,
            "startIndex": start,
            "itemsPerPage": resources.len(),
            "Resources": Value::Array(resources),
        }))
    }

    /// The same with an entity tag.
    #[must_use]
    pub fn with_tag(mut self, tag: String) -> Self {
        self.tag = Some(tag);
        self
    }

    /// The same as 201, and where the new resource is.
    #[must_use]
    pub fn created(mut self, location: String) -> Self {
        self.status = StatusCode::CREATED;
        self.created_at = Some(location);
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.document.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(SCIM_JSON));
        for (name, value) in [(ETAG, self.tag), (LOCATION, self.created_at)] {
            if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
                headers.insert(name, value);
            }
        }
        response
    }
}

/// What one token may read is not for a cache that others share.
pub(super) async fn not_for_caches(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
