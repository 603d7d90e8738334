//! `GET /.well-known/oauth-authorization-server`: what this server can do (RFC 8414), and nothing that it cannot.

use crate::{AppState, cors::Cors};
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, header::CACHE_CONTROL};
use model::ApiType;
use serde_json::json;

/// How applications authenticate, at every endpoint where they do.
const AUTHENTICATION: [&str; 2] = ["client_secret_basic", "client_secret_post"];

/// The document.
pub(super) async fn metadata(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let issuer = &state.office.settings().public_url;
    let document = json!({
        "issuer": issuer,
        "token_endpoint": format!("{issuer}/oauth2/token"),
        "token_endpoint_auth_methods_supported": AUTHENTICATION,
        "introspection_endpoint": format!("{issuer}/oauth2/introspect"),
        "introspection_endpoint_auth_methods_supported": AUTHENTICATION,
        "revocation_endpoint": format!("{issuer}/oauth2/revoke"),
        "revocation_endpoint_auth_methods_supported": AUTHENTICATION,
        "jwks_uri": format!("{issuer}/oauth2/jwks"),
        "grant_types_supported": ["client_credentials"],
        // Required, and empty as long as there is no authorization endpoint (RFC 8414 §2).
        "response_types_supported": [],
        "scopes_supported": ApiType::ALL.map(ApiType::scope),
        "protected_resources": ApiType::ALL.map(|api| format!("{issuer}{}", api.path())),
    });
    let mut response = Json(document).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Cors::of(&state, &headers).apply(response)
}
