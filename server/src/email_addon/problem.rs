//! What every answer of this API has: `no-store`, and, where it was refused, a problem document (RFC 9457) with the request's id.

use crate::api::error::{Flaw, Refusal, Source};
use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE},
};
use serde_json::{Value, json};

/// The media type of what was refused.
pub(super) const PROBLEM_JSON: &str = "application/problem+json";

/// Puts each answer into its envelope.
pub(super) async fn envelope(request: Request, next: Next) -> Response {
    let id = request.headers().get("x-request-id").cloned();
    let mut response = next.run(request).await;
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        let id = id.as_ref().and_then(|id| id.to_str().ok());
        *response.body_mut() = Body::from(document(&refusal, id).to_string());
        response.headers_mut().remove(CONTENT_LENGTH);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    }
    // What one token may read is not for a cache that others share.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The problem: its kind is the status (`about:blank`, §4.2.1); `code`, `errors` and `request_id` are members of ours (§3.2).
fn document(refusal: &Refusal, request_id: Option<&str>) -> Value {
    let (code, detail) = match refusal.flaws.as_slice() {
        [only] => (only.code, only.detail.as_str()),
        _ => ("several_problems", "Several values are not as they should be."),
    };
    let mut problem = json!({
        "type": "about:blank",
        "title": refusal.status.canonical_reason().unwrap_or("Error"),
        "status": refusal.status.as_u16(),
        "detail": detail,
        "code": code,
    });
    let errors: Vec<Value> = refusal.flaws.iter().filter_map(error).collect();
    if !errors.is_empty() {
        problem["errors"] = Value::Array(errors);
    }
    if let Some(id) = request_id {
        problem["request_id"] = json!(id);
    }
    problem
}

/// What is wrong with a part of the request.
fn error(flaw: &Flaw) -> Option<Value> {
    let (name, place) = match flaw.source.as_ref()? {
        Source::Pointer(pointer) => ("pointer", pointer.as_str()),
        Source::Parameter(parameter) => ("parameter", parameter.as_str()),
        Source::Header(header) => ("header", *header),
    };
    Some(json!({ name: place, "code": flaw.code, "detail": flaw.detail }))
}

/// Nothing has this path.
pub(super) async fn no_such_path() -> Response {
    Refusal::not_found().into_response()
}

/// Something has this path, but not for this method; axum adds `Allow`.
pub(super) async fn no_such_method() -> Response {
    let detail = "The header Allow names the methods of this resource.";
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_flaw_is_the_problem_and_several_are_listed() {
        let flaw = |place: &str| Flaw::at(place, "blank", "This value should not be blank.");
        let mut refusal =
            Refusal { status: StatusCode::UNPROCESSABLE_ENTITY, flaws: vec![flaw("/date")], headers: vec![] };
        let one = document(&refusal, Some("r1"));
        assert_eq!(
            (&one["code"], &one["status"], &one["request_id"]),
            (&json!("blank"), &json!(422), &json!("r1"))
        );
        assert_eq!(one["errors"][0]["pointer"], "/date");
        refusal.flaws.push(flaw("/from/address"));
        let two = document(&refusal, None);
        assert_eq!(
            (&two["code"], two["errors"].as_array().map(Vec::len)),
            (&json!("several_problems"), Some(2))
        );
        let plain = document(&Refusal::not_found(), None);
        assert!(plain.get("errors").is_none() && plain.get("request_id").is_none());
    }
}
