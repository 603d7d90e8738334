//! The rules of JSON:API 1.1 that every answer keeps, whatever a test is about.

use super::support::{ATOMIC, Answer, JSON_API};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Panics with the rule that was broken.
#[track_caller]
pub fn check(answer: &Answer) {
    assert_eq!(answer.header(http::header::CACHE_CONTROL), Some("no-store"), "{answer:?}");
    if answer.document.is_null() {
        assert!([204, 304].contains(&answer.status.as_u16()), "only these have no document: {answer:?}");
        return;
    }
    let document = object(&answer.document);
    if let Some(results) = document.get("atomic:results") {
        return check_results(document, results, answer);
    }
    check_media_type(document, answer);
    only(document, &["data", "errors", "meta", "jsonapi", "links", "included"]);
    assert_eq!(document["jsonapi"]["version"], "1.1");
    assert!(
        document.contains_key("data") != document.contains_key("errors"),
        "either data or errors: {document:?}"
    );
    assert_eq!(document.contains_key("errors"), answer.status.as_u16() >= 400, "{answer:?}");
    match &document.get("errors") {
        Some(errors) => check_errors(errors, answer),
        None => check_data(document),
    }
}

/// The extension *Atomic Operations*, *Result Objects*.
fn check_results(document: &Map<String, Value>, results: &Value, answer: &Answer) {
    assert_eq!((answer.status.as_u16(), answer.header(http::header::CONTENT_TYPE)), (200, Some(ATOMIC)));
    assert_eq!(answer.header(http::header::VARY), Some("accept"));
    only(document, &["atomic:results", "jsonapi", "meta"]);
    for result in results.as_array().expect("an array of results") {
        only(object(result), &["data", "meta"]);
        if result.get("data").is_some() {
            check_resource(&result["data"]);
        }
    }
}

/// *Profile Media Type Parameter*: a profile that a document follows stands in its media type too.
fn check_media_type(document: &Map<String, Value>, answer: &Answer) {
    let said = answer.header(http::header::CONTENT_TYPE).unwrap_or_default();
    let profiles = document["jsonapi"].get("profile").and_then(Value::as_array);
    let expected = profiles.map_or_else(
        || JSON_API.to_owned(),
        |all| {
            let all = all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ");
            format!("{JSON_API};profile=\"{all}\"")
        },
    );
    assert_eq!(said, expected, "{answer:?}");
}

fn check_errors(errors: &Value, answer: &Answer) {
    let errors = errors.as_array().expect("an array of errors");
    assert!(!errors.is_empty());
    for error in errors.iter().map(object) {
        only(error, &["id", "links", "status", "code", "title", "detail", "source", "meta"]);
        assert_eq!(error["status"], answer.status.as_str());
        assert_eq!(error["id"].as_str(), answer.header(http::HeaderName::from_static("x-request-id")));
        for member in ["code", "title", "detail"] {
            assert!(error[member].as_str().is_some_and(|text| !text.is_empty()), "{member}: {error:?}");
        }
        if let Some(source) = error.get("source").map(object) {
            only(source, &["pointer", "parameter", "header"]);
            assert_eq!(source.len(), 1, "{source:?}");
            let pointer = source.get("pointer").and_then(Value::as_str);
            assert!(pointer.is_none_or(|pointer| pointer.is_empty() || pointer.starts_with('/')));
        }
    }
}

fn check_data(document: &Map<String, Value>) {
    let primary = match &document["data"] {
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    };
    let mut seen = BTreeSet::new();
    let mut linked = BTreeSet::new();
    for resource in &primary {
        assert!(seen.insert(check_resource(resource)), "twice: {resource}");
        for relationship in resource["relationships"].as_object().into_iter().flat_map(Map::values) {
            only(object(relationship), &["data", "links", "meta"]);
            match &relationship["data"] {
                Value::Array(all) => linked.extend(all.iter().map(identity)),
                Value::Null => {}
                one => {
                    linked.insert(identity(one));
                }
            }
        }
    }
    for resource in document.get("included").and_then(Value::as_array).into_iter().flatten() {
        let identity = check_resource(resource);
        assert!(linked.contains(&identity), "full linkage: {resource}");
        assert!(seen.insert(identity), "twice: {resource}");
    }
}

fn check_resource(resource: &Value) -> (String, String) {
    let members = object(resource);
    only(members, &["type", "id", "attributes", "relationships", "links", "meta"]);
    let mut fields = BTreeSet::new();
    for group in ["attributes", "relationships"] {
        for name in resource[group].as_object().into_iter().flat_map(Map::keys) {
            assert!(name != "type" && name != "id", "{name} is no field");
            assert!(fields.insert(name), "{name} is an attribute and a relationship");
            let camel = name.starts_with(|c: char| c.is_ascii_lowercase());
            assert!(camel && name.chars().all(|c| c.is_ascii_alphanumeric()), "{name} is not camelCase");
        }
    }
    identity(resource)
}

fn identity(value: &Value) -> (String, String) {
    let text = |member: &str| value[member].as_str().expect("type and id are strings").to_owned();
    (text("type"), text("id"))
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("not an object: {value}"))
}

fn only(object: &Map<String, Value>, allowed: &[&str]) {
    for name in object.keys() {
        assert!(allowed.contains(&name.as_str()), "{name} is not allowed here: {object:?}");
    }
}
