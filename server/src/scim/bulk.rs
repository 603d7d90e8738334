//! `POST /scim/v2/Bulk`: several changes in one request (RFC 7644 §3.7).
//!
//! Each operation goes through the same routes as a request of its own, with the token of the whole, so it is judged, counted and
//! answered as one. They are done one after the other, each for itself: what failed does not undo what was done before it.

use super::{
    answer::{Answer, SCIM_JSON},
    body::Submitted,
    bulk_operation::{self, Operation},
    bulk_order,
    caller::Caller,
    error::{Refusal, ScimType},
    matching::member,
    routes,
    user_resource::base,
};
use crate::AppState;
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderValue, Method, Request, StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH, LOCATION},
};
use model::ApiType;
use serde_json::{Value, json};
use std::collections::HashMap;
use tower::ServiceExt;

/// The largest refusal of one operation that is told, in bytes.
const REFUSAL_MAX: usize = 64 * 1024;

/// Does them, and answers what came of each, in the order of the request.
pub(super) async fn bulk(
    Caller(_): Caller,
    State(state): State<AppState>,
    headers: HeaderMap,
    Submitted(body): Submitted,
) -> Result<Answer, Refusal> {
    let body = Value::Object(body);
    let operations = bulk_operation::read(&body)?;
    let errors_max = errors_max(&body)?;
    let door = Door {
        base: base(&state.office),
        authorization: headers.get(AUTHORIZATION).cloned(),
        router: routes().with_state(state),
    };
    let mut results: Vec<Option<Value>> = vec![None; operations.len()];
    let (mut created, mut errors) = (HashMap::new(), 0);
    for (index, circular) in bulk_order::steps(&operations) {
        if errors >= errors_max {
            break;
        }
        let operation = &operations[index];
        let (path, answer) = door.perform(operation, circular, &created).await;
        let failed = !answer.status().is_success();
        errors += usize::from(failed);
        let told = door.told(operation, &path, answer).await;
        if let (false, Some(name), Some(location)) = (failed, &operation.bulk_id, told["location"].as_str()) {
            let id = location.rsplit('/').next().unwrap_or_default();
            created.insert(name.clone(), id.to_owned());
        }
        results[index] = Some(told);
    }
    Ok(Answer::new(json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],
        "Operations": results.into_iter().flatten().collect::<Vec<_>>(),
    })))
}

/// After how many errors the rest is not done any more; without `failOnErrors` never (§3.7.3).
fn errors_max(body: &Value) -> Result<usize, Refusal> {
    match member(body, "failOnErrors") {
        None | Some(Value::Null) => Ok(usize::MAX),
        Some(number) => number
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
            .filter(|number| *number > 0)
            .ok_or_else(|| Refusal::bad(ScimType::InvalidValue, "failOnErrors must be a number from 1 on.")),
    }
}

/// The door through which each operation goes.
struct Door {
    base: String,
    router: Router,
    authorization: Option<HeaderValue>,
}

impl Door {
    /// Performs one operation. The path is that of the resource, as far as it is known.
    async fn perform(
        &self,
        operation: &Operation,
        circular: bool,
        created: &HashMap<String, String>,
    ) -> (String, Response) {
        if circular {
            return (operation.path.clone(), bulk_order::circular().into_response());
        }
        let (path, data) = match operation.resolved(created) {
            Ok(resolved) => resolved,
            Err(refusal) => return (operation.path.clone(), refusal.into_response()),
        };
        let Ok(request) = self.request(operation, &path, data.as_ref()) else {
            let detail = "path and version must be what can stand in a request.";
            return (path, Refusal::bad(ScimType::InvalidValue, detail).into_response());
        };
        let answer = self.router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
        (path, answer)
    }

    fn request(
        &self,
        operation: &Operation,
        path: &str,
        data: Option<&Value>,
    ) -> http::Result<Request<Body>> {
        let uri = format!("{}{path}", ApiType::Scim.path());
        let mut request =
            Request::builder().method(&operation.method).uri(uri).header(CONTENT_TYPE, SCIM_JSON);
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        if let Some(version) = &operation.version {
            request = request.header(IF_MATCH, version);
        }
        request.body(data.map_or_else(Body::empty, |data| Body::from(data.to_string())))
    }

    /// What came of it (§3.7.3): a refusal with its words, a success with where the resource is.
    async fn told(&self, operation: &Operation, path: &str, answer: Response) -> Value {
        let (parts, body) = answer.into_parts();
        let mut told = json!({ "method": operation.method.as_str(), "status": parts.status.as_str() });
        let header = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        if let Some(bulk_id) = &operation.bulk_id {
            told["bulkId"] = json!(bulk_id);
        }
        if let Some(version) = header(ETAG) {
            told["version"] = json!(version);
        }
        if let Some(location) = header(LOCATION) {
            told["location"] = json!(location);
        } else if operation.method != Method::POST {
            told["location"] = json!(format!("{}{path}", self.base));
        }
        if parts.status >= StatusCode::BAD_REQUEST {
            let bytes = to_bytes(body, REFUSAL_MAX).await.unwrap_or_default();
            told["response"] = serde_json::from_slice(&bytes).unwrap_or_default();
        }
        told
    }
}
