//! `GET /oauth2/jwks`: the public keys that tokens are verified with (RFC 7517).

use super::error::OAuthError;
use crate::{AppState, api::versions::known, cors::Cors};
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::TokenError;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, ETAG},
};
use std::time::Duration;

/// The longest that anybody goes without asking again.
const LONGEST: Duration = Duration::from_mins(5);

/// The key set, or that it is still the same (RFC 9110 §13.1.2); 503 while the keys are missing.
pub(super) async fn jwks(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let cors = Cors::of(&state, &headers);
    let Some(keys) = state.office.jwk_set().await else {
        return cors.apply(OAuthError::from(TokenError::KeysMissing).into_response());
    };
    let tag = domain::hex(&domain::digest(&keys.to_string())[..12]);
    // Whoever keeps it as long as they may has asked again before a key that is published now signs.
    let age = state.office.settings().publish_keys_before.min(LONGEST).as_secs();
    let (tag, age) = (
        HeaderValue::try_from(format!("\"{tag}\"")),
        HeaderValue::try_from(format!("public, max-age={age}")),
    );
    let same = tag.as_ref().is_ok_and(|tag| known(&headers).is_some_and(|known| known.includes(tag)));
    let mut response =
        if same { StatusCode::NOT_MODIFIED.into_response() } else { Json(keys).into_response() };
    let headers = response.headers_mut();
    if !same {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/jwk-set+json"));
    }
    headers.extend(age.map(|age| (CACHE_CONTROL, age)));
    headers.extend(tag.map(|tag| (ETAG, tag)));
    cors.apply(response)
}
