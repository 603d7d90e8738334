//! One GET of a JSON document at an address that a stranger chose.

use super::{
    exchange::{Reading, Unanswered, exchange},
    reach::Reach,
};
use http_body_util::Full;
use hyper::{HeaderMap, Request, StatusCode, body::Bytes, header};
use std::time::Duration;

/// The longest document, in bytes.
pub(super) const LONGEST_DOCUMENT: usize = 64 * 1024;

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoDocument {
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// Also of a redirect: it is not followed.
    #[error("it answered {0}")]
    Status(StatusCode),
    #[error("the answer is no JSON")]
    NotJson,
}

/// A document, and for how long its server lets it be kept.
pub(super) struct Document {
    pub(super) text: String,
    pub(super) max_age: Option<Duration>,
}

/// Gets it.
pub(super) async fn get_json(url: &str, reach: Reach) -> Result<Document, NoDocument> {
    let mut request = Request::new(Full::new(Bytes::new()));
    let accepted = header::HeaderValue::from_static("application/json, application/*+json");
    request.headers_mut().insert(header::ACCEPT, accepted);
    request.headers_mut().insert(header::ACCEPT_ENCODING, header::HeaderValue::from_static("identity"));
    let answer = exchange(url, request, reach, Reading::Good(LONGEST_DOCUMENT)).await?;
    if answer.status != StatusCode::OK {
        return Err(NoDocument::Status(answer.status));
    }
    if !is_json(&answer.headers) {
        return Err(NoDocument::NotJson);
    }
    let text = String::from_utf8(answer.body.into()).map_err(|_| NoDocument::NotJson)?;
    Ok(Document { text, max_age: max_age(&answer.headers) })
}

/// `application/json` or a type that is built on it (RFC 6839 §3.1), not packed.
fn is_json(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let packed = text(header::CONTENT_ENCODING).is_some_and(|how| !how.eq_ignore_ascii_case("identity"));
    let media_type = text(header::CONTENT_TYPE).unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let of_application = media_type.strip_prefix("application/");
    !packed && of_application.is_some_and(|rest| rest == "json" || rest.ends_with("+json"))
}

/// RFC 9111 §5.2.2: what must not be kept, or must be asked for again each time, is kept for no time.
fn max_age(headers: &HeaderMap) -> Option<Duration> {
    let mut found = None;
    for value in headers.get_all(header::CACHE_CONTROL) {
        for directive in value.to_str().unwrap_or_default().split(',') {
            let directive = directive.trim().to_ascii_lowercase();
            if directive == "no-store" || directive == "no-cache" || directive.starts_with("no-cache=") {
                return Some(Duration::ZERO);
            }
            if let Some(seconds) = directive.strip_prefix("max-age=") {
                let seconds = seconds.trim_matches('"').parse();
                found = Some(Duration::from_secs(seconds.unwrap_or_default()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, header::HeaderValue::from_static(value))])
    }

    #[test]
    fn only_json_is_json() {
        for good in ["application/json", "Application/JSON; charset=utf-8", "application/jwk-set+json"] {
            assert!(is_json(&headers(header::CONTENT_TYPE, good)), "{good}");
        }
        for bad in
            ["", "text/html", "text/json", "application/jsonp", "application/xml", "text/x+json", "json"]
        {
            assert!(!is_json(&headers(header::CONTENT_TYPE, bad)), "{bad}");
        }
        assert!(!is_json(&HeaderMap::new()));
        let mut packed = headers(header::CONTENT_TYPE, "application/json");
        packed.insert(header::CONTENT_ENCODING, header::HeaderValue::from_static("gzip"));
        assert!(!is_json(&packed));
    }

    #[test]
    fn how_long_it_may_be_kept_is_read() {
        let of = |value| max_age(&headers(header::CACHE_CONTROL, value)).map(|age| age.as_secs());
        assert_eq!(max_age(&HeaderMap::new()), None);
        for (value, seconds) in [
            ("public, max-age=600", Some(600)),
            ("Max-Age=\"7\"", Some(7)),
            ("max-age=600, no-store", Some(0)),
            ("no-cache", Some(0)),
            ("max-age=soon", Some(0)),
            ("public", None),
        ] {
            assert_eq!(of(value), seconds, "{value}");
        }
    }
}
