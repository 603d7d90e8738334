//! Errors in the words of RFC 6749 §5.2, from whatever went wrong.

use super::REALM;
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use domain::TokenError;
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE},
};
use serde_json::json;
use std::time::Duration;

/// When to come back if nothing better is known.
const RETRY_SOON: Duration = Duration::from_secs(5);

/// An error answer.
#[derive(Debug)]
pub(super) struct OAuthError {
    status: StatusCode,
    code: &'static str,
    description: String,
    retry_after: Option<Duration>,
}

impl OAuthError {
    fn new(status: StatusCode, code: &'static str, description: impl Into<String>) -> Self {
        Self { status, code, description: description.into(), retry_after: None }
    }

    /// What it is called in the answer.
    pub(super) const fn code(&self) -> &'static str {
        self.code
    }

    /// 400 `invalid_request`, with what is wrong.
    pub(super) fn invalid_request(description: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    /// 413: nobody needs so long a request.
    pub(super) fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "invalid_request", "The request is longer than 64 KiB.")
    }
}

impl From<TokenError> for OAuthError {
    fn from(error: TokenError) -> Self {
        let description = error.to_string();
        let (status, code, retry_after) = match &error {
            TokenError::InvalidRequest(_) => (StatusCode::BAD_REQUEST, "invalid_request", None),
            TokenError::InvalidClient => (StatusCode::UNAUTHORIZED, "invalid_client", None),
            TokenError::TooMany(wait) => (StatusCode::TOO_MANY_REQUESTS, "invalid_client", Some(*wait)),
            TokenError::TooManyWaiting(wait) => {
                (StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", Some(*wait))
            }
            TokenError::UnauthorizedClient => (StatusCode::BAD_REQUEST, "unauthorized_client", None),
            TokenError::UnsupportedGrantType => (StatusCode::BAD_REQUEST, "unsupported_grant_type", None),
            TokenError::InvalidScope { .. } => (StatusCode::BAD_REQUEST, "invalid_scope", None),
            TokenError::Refused(code, _) => (StatusCode::BAD_REQUEST, *code, None),
            TokenError::InvalidDpopProof(_) => (StatusCode::BAD_REQUEST, "invalid_dpop_proof", None),
            TokenError::UseDpopNonce => (StatusCode::BAD_REQUEST, "use_dpop_nonce", None),
            TokenError::InvalidTarget => (StatusCode::BAD_REQUEST, "invalid_target", None),
            TokenError::InvalidGrant(_) => (StatusCode::BAD_REQUEST, "invalid_grant", None),
            TokenError::AuthorizationPending => (StatusCode::BAD_REQUEST, "authorization_pending", None),
            TokenError::SlowDown => (StatusCode::BAD_REQUEST, "slow_down", None),
            TokenError::AccessDenied => (StatusCode::BAD_REQUEST, "access_denied", None),
            TokenError::ExpiredToken => (StatusCode::BAD_REQUEST, "expired_token", None),
            TokenError::KeysMissing => {
                (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", Some(RETRY_SOON))
            }
            TokenError::Unavailable(cause) => {
                tracing::error!(cause = format!("{cause:#}"), "the database is not available");
                (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", Some(RETRY_SOON))
            }
            TokenError::Internal(cause) => {
                tracing::error!(cause = format!("{cause:#}"), "internal error");
                (StatusCode::INTERNAL_SERVER_ERROR, "server_error", None)
            }
        };
        Self { status, code, description, retry_after }
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let body = json!({"error": self.code, "error_description": self.description});
        let mut response = no_store((self.status, Json(body)).into_response());
        let headers = response.headers_mut();
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::try_from(format!("Basic realm=\"{REALM}\", charset=\"UTF-8\""));
            headers.extend(challenge.ok().map(|challenge| (WWW_AUTHENTICATE, challenge)));
        }
        headers.extend(self.retry_after.map(|wait| (RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)))));
        response
    }
}

/// RFC 6749 §5.1: neither tokens nor what is said of them may be kept on the way.
pub(super) fn no_store(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    response
}

/// 405; which methods there are is in `Allow`, which the router adds.
pub(super) async fn method_not_allowed() -> OAuthError {
    OAuthError::new(StatusCode::METHOD_NOT_ALLOWED, "invalid_request", "This method is not supported here.")
}

/// 404 for a document that does not exist.
pub(super) fn not_found() -> OAuthError {
    OAuthError::new(StatusCode::NOT_FOUND, "not_found", "There is no such resource.")
}
