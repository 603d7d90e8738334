//! `GET /.well-known/oauth-authorization-server`: what this server can do (RFC 8414), and nothing that it cannot.

use crate::{AppState, cors::Cors};
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, header::CACHE_CONTROL};
use model::{ApiType, IdentityScope};
use serde_json::json;

/// How applications authenticate, at every endpoint where they do.
const AUTHENTICATION: [&str; 2] = ["client_secret_basic", "client_secret_post"];
/// The same where public applications come, too.
const AUTHENTICATION_OR_NONE: [&str; 3] = ["client_secret_basic", "client_secret_post", "none"];

/// The document.
pub(super) async fn metadata(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let issuer = &state.office.settings().public_url;
    let document = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/oauth2/authorize"),
        "token_endpoint": format!("{issuer}/oauth2/token"),
        "token_endpoint_auth_methods_supported": AUTHENTICATION_OR_NONE,
        "introspection_endpoint": format!("{issuer}/oauth2/introspect"),
        "introspection_endpoint_auth_methods_supported": AUTHENTICATION,
        "revocation_endpoint": format!("{issuer}/oauth2/revoke"),
        "revocation_endpoint_auth_methods_supported": AUTHENTICATION_OR_NONE,
        "jwks_uri": format!("{issuer}/oauth2/jwks"),
        "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "scopes_supported": scopes(),
        "protected_resources": ApiType::ALL.map(|api| format!("{issuer}{}", api.path())),
    });
    let mut response = Json(document).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Cors::of(&state, &headers).apply(response)
}

/// Everything that can be asked for.
fn scopes() -> Vec<&'static str> {
    let apis = ApiType::ALL.map(ApiType::scope);
    apis.into_iter().chain(IdentityScope::ALL.map(IdentityScope::as_str)).collect()
}
