//! Content negotiation of JSON:API 1.1: one media type, profiles ignored, and one extension that is spoken at one place only.

use super::error::Refusal;
use http::{HeaderMap, StatusCode, header};

/// The media type of every body here.
pub(super) const JSON_API: &str = "application/vnd.api+json";
/// The extension of atomic operations.
pub(super) const ATOMIC: &str = "https://jsonapi.org/ext/atomic";

/// The forms of the media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Without extensions.
    Plain,
    /// With atomic operations.
    Atomic,
}

/// How a header speaks of the JSON:API media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Instance {
    /// In a form that is understood here.
    Of(Form),
    /// With another extension, or a parameter that the standard does not know.
    Unusable,
}

/// Refuses with 406 if the JSON:API media type is asked for, but never in a form that is served here. Who asks for
/// something else altogether gets JSON:API (RFC 9110 §12.5.1 leaves that to the server).
pub(super) fn check_accept(headers: &HeaderMap, served: Form) -> Result<(), Refusal> {
    let mut instances = Vec::new();
    for line in headers.get_all(header::ACCEPT) {
        let line = line.to_str().unwrap_or_default();
        instances.extend(split(line, ',').filter_map(instance));
    }
    // Who names no extension understands the documents of this one; they only hold more.
    let usable = [Instance::Of(served), Instance::Of(Form::Plain)];
    if instances.is_empty() || instances.iter().any(|one| usable.contains(one)) {
        return Ok(());
    }
    let detail = format!("Ask for {}.", said(served));
    Err(Refusal::in_header(StatusCode::NOT_ACCEPTABLE, "Accept", "not_acceptable", detail))
}

/// Refuses with 415 a body that does not say it is JSON:API in this form.
pub(super) fn check_content_type(headers: &HeaderMap, taken: Form) -> Result<(), Refusal> {
    let mut lines = headers.get_all(header::CONTENT_TYPE).iter();
    let only = lines.next().filter(|_| lines.next().is_none());
    if only.and_then(|line| line.to_str().ok()).and_then(instance) == Some(Instance::Of(taken)) {
        return Ok(());
    }
    let detail = format!("The body must be {}.", said(taken));
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    Err(Refusal::in_header(status, "Content-Type", "unsupported_media_type", detail))
}

/// A form in words.
fn said(form: Form) -> String {
    match form {
        Form::Plain => format!("{JSON_API} without ext and without parameters"),
        Form::Atomic => format!("{JSON_API}; ext=\"{ATOMIC}\""),
    }
}

/// Reads one media range; none if it is not the JSON:API media type.
fn instance(range: &str) -> Option<Instance> {
    let mut parts = split(range, ';');
    if !parts.next()?.trim().eq_ignore_ascii_case(JSON_API) {
        return None;
    }
    let mut form = Form::Plain;
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            // `q` is the weight of the range, not a parameter of the type.
            "profile" | "q" => {}
            "ext" if value.trim().trim_matches('"').trim() == ATOMIC => form = Form::Atomic,
            _ => return Some(Instance::Unusable),
        }
    }
    Some(Instance::Of(form))
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
        check_accept(&headers, Form::Plain).is_ok()
    }

    fn takes(form: Form, line: &'static str) -> bool {
        let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(line))].into_iter().collect();
        check_content_type(&headers, form).is_ok()
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
        let plain = |line| takes(Form::Plain, line);
        assert!(plain("application/vnd.api+json") && plain("application/vnd.api+json ; profile=x"));
        for other in [
            "",
            "application/json",
            "application/x-www-form-urlencoded",
            "application/vnd.api+json; charset=utf-8",
            "application/vnd.api+json;ext=\"https://a.example/e\"",
            "application/vnd.api+json;ext=\"https://jsonapi.org/ext/atomic\"",
            "application/vnd.api+json, application/vnd.api+json",
            "text/plain; x=\"application/vnd.api+json\"",
        ] {
            assert!(!plain(other), "{other}");
        }
        assert!(check_content_type(&HeaderMap::new(), Form::Plain).is_err());
    }

    #[test]
    fn the_extension_is_understood_where_it_is_spoken() {
        let atomic = "application/vnd.api+json; ext=\"https://jsonapi.org/ext/atomic\"";
        assert!(takes(Form::Atomic, atomic) && !takes(Form::Atomic, "application/vnd.api+json"));
        let two = "application/vnd.api+json;ext=\"https://jsonapi.org/ext/atomic https://a.example/e\"";
        assert!(!takes(Form::Atomic, two) && !accepts(&[atomic]));
        let headers = [(header::ACCEPT, HeaderValue::from_static(atomic))].into_iter().collect();
        assert!(check_accept(&headers, Form::Atomic).is_ok());
    }
}
