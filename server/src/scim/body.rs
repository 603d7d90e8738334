//! The body of a request: its media type, its size, and that it is a JSON object.

use super::{
    answer::SCIM_JSON,
    error::{Refusal, ScimType},
};
use axum::{
    body::Bytes,
    extract::{
        DefaultBodyLimit, FromRequest, Request,
        rejection::{BytesRejection, FailedToBufferBody},
    },
};
use http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};

/// The largest body that is read, in bytes.
pub(super) const SIZE_MAX: usize = 1024 * 1024;

/// A JSON object.
pub(super) struct Submitted(pub Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for Submitted {
    type Rejection = Refusal;

    async fn from_request(mut request: Request, _: &S) -> Result<Self, Refusal> {
        check_content_type(request.headers())?;
        let too_large = || {
            let detail = format!("The body must have {SIZE_MAX} bytes or less.");
            Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, detail)
        };
        if announced(request.headers()).is_some_and(|size| size > SIZE_MAX) {
            return Err(too_large());
        }
        DefaultBodyLimit::max(SIZE_MAX).apply(&mut request);
        let bytes = Bytes::from_request(request, &()).await.map_err(|error| match error {
            BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => too_large(),
            _ => Refusal::bad(ScimType::InvalidSyntax, "The body ended before its time."),
        })?;
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            _ => Err(Refusal::bad(ScimType::InvalidSyntax, "The body must be a JSON object.")),
        }
    }
}

/// Refuses with 415 what is neither SCIM nor JSON (RFC 7644 §3.1, §8.2).
fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let media_type = said.split(';').next().unwrap_or_default().trim();
    if [SCIM_JSON, "application/json"].iter().any(|known| media_type.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    let detail = format!("The body must be {SCIM_JSON} or application/json.");
    Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail))
}

fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
