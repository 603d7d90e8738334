//! A refused request as SCIM says it (RFC 7644 §3.12).

use super::answer::SCIM_JSON;
use crate::api::parameters::BadParameter;
use axum::response::{IntoResponse, Response};
use http::{
    HeaderName, HeaderValue, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER},
};
use serde_json::json;
use std::time::Duration;

/// The schema of errors.
const SCHEMA: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

/// The words of RFC 7644 §3.12, table 9, as far as they are needed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScimType {
    /// The filter cannot be read, or asks what cannot be asked.
    InvalidFilter,
    /// The body is not what the operation needs.
    InvalidSyntax,
    /// A PATCH path cannot be read.
    InvalidPath,
    /// A PATCH path selects nothing.
    NoTarget,
    /// A value is missing or not allowed.
    InvalidValue,
    /// An attribute that is only told.
    Mutability,
    /// More than one answer tells.
    TooMany,
    /// Somebody has it already.
    Uniqueness,
}

impl ScimType {
    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidFilter => "invalidFilter",
            Self::InvalidSyntax => "invalidSyntax",
            Self::InvalidPath => "invalidPath",
            Self::NoTarget => "noTarget",
            Self::InvalidValue => "invalidValue",
            Self::Mutability => "mutability",
            Self::TooMany => "tooMany",
            Self::Uniqueness => "uniqueness",
        }
    }
}

/// A request that was not done, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The status of the answer.
    pub status: StatusCode,
    /// The word for programs, where the standard has one.
    pub scim_type: Option<ScimType>,
    /// What happened, for people.
    pub detail: String,
    /// Headers the status calls for.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl Refusal {
    /// One without a word of the standard.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, scim_type: None, detail: detail.into(), headers: Vec::new() }
    }

    /// A 400 with its word.
    pub fn bad(scim_type: ScimType, detail: impl Into<String>) -> Self {
        Self { scim_type: Some(scim_type), ..Self::new(StatusCode::BAD_REQUEST, detail) }
    }

    /// Nothing there, or nothing that the actor may know of.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is nothing here that you may see.")
    }

    /// Somebody else was faster (RFC 7644 §3.14).
    pub fn stale() -> Self {
        let detail = "It was changed by somebody else in the meantime. Read it again.";
        Self::new(StatusCode::PRECONDITION_FAILED, detail)
    }

    /// Too much of something, and how long to wait.
    pub fn too_many(detail: &str, wait: Duration) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, detail)
            .with(RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)))
    }

    /// The same with a header.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }
}

impl From<BadParameter> for Refusal {
    fn from(bad: BadParameter) -> Self {
        Self::bad(ScimType::InvalidValue, format!("{}: {}", bad.name, bad.detail))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // The status is a text here (RFC 7644 §3.12).
        let mut document =
            json!({ "schemas": [SCHEMA], "status": self.status.as_str(), "detail": self.detail });
        if let Some(scim_type) = self.scim_type {
            document["scimType"] = json!(scim_type.as_str());
        }
        let mut response = (self.status, document.to_string()).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(SCIM_JSON));
        response.headers_mut().extend(self.headers);
        response
    }
}

/// Nothing has this path.
pub(super) async fn no_such_path() -> Refusal {
    Refusal::not_found()
}

/// Something has this path, but not for this method; axum adds `Allow`.
pub(super) async fn no_such_method() -> Refusal {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "The header Allow names the methods of this resource.")
}
