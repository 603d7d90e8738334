//! What every answer of this API has: the media type, `no-store`, and, where it was refused, a body with the request's id.
//! Whoever knows the version of a record already is not sent it again.

use super::{error::Refusal, media_type::JSON_API, versions};
use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    HeaderValue, Method, StatusCode,
    header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG},
};

/// Puts each answer into its envelope.
pub(super) async fn envelope(request: Request, next: Next) -> Response {
    let id = request.headers().get("x-request-id").cloned();
    let known = (request.method() == Method::GET).then(|| versions::known(request.headers()));
    let mut response = next.run(request).await;
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        let id = id.as_ref().and_then(|id| id.to_str().ok());
        *response.body_mut() = Body::from(refusal.document(id).to_string());
        response.headers_mut().remove(CONTENT_LENGTH);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON_API));
    }
    let version = response.headers().get(ETAG).filter(|_| response.status() == StatusCode::OK);
    if known.flatten().zip(version).is_some_and(|(known, version)| known.includes(version)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_LENGTH);
        response.headers_mut().remove(CONTENT_TYPE);
    }
    // What one token may read is not for a cache that others share, and a one-time secret is for none.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Nothing has this path.
pub(super) async fn no_such_path() -> Response {
    Refusal::not_found().into_response()
}

/// Something has this path, but not for this method; axum adds `Allow`.
pub(super) async fn no_such_method() -> Response {
    let status = StatusCode::METHOD_NOT_ALLOWED;
    Refusal::new(status, "method_not_allowed", "The header Allow names the methods of this resource.")
        .into_response()
}
