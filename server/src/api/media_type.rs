//! Content negotiation of JSON:API 1.1: one media type, no extensions, profiles ignored.

use super::error::Refusal;
use http::{HeaderMap, StatusCode, header};

/// The media type of every body here.
pub(super) const JSON_API: &str = "application/vnd.api+json";

/// How a header speaks of the JSON:API media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Instance {
    /// In a form that is understood here.
    Usable,
    /// With an extension, or a parameter that the standard does not know.
    Unusable,
}

/// Refuses with 406 if the JSON:API media type is asked for, but never in a form that is served here. Who asks for
/// something else altogether gets JSON:API (RFC 9110 §12.5.1 leaves that to the server).
pub(super) fn check_accept(headers: &HeaderMap) -> Result<(), Refusal> {
    let mut instances = Vec::new();
    for line in headers.get_all(header::ACCEPT) {
        let line = line.to_str().unwrap_or_default();
        instances.extend(split(line, ',').filter_map(instance));
    }
    if instances.is_empty() || instances.contains(&Instance::Usable) {
        return Ok(());
    }
    let detail = format!("Ask for {JSON_API} without ext and without parameters.");
    Err(Refusal::in_header(StatusCode::NOT_ACCEPTABLE, "Accept", "not_acceptable", detail))
}

/// Refuses with 415 a body that does not say it is JSON:API.
pub(super) fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let mut lines = headers.get_all(header::CONTENT_TYPE).iter();
    let only = lines.next().filter(|_| lines.next().is_none());
    let said = only.and_then(|line| line.to_str().ok()).and_then(instance);
    if said == Some(Instance::Usable) {
        return Ok(());
    }
    let detail = format!("The body must be {JSON_API}, without ext and without parameters.");
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    Err(Refusal::in_header(status, "Content-Type", "unsupported_media_type", detail))
}

/// Reads one media range; none if it is not the JSON:API media type.
fn instance(range: &str) -> Option<Instance> {
    let mut parts = split(range, ';');
    if !parts.next()?.trim().eq_ignore_ascii_case(JSON_API) {
        return None;
    }
    // `q` is the weight of the range, not a parameter of the type.
    let usable = parts.map(str::trim).filter(|part| !part.is_empty()).all(|part| {
        let name = part.split_once('=').map_or(part, |(name, _)| name).trim();
        name.eq_ignore_ascii_case("profile") || name.eq_ignore_ascii_case("q")
    });
    Some(if usable { Instance::Usable } else { Instance::Unusable })
}

/// Splits, but not inside quoted strings (RFC 9110 §5.6.4).
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |character| {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => return character == separator && !quoted,
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn accepts(lines: &[&'static str]) -> bool {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::ACCEPT, HeaderValue::from_static(line));
        }
        check_accept(&headers).is_ok()
    }

    fn takes(line: &'static str) -> bool {
        let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(line))].into_iter().collect();
        check_content_type(&headers).is_ok()
    }

    #[test]
    fn accept_needs_one_usable_instance() {
        assert!(accepts(&[]) && accepts(&[""]) && accepts(&["*/*"]) && accepts(&["text/html"]));
        assert!(accepts(&["application/vnd.api+json"]) && accepts(&["Application/VND.API+JSON;q=0.5"]));
        assert!(accepts(&["application/vnd.api+json; profile=\"https://a.example/p, q\""]));
        assert!(accepts(&["application/vnd.api+json;ext=\"https://a.example/e\", application/vnd.api+json"]));
        assert!(accepts(&["application/vnd.api+json;v=1", "application/vnd.api+json"]));
        assert!(!accepts(&["application/vnd.api+json;charset=utf-8"]));
        assert!(!accepts(&["*/*, application/vnd.api+json;ext=\"https://a.example/\\\",e\""]));
        assert!(!accepts(&["application/vnd.api+json;v=1", "application/vnd.api+json;v=\"2"]));
    }

    #[test]
    fn a_body_must_say_what_it_is() {
        assert!(takes("application/vnd.api+json") && takes("application/vnd.api+json ; profile=x"));
        for other in [
            "",
            "application/json",
            "application/x-www-form-urlencoded",
            "application/vnd.api+json; charset=utf-8",
            "application/vnd.api+json;ext=\"https://a.example/e\"",
            "application/vnd.api+json, application/vnd.api+json",
            "text/plain; x=\"application/vnd.api+json\"",
        ] {
            assert!(!takes(other), "{other}");
        }
        assert!(check_content_type(&HeaderMap::new()).is_err());
    }
}
