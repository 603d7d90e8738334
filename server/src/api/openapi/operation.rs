//! An operation in the words of `OpenAPI` 3.1: what it takes, what it answers, and everything it may be refused with.

use super::{
    super::media_type::JSON_API,
    schemas::{document, reference},
};
use http::StatusCode;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// What any request may be refused with: it is malformed, nobody's, not allowed, not acceptable, one too many, or we fail.
const ALWAYS: [u16; 7] = [400, 401, 403, 406, 429, 500, 503];
/// What a request with a body may be refused with besides.
const OF_BODIES: [u16; 4] = [409, 413, 415, 422];

/// An operation that is being described.
pub(in super::super) struct Operation {
    id: String,
    summary: String,
    tag: String,
    parameters: Vec<Value>,
    body: Option<Value>,
    answers: Map<String, Value>,
    refusals: BTreeSet<u16>,
}

impl Operation {
    /// One of this name, about these records.
    pub fn new(verb: &str, tag: &str, summary: impl Into<String>) -> Self {
        Self {
            id: format!("{verb}-{tag}"),
            summary: summary.into(),
            tag: tag.to_owned(),
            parameters: Vec::new(),
            body: None,
            answers: Map::new(),
            refusals: ALWAYS.into(),
        }
    }

    /// With these parameters as well.
    pub fn with(mut self, parameters: impl IntoIterator<Item = Value>) -> Self {
        self.parameters.extend(parameters);
        self
    }

    /// About a record that may not be there, or that refers to one (JSON:API 1.1, *404 Not Found*).
    pub fn may_miss(mut self) -> Self {
        self.refusals.insert(404);
        self
    }

    /// Only for the version that `If-Match` names. Another one, or somebody else at the same time, refuses it.
    pub fn guarded(mut self) -> Self {
        let tag = json!({ "type": "string", "examples": ["\"3\""] });
        self.parameters.push(json!({
            "name": "If-Match",
            "in": "header",
            "description": "The ETag of the version that was seen: a later one is not changed.",
            "schema": tag,
        }));
        self.refusals.extend([409, 412]);
        self
    }

    /// Answered with 304 where `If-None-Match` names the version that there is.
    pub fn known_version(mut self) -> Self {
        let tag = json!({ "type": "string", "examples": ["\"3\""] });
        self.parameters.push(json!({
            "name": "If-None-Match",
            "in": "header",
            "description": "The ETag of a version that is known already.",
            "schema": tag,
        }));
        self.answers.insert("304".into(), json!({ "description": "It is still this version." }));
        self
    }

    /// With a body whose primary data is this.
    pub fn body(self, data: &Value, example: &Value) -> Self {
        let schema = json!({ "type": "object", "required": ["data"], "properties": { "data": data } });
        self.document(&schema, &json!({ "data": example }), true)
    }

    /// With this document as its body, which may be left out unless it is needed.
    pub fn document(mut self, schema: &Value, example: &Value, needed: bool) -> Self {
        let content = json!({ JSON_API: { "schema": schema, "example": example } });
        self.body = Some(json!({ "required": needed, "content": content }));
        self.refusals.extend(OF_BODIES);
        self
    }

    /// Answers with a document that holds this.
    pub fn answers(
        mut self,
        status: StatusCode,
        description: &str,
        data: &Value,
        more: &[(&str, Value)],
    ) -> Self {
        let headers = headers(status, data.get("type") != Some(&json!("array")));
        let answer = json!({
            "description": description,
            "headers": headers,
            "content": { JSON_API: { "schema": document(data, more) } },
        });
        self.answers.insert(status.as_str().to_owned(), answer);
        self
    }

    /// Answers with nothing but the status.
    pub fn answers_nothing(mut self, status: StatusCode, description: &str) -> Self {
        self.answers.insert(status.as_str().to_owned(), json!({ "description": description }));
        self
    }

    /// The operation object.
    pub fn finish(self) -> Value {
        let mut answers = self.answers;
        for status in self.refusals {
            let name = refusal_name(status);
            answers.insert(status.to_string(), json!({ "$ref": format!("#/components/responses/{name}") }));
        }
        let mut operation = json!({
            "operationId": self.id,
            "summary": self.summary,
            "tags": [self.tag],
            "parameters": self.parameters,
            "responses": answers,
        });
        if let Some(body) = self.body {
            operation["requestBody"] = body;
        }
        operation
    }
}

/// The headers of an answer that shows one record, or a list.
fn headers(status: StatusCode, one: bool) -> Value {
    let text = |description: &str| json!({ "description": description, "schema": { "type": "string" } });
    let mut headers = Map::new();
    if one {
        headers.insert("ETag".into(), text("The version, where versions are counted."));
    }
    if status == StatusCode::CREATED {
        headers.insert("Location".into(), text("Where the new record is."));
    }
    Value::Object(headers)
}

/// Every refusal that operations refer to.
pub(super) fn refusals() -> Value {
    let all = ALWAYS.into_iter().chain(OF_BODIES).chain([404, 412]);
    all.map(|status| (refusal_name(status), refusal(status))).collect::<Map<_, _>>().into()
}

fn refusal(status: u16) -> Value {
    let (description, header) = match status {
        400 => ("A parameter, a header or the body cannot be read, or asks for what there is not.", None),
        401 => ("There is no access token, or none that is good.", Some("WWW-Authenticate")),
        403 => ("The permissions, or the access token, do not include this.", None),
        404 => ("There is nothing here, or nothing that it refers to, that the caller may see.", None),
        406 => ("The header Accept asks for a form that is not served.", None),
        409 => ("It contradicts what there is, or what somebody else did at the same time.", None),
        412 => ("The record has another version than If-Match names.", None),
        413 => ("The body is too large.", None),
        415 => ("The body is of another media type.", None),
        422 => ("Values are refused: each error points to one.", None),
        429 => ("The application made more requests than its limit allows.", Some("Retry-After")),
        503 => ("The service is not available; the same request may succeed later.", Some("Retry-After")),
        _ => ("A mistake of ours.", None),
    };
    let headers = header.map(|name| (name.to_owned(), json!({ "schema": { "type": "string" } })));
    json!({
        "description": description,
        "headers": headers.into_iter().collect::<Map<_, _>>(),
        "content": { JSON_API: { "schema": reference("errors") } },
    })
}

/// Names of components have no spaces.
fn refusal_name(status: u16) -> String {
    let reason = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    reason.unwrap_or("Error").replace(' ', "")
}
