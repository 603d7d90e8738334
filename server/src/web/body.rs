//! Reads bodies that browsers send, up to a limit.

use app::Refusal;
use axum::body::Body;
use http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;

/// The longest body: text and HTML of a mail template, each character written as `%XX`.
const LENGTH_MAX: usize = 512 * 1024;
/// How much more is taken in and thrown away, so that the browser gets to read the refusal instead of a closed connection.
const DRAINED_LENGTH: usize = 16 * 1024 * 1024;

/// Why a body cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// Longer than anything we ask for.
    TooLong,
    /// It ended before its time.
    BrokenOff,
}

impl Problem {
    /// The status that says so.
    pub(super) const fn status(self) -> StatusCode {
        match self {
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BrokenOff => StatusCode::BAD_REQUEST,
        }
    }

    /// The words that say so.
    pub(super) const fn refusal(self) -> Refusal {
        match self {
            Self::TooLong => Refusal::TooLong,
            Self::BrokenOff => Refusal::BrokenOff,
        }
    }
}

/// The whole body.
pub(super) async fn read(mut body: Body) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Problem::BrokenOff)?.into_data() else { continue };
        length += data.len();
        if length <= LENGTH_MAX {
            bytes.extend_from_slice(&data);
        } else if length > DRAINED_LENGTH {
            break;
        }
    }
    if length > LENGTH_MAX { Err(Problem::TooLong) } else { Ok(bytes) }
}

/// Whether the body is said to be of this media type, whatever its parameters.
pub(super) fn is(headers: &HeaderMap, media_type: &str) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bodies_are_read_up_to_the_limit() {
        assert_eq!(read(Body::from(vec![b'a'; LENGTH_MAX])).await.map(|bytes| bytes.len()), Ok(LENGTH_MAX));
        assert_eq!(read(Body::from(vec![b'a'; LENGTH_MAX + 1])).await, Err(Problem::TooLong));
        assert_eq!(read(Body::from(vec![b'a'; DRAINED_LENGTH + 1])).await, Err(Problem::TooLong));
        assert_eq!(read(Body::empty()).await, Ok(Vec::new()));
    }

    #[test]
    fn media_types_are_compared_without_parameters() {
        let said =
            |text| HeaderMap::from_iter([(header::CONTENT_TYPE, http::HeaderValue::from_static(text))]);
        assert!(is(&said("Application/JSON; charset=utf-8"), "application/json"));
        assert!(!is(&said("application/jsonp"), "application/json"));
        assert!(!is(&HeaderMap::new(), "application/json"));
    }
}
