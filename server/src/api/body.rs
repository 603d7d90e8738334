//! The body of a request: its media type, its size, and that it is JSON at all.

use super::{
    error::Refusal,
    media_type::{self, Form},
};
use axum::{
    body::Bytes,
    extract::{
        DefaultBodyLimit, FromRequest, Request,
        rejection::{BytesRejection, FailedToBufferBody},
    },
};
use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

/// The largest body that is read, in bytes.
const SIZE_MAX: usize = 64 * 1024;

/// A JSON document.
pub(super) struct Submitted(pub Value);

impl<S: Send + Sync> FromRequest<S> for Submitted {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        media_type::check_content_type(request.headers(), Form::Plain)?;
        read(request).await.and_then(|bytes| parse(&bytes)).map(Self)
    }
}

/// The same in the form of atomic operations.
pub(super) struct SubmittedOperations(pub Value);

impl<S: Send + Sync> FromRequest<S> for SubmittedOperations {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        media_type::check_content_type(request.headers(), Form::Atomic)?;
        read(request).await.and_then(|bytes| parse(&bytes)).map(Self)
    }
}

/// The same where a body may be left out.
pub(super) struct SubmittedOrNothing(pub Option<Value>);

impl<S: Send + Sync> FromRequest<S> for SubmittedOrNothing {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let headers = request.headers().clone();
        let bytes = read(request).await?;
        if bytes.is_empty() {
            return Ok(Self(None));
        }
        media_type::check_content_type(&headers, Form::Plain)?;
        parse(&bytes).map(|document| Self(Some(document)))
    }
}

/// The bytes, as far as they are not too many.
pub(super) async fn read(request: Request) -> Result<Bytes, Refusal> {
    read_up_to(request, SIZE_MAX).await
}

/// The bytes, if there are so many or less.
pub(crate) async fn read_up_to(mut request: Request, most: usize) -> Result<Bytes, Refusal> {
    let too_large = || {
        let detail = format!("The body must have {most} bytes or less.");
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
    };
    if announced(request.headers()).is_some_and(|size| size > most) {
        return Err(too_large());
    }
    DefaultBodyLimit::max(most).apply(&mut request);
    Bytes::from_request(request, &()).await.map_err(|error| match error {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => too_large(),
        _ => Refusal::new(StatusCode::BAD_REQUEST, "incomplete_body", "The body ended before its time."),
    })
}

fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Nesting is bounded by `serde_json` itself (128 levels).
fn parse(bytes: &[u8]) -> Result<Value, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let detail = format!("The body is not well-formed JSON (line {line}, column {column}).");
        Refusal::at(StatusCode::BAD_REQUEST, "", "malformed_json", detail)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_json_is_refused() {
        let deep = "[".repeat(30_000);
        let balanced = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let bad: [&[u8]; 9] = [
            b"",
            b"{",
            b"{\"a\":}",
            b"\0",
            b"{\"a\":\"\0\"}",
            b"\xff",
            b"{} x",
            deep.as_bytes(),
            balanced.as_bytes(),
        ];
        for bytes in bad {
            let refusal = parse(bytes).unwrap_err();
            assert_eq!((refusal.status.as_u16(), refusal.flaws[0].code), (400, "malformed_json"));
        }
        assert!(parse(b"null").is_ok());
    }
}
