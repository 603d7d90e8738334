//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a POST that carries one can be sent again when its answer was
//! lost, and is done once.
//!
//! The key is a string of the program's choice, `"…"` as in RFC 8941 §3.3.3 or bare, of 1 to 255 characters, and it is known for 24
//! hours, to this application only. What comes again is answered as it was the first time, with `"meta": {"replayed": true}`; a
//! Client Secret was in the first answer only, and whoever lost it rotates. The same key with another request is a mistake
//! (422), and while the first request is still under way there is no answer to repeat (409). Requests that were refused are not
//! remembered.

use super::{
    body,
    caller::Caller,
    error::Refusal,
    face::Face,
    inside::{self, Inside},
    media_type::Form,
};
use crate::AppState;
use axum::{
    body::Body,
    extract::{FromRequestParts, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Answered, KeyedRequest};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use serde_json::{Map, Value, json};

/// The header.
const NAME: &str = "idempotency-key";
/// The longest key, in characters.
const LENGTH_MAX: usize = 255;
/// The headers of an answer that are repeated.
const REPEATED: [HeaderName; 4] = [header::CONTENT_TYPE, header::LOCATION, header::ETAG, header::VARY];

/// Answers requests that carry a key, and lets all others pass.
pub(super) async fn idempotency(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !request.headers().contains_key(NAME) {
        return next.run(request).await;
    }
    once(&state, request).await.unwrap_or_else(IntoResponse::into_response)
}

async fn once(state: &AppState, request: Request) -> Result<Response, Refusal> {
    let (mut parts, body) = request.into_parts();
    let key = key(&parts.headers)?;
    let face = Face::from_request_parts(&mut parts, state).await?;
    let form = if parts.uri.path().ends_with("/operations") { Form::Atomic } else { Form::Plain };
    let caller = Caller::of(&mut parts, state, form).await?;
    let bytes = body::read(Request::from_parts(parts.clone(), body)).await?;
    let target = parts.uri.path_and_query().map_or("", |target| target.as_str());
    let told = [parts.method.as_str().as_bytes(), target.as_bytes(), &bytes];
    let keyed = KeyedRequest::new(&caller.actor, &key, &told)?;
    let Some(_held) = state.office.hold_key(&keyed) else {
        let detail = "The first request with this key is still under way.";
        return Err(refused(StatusCode::CONFLICT, "idempotency_key_in_use", detail));
    };
    if let Some(again) = repeated(state.office.answered(&keyed).await?)? {
        return Ok(again);
    }
    let together = state.office.together().await?;
    // Another process may have done it in the meantime.
    if let Some(again) = repeated(together.answered(&keyed).await?)? {
        return Ok(again);
    }
    let inside = Inside::new(super::everything(face), state, together.clone(), face, caller);
    let response = inside.respond(Request::from_parts(parts, Body::from(bytes))).await;
    if !response.status().is_success() {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let document = inside::document(body).await.ok_or_else(Refusal::internal)?;
    together.keep_answer(&keyed, kept(parts.status, &parts.headers, document.clone()).to_string()).await?;
    together.commit().await?;
    let body = if document.is_null() { Body::empty() } else { Body::from(document.to_string()) };
    Ok(Response::from_parts(parts, body))
}

fn refused(status: StatusCode, code: &'static str, detail: &str) -> Refusal {
    Refusal::in_header(status, "Idempotency-Key", code, detail)
}

/// Reads the key.
fn key(headers: &HeaderMap) -> Result<String, Refusal> {
    let mut lines = headers.get_all(NAME).iter();
    let only = lines.next().filter(|_| lines.next().is_none());
    only.and_then(|line| unquoted(line.to_str().ok()?.trim())).ok_or_else(|| {
        let detail =
            format!("There must be one key of 1 to {LENGTH_MAX} characters, as in \"8e03978e-40d5-43e8\".");
        refused(StatusCode::BAD_REQUEST, "invalid_idempotency_key", &detail)
    })
}

/// A string of structured fields, or what stands there without quotes.
fn unquoted(text: &str) -> Option<String> {
    let mut key = String::new();
    if let Some(inner) = text.strip_prefix('"') {
        let mut rest = inner.strip_suffix('"').filter(|_| text.len() > 1)?.chars();
        while let Some(character) = rest.next() {
            key.push(match character {
                '\\' => rest.next().filter(|escaped| matches!(escaped, '"' | '\\'))?,
                '"' => return None,
                other => other,
            });
        }
    } else if text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"') {
        text.clone_into(&mut key);
    }
    let printable = key.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    (printable && (1..=LENGTH_MAX).contains(&key.len())).then_some(key)
}

/// What is kept of an answer: everything but secrets.
fn kept(status: StatusCode, headers: &HeaderMap, mut document: Value) -> Value {
    let headers: Map<String, Value> = REPEATED
        .iter()
        .filter_map(|name| Some((name.to_string(), headers.get(name)?.to_str().ok()?.into())))
        .collect();
    let secret = without_secrets(&mut document);
    if let Some(members) = document.as_object_mut() {
        let meta = members.entry("meta").or_insert_with(|| json!({}));
        meta["replayed"] = json!(true);
        if secret {
            meta["clientSecretShown"] = json!("In the first answer only. If it was lost, rotate it.");
        }
    }
    json!({ "status": status.as_u16(), "headers": headers, "document": document })
}

/// Takes the secrets out of a document or a result; whether there were any.
fn without_secrets(document: &mut Value) -> bool {
    let meta = document.get_mut("meta").and_then(Value::as_object_mut);
    let mut found = meta.is_some_and(|meta| meta.remove("clientSecret").is_some());
    for result in document.get_mut("atomic:results").and_then(Value::as_array_mut).into_iter().flatten() {
        found |= without_secrets(result);
    }
    found
}

/// The answer that was given before, if there was one to this request.
fn repeated(answered: Answered) -> Result<Option<Response>, Refusal> {
    let answer = match answered {
        Answered::Never => return Ok(None),
        Answered::Other => {
            let detail = "Another request was sent with this key.";
            return Err(refused(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused", detail));
        }
        Answered::With(answer) => answer,
    };
    let kept: Value = serde_json::from_str(&answer).unwrap_or_default();
    let status =
        kept["status"].as_u64().and_then(|status| StatusCode::from_u16(status.try_into().ok()?).ok());
    let status = status.ok_or_else(|| {
        tracing::error!("a kept answer cannot be read");
        Refusal::internal()
    })?;
    let body =
        if kept["document"].is_null() { Body::empty() } else { Body::from(kept["document"].to_string()) };
    let mut response = (status, body).into_response();
    for name in REPEATED {
        let value =
            kept["headers"][name.as_str()].as_str().and_then(|value| HeaderValue::from_str(value).ok());
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(Some(response))
}

/// The header in the words of `OpenAPI` 3.1.
pub(super) fn described() -> Value {
    json!({
        "name": "Idempotency-Key",
        "in": "header",
        "schema": { "type": "string", "minLength": 1, "maxLength": LENGTH_MAX },
        "description": "What comes again with the same key within 24 hours is done once. A Client Secret is in the first answer only.",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_string_or_bare() {
        let (long, longer) = ("k".repeat(255), "k".repeat(256));
        for (line, key) in [
            ("\"8e03978e-40d5\"", Some("8e03978e-40d5")),
            ("8e03978e-40d5", Some("8e03978e-40d5")),
            (r#""a \"b\" \\""#, Some(r#"a "b" \"#)),
            (long.as_str(), Some(long.as_str())),
            (longer.as_str(), None),
            ("", None),
            ("\"", None),
            ("\"\"", None),
            ("a b", None),
            ("\"a", None),
            ("a\"", None),
            (r#""a"b""#, None),
            (r#""a\n""#, None),
            ("\"é\"", None),
        ] {
            assert_eq!(unquoted(line).as_deref(), key, "{line}");
        }
    }

    #[test]
    fn no_secret_is_kept() {
        let document = json!({
            "meta": { "clientSecret": "lk_1", "oldSecretUntil": null },
            "atomic:results": [{ "meta": { "clientSecret": "lk_2" } }, {}],
        });
        let kept = kept(StatusCode::CREATED, &HeaderMap::new(), document).to_string();
        assert!(
            !kept.contains("lk_") && kept.contains("oldSecretUntil") && kept.contains("clientSecretShown")
        );
        let without = super::kept(StatusCode::OK, &HeaderMap::new(), json!({ "data": null }));
        assert_eq!(without["document"], json!({ "data": null, "meta": { "replayed": true } }));
    }
}
