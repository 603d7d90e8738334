//! What an application is told of itself (RFC 7591 §3.2.1, RFC 7592 §3).

use crate::oauth::error::no_store;
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use domain::{RegisteredApplication, Sensitive};
use http::StatusCode;
use model::Grant;
use serde::Serialize;
use serde_json::Value;

/// Everything that is registered of it.
#[derive(Serialize)]
struct Information {
    client_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
    client_id_issued_at: i64,
    /// Where there is a secret: it does not end by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret_expires_at: Option<i64>,
    registration_access_token: String,
    registration_client_uri: String,
    client_name: String,
    redirect_uris: Vec<String>,
    grant_types: [&'static str; 2],
    response_types: &'static [&'static str],
    token_endpoint_auth_method: &'static str,
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    jwks: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jwks_uri: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    post_logout_redirect_uris: Vec<String>,
    dpop_bound_access_tokens: bool,
    require_pushed_authorization_requests: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    backchannel_logout_uri: String,
}

/// The answer.
pub(super) fn answer(status: StatusCode, new: RegisteredApplication, public_url: &str) -> Response {
    let scope = new.scope().to_string();
    let (application, settings) = (new.application, new.settings);
    let (grant, responses): (_, &[_]) = match application.grant {
        Grant::Device => ("urn:ietf:params:oauth:grant-type:device_code", &[]),
        _ => ("authorization_code", &["code"]),
    };
    let information = Information {
        client_secret_expires_at: new.client_secret.is_some().then_some(0),
        client_secret: new.client_secret.map(Sensitive::into_revealed),
        client_id_issued_at: application.created_at.0,
        registration_access_token: new.registration_access_token.into_revealed(),
        registration_client_uri: format!("{public_url}/oauth2/register/{}", application.client_id),
        client_id: application.client_id,
        client_name: application.name,
        redirect_uris: application.redirect_uris,
        grant_types: [grant, "refresh_token"],
        response_types: responses,
        token_endpoint_auth_method: new.way.as_str(),
        scope,
        jwks: settings.jwks.and_then(|jwks| serde_json::from_str(&jwks).ok()),
        jwks_uri: settings.jwks_uri,
        post_logout_redirect_uris: settings.post_logout_redirect_uris.lines().map(str::to_owned).collect(),
        dpop_bound_access_tokens: settings.require_dpop,
        require_pushed_authorization_requests: settings.require_pushed,
        backchannel_logout_uri: settings.backchannel_logout_uri,
    };
    no_store((status, Json(information)).into_response())
}
