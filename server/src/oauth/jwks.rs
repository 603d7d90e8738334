//! `GET /oauth2/jwks`: the public key that access tokens are verified with (RFC 7517).

use super::error::OAuthError;
use crate::{AppState, cors::Cors};
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::TokenError;
use http::{
    HeaderMap, HeaderValue,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};

/// The key set; 503 while the keys are missing.
pub(super) async fn jwks(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let cors = Cors::of(&state, &headers);
    let Some(keys) = state.office.jwk_set() else {
        return cors.apply(OAuthError::from(TokenError::KeysMissing).into_response());
    };
    let mut response = Json(keys).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/jwk-set+json"));
    // New keys are followed within a second here; others should not be far behind.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    cors.apply(response)
}
