//! `GET /.well-known/oauth-protected-resource/…`: which tokens an API takes and where to get them (RFC 9728).

use super::error::not_found;
use crate::{AppState, cors::Cors};
use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, header::CACHE_CONTROL};
use model::ApiType;
use serde_json::json;

/// The document of the API at this path.
pub(super) async fn protected_resource(
    State(state): State<AppState>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    let cors = Cors::of(&state, &headers);
    let Some(api) = ApiType::ALL.into_iter().find(|api| api.path().strip_prefix('/') == Some(path.as_str()))
    else {
        return cors.apply(not_found().into_response());
    };
    let issuer = &state.office.settings().public_url;
    let document = json!({
        "resource": format!("{issuer}{}", api.path()),
        "authorization_servers": [issuer],
        "scopes_supported": [api.scope()],
        "bearer_methods_supported": ["header"],
        "dpop_signing_alg_values_supported": ["ES256"],
        "dpop_bound_access_tokens_required": false,
        "resource_name": "Latchkey API",
    });
    let mut response = Json(document).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    cors.apply(response)
}
