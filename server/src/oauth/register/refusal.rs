//! Refusals in the words of RFC 7591 §3.2.2 and RFC 6750 §3.

use crate::oauth::{
    REALM,
    error::{OAuthError, no_store},
};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use domain::RegistrationError;
use http::{
    HeaderValue, StatusCode,
    header::{RETRY_AFTER, WWW_AUTHENTICATE},
};
use serde_json::json;
use std::time::Duration;

/// When to come back if nothing better is known.
const RETRY_SOON: Duration = Duration::from_secs(5);

/// An error answer.
pub(super) enum Refusal {
    /// Of a request that cannot be read.
    Request(OAuthError),
    /// Of what it asks for.
    Registration(RegistrationError),
}

impl From<OAuthError> for Refusal {
    fn from(error: OAuthError) -> Self {
        Self::Request(error)
    }
}

impl From<RegistrationError> for Refusal {
    fn from(error: RegistrationError) -> Self {
        Self::Registration(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let error = match self {
            Self::Request(error) => return error.into_response(),
            Self::Registration(error) => error,
        };
        let (status, code, retry_after) = match &error {
            RegistrationError::NoToken | RegistrationError::InvalidToken => {
                (StatusCode::UNAUTHORIZED, "invalid_token", None)
            }
            RegistrationError::TooMany(wait) => (StatusCode::TOO_MANY_REQUESTS, "invalid_token", Some(*wait)),
            RegistrationError::InvalidRedirectUri(_) => {
                (StatusCode::BAD_REQUEST, "invalid_redirect_uri", None)
            }
            RegistrationError::InvalidMetadata(_) => {
                (StatusCode::BAD_REQUEST, "invalid_client_metadata", None)
            }
            RegistrationError::Unavailable(cause) => {
                tracing::error!(cause = format!("{cause:#}"), "the database is not available");
                (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", Some(RETRY_SOON))
            }
            RegistrationError::Internal(cause) => {
                tracing::error!(cause = format!("{cause:#}"), "internal error");
                (StatusCode::INTERNAL_SERVER_ERROR, "server_error", None)
            }
        };
        let description = error.to_string();
        let body = json!({"error": code, "error_description": description});
        let mut response = no_store((status, Json(body)).into_response());
        let headers = response.headers_mut();
        if status == StatusCode::UNAUTHORIZED {
            // Without a token there is nothing to say about it (RFC 6750 §3.1).
            let why = match error {
                RegistrationError::NoToken => String::new(),
                _ => format!(", error=\"{code}\", error_description=\"{description}\""),
            };
            let challenge = HeaderValue::try_from(format!("Bearer realm=\"{REALM}\"{why}"));
            headers.extend(challenge.ok().map(|challenge| (WWW_AUTHENTICATE, challenge)));
        }
        headers.extend(retry_after.map(|wait| (RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)))));
        response
    }
}
