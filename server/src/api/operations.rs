//! `POST /api/operations`: several changes in one request, all of them or none (JSON:API extension *Atomic Operations*,
//! <https://jsonapi.org/ext/atomic>).
//!
//! ```json
//! { "atomic:operations": [
//!   { "op": "add", "data": { "type": "roles", "lid": "new", "attributes": { "name": "Auditor", "side": "back_office" } } },
//!   { "op": "update", "ref": { "type": "users", "id": "…" },
//!     "data": { "type": "users", "id": "…", "relationships": { "roles": { "data": [{ "type": "roles", "lid": "new" }] } } } },
//!   { "op": "remove", "href": "/api/roles/…" }
//! ] }
//! ```
//!
//! Each is done by the handler that does it alone, so that whatever can be written can be written here. A Client Secret that was
//! made is in the `meta` of its result, once. What is refused points into the request: `/atomic:operations/1/data/…`.

mod described;
mod local_ids;
mod operation;

use super::{
    body::SubmittedOperations,
    caller::AtomicCaller,
    error::Refusal,
    face::Face,
    inside::Inside,
    media_type::{ATOMIC, JSON_API},
    parameters::Parameters,
    resource::malformed,
    view::View,
};
use crate::AppState;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
pub(super) use described::described;
use http::{
    StatusCode,
    header::{ACCEPT, CONTENT_TYPE, VARY},
};
use local_ids::LocalIds;
use operation::Operation;
use serde_json::{Map, Value, json};

/// The most operations in one request.
const OPERATIONS_MAX: usize = 100;
/// The member that holds them.
const OPERATIONS: &str = "atomic:operations";

/// Answers it.
pub(super) async fn operations(
    AtomicCaller(caller): AtomicCaller,
    face: Face,
    parameters: Parameters,
    State(state): State<AppState>,
    SubmittedOperations(document): SubmittedOperations,
) -> Result<Response, Refusal> {
    View::of(&parameters, &[], View::new(&[]))?;
    let operations = listed(document)?;
    let together = state.office.together().await?;
    let base = caller.base.clone();
    let inside = Inside::new(super::resources(face), &state, together.clone(), face, caller);
    let (mut known, mut results) = (LocalIds::default(), Vec::new());
    for (index, operation) in operations.into_iter().enumerate() {
        let done = one(&inside, operation, &base, &mut known).await;
        results.push(done.map_err(|refusal| refusal.below(&format!("/{OPERATIONS}/{index}")))?);
    }
    together.commit().await?;
    Ok(answer(&results))
}

/// The operations of a document.
fn listed(mut document: Value) -> Result<Vec<Value>, Refusal> {
    let place = format!("/{OPERATIONS}");
    let Some(members) = document.as_object_mut() else {
        return Err(malformed("", "The document must be an object."));
    };
    let Some(operations) = members.remove(OPERATIONS) else {
        return Err(malformed("", "The member atomic:operations is missing."));
    };
    let Value::Array(operations) = operations else {
        return Err(malformed(&place, "This must be an array."));
    };
    if operations.is_empty() {
        return Err(malformed(&place, "There must be at least one operation."));
    }
    if operations.len() > OPERATIONS_MAX {
        let detail = format!("There may be {OPERATIONS_MAX} operations or less.");
        return Err(Refusal::at(StatusCode::PAYLOAD_TOO_LARGE, place, "too_many_operations", detail));
    }
    Ok(operations)
}

/// Does one, and gives its result: the members `data` and `meta` of what it would be answered alone.
async fn one(
    inside: &Inside,
    operation: Value,
    base: &str,
    known: &mut LocalIds,
) -> Result<Map<String, Value>, Refusal> {
    let Operation { request, introduces } = Operation::read(operation, base, known)?;
    let document = inside.answer(request).await?;
    let mut members = if let Value::Object(members) = document { members } else { Map::new() };
    if let (Some(local), Some(id)) = (introduces, members.get("data").and_then(|data| data["id"].as_str())) {
        known.learn(local, id);
    }
    members.retain(|name, _| name == "data" || name == "meta");
    Ok(members)
}

/// 204 if there is nothing to tell of any of them.
fn answer(results: &[Map<String, Value>]) -> Response {
    if results.iter().all(Map::is_empty) {
        return StatusCode::NO_CONTENT.into_response();
    }
    let document = json!({ "jsonapi": { "version": "1.1", "ext": [ATOMIC] }, "atomic:results": results });
    let media_type = format!("{JSON_API}; ext=\"{ATOMIC}\"");
    let headers = [(CONTENT_TYPE, media_type), (VARY, ACCEPT.to_string())];
    (headers, document.to_string()).into_response()
}
