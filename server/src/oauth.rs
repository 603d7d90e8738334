//! The authorization server's endpoints, in the words of the standards. One file each; the rules are in `domain`.

mod body;
mod credentials;
mod device_authorization;
mod dpop;
mod error;
mod form;
mod introspect;
mod json;
mod jwks;
mod metadata;
mod par;
mod parameters;
mod protected_resource;
mod register;
mod revoke;
mod submitted;
mod token;
mod userinfo;

pub(crate) use dpop::proof;

use crate::{
    AppState,
    cors::{Cors, Offered},
};
use axum::{
    Router,
    extract::State,
    response::Response,
    routing::{MethodRouter, get, post},
};
use http::HeaderMap;

/// The name in `WWW-Authenticate`.
const REALM: &str = "Latchkey";

/// Everything below `/oauth2` and the documents that describe it.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/oauth2/token", posted(post(token::token)))
        // Where the reference product has it, for scripts that were written for that.
        .route("/oauth2-token", posted(post(token::token)))
        .route("/oauth2/introspect", post(introspect::introspect).fallback(error::method_not_allowed))
        .route("/oauth2/revoke", posted(post(revoke::revoke)))
        .route("/oauth2/device_authorization", posted(post(device_authorization::device_authorization)))
        .route("/oauth2/par", posted(post(par::par)))
        .route("/oauth2/register", posted(post(register::register)))
        .route(
            "/oauth2/register/{client_id}",
            managed(get(register::read).put(register::change).delete(register::delete)),
        )
        .route("/oauth2/jwks", fetched(get(jwks::jwks)))
        .route("/oauth2/userinfo", told(get(userinfo::userinfo).post(userinfo::userinfo)))
        .route("/.well-known/oauth-authorization-server", fetched(get(metadata::metadata)))
        .route("/.well-known/openid-configuration", fetched(get(metadata::metadata)))
        .route(
            "/.well-known/oauth-protected-resource/{*path}",
            fetched(get(protected_resource::protected_resource)),
        )
}

fn posted(endpoint: MethodRouter<AppState>) -> MethodRouter<AppState> {
    endpoint
        .options(|State(state): State<AppState>, headers: HeaderMap| async move {
            options(&state, &headers, "OPTIONS, POST")
        })
        .fallback(error::method_not_allowed)
}

fn fetched(endpoint: MethodRouter<AppState>) -> MethodRouter<AppState> {
    endpoint
        .options(|State(state): State<AppState>, headers: HeaderMap| async move {
            options(&state, &headers, "OPTIONS, GET")
        })
        .fallback(error::method_not_allowed)
}

fn told(endpoint: MethodRouter<AppState>) -> MethodRouter<AppState> {
    endpoint
        .options(|State(state): State<AppState>, headers: HeaderMap| async move {
            options(&state, &headers, "OPTIONS, GET, POST")
        })
        .fallback(error::method_not_allowed)
}

fn managed(endpoint: MethodRouter<AppState>) -> MethodRouter<AppState> {
    endpoint
        .options(|State(state): State<AppState>, headers: HeaderMap| async move {
            options(&state, &headers, "OPTIONS, GET, PUT, DELETE")
        })
        .fallback(error::method_not_allowed)
}

fn options(state: &AppState, headers: &HeaderMap, methods: &'static str) -> Response {
    Cors::of(state, headers)
        .options(headers, &Offered { methods, headers: "Authorization,Content-Type,DPoP" })
}
