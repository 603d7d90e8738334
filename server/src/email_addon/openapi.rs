//! `GET /email-addon/v1/openapi.json`: this API in the words of `OpenAPI` 3.1. Anybody may read it.

use super::{
    API,
    find_people::ADDRESSES_MAX,
    list_messages::{LIMIT, LIMIT_MAX},
    problem::PROBLEM_JSON,
    schemas::schemas,
};
use crate::AppState;
use axum::{Json, extract::State};
use serde_json::{Value, json};

/// Answers it.
pub(super) async fn openapi(State(state): State<AppState>) -> Json<Value> {
    Json(document(&state.office.settings().public_url))
}

/// The document of the API that is reached at this URL.
pub(super) fn document(public_url: &str) -> Value {
    let flow = json!({
        "tokenUrl": format!("{public_url}/oauth2/token"),
        "scopes": { API.scope(): "Latchkey Email Addon API" },
    });
    let flows = json!({ "clientCredentials": flow });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Latchkey Email Addon API", "version": env!("CARGO_PKG_VERSION") },
        "servers": [{ "url": format!("{public_url}{}", API.path()) }],
        "security": [{ "bearer": [] }, { "application": [API.scope()] }],
        "paths": paths(),
        "components": {
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
                "application": { "type": "oauth2", "flows": flows },
            },
            "schemas": schemas(),
        },
    })
}

fn paths() -> Value {
    let email = json!({ "type": "string", "minLength": 3 });
    let said = format!("1 to {ADDRESSES_MAX} addresses, separated by commas.");
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT });
    let after = json!({ "type": "string" });
    let mut attach =
        operation("attachMessage", "Attaches a message, once by its Message-ID.", &[], &content("message"));
    attach["requestBody"] = json!({
        "required": true,
        "content": { "application/json": { "schema": reference("newMessage") } },
    });
    attach["responses"]["201"] = json!({ "description": "It is attached.", "content": content("message"),
        "headers": { "Location": { "schema": { "type": "string", "format": "uri" } } } });
    attach["responses"]["200"]["description"] = json!("It was attached already, and stays as it was.");
    let mut remove = operation("removeMessage", "Removes a message.", &[], &Value::Null);
    remove["responses"]["204"] = json!({ "description": "It is gone." });
    json!({
        "/people": {
            "get": operation(
                "findPeople",
                "Who is behind the addresses of a mail.",
                &[json!({ "name": "email", "in": "query", "required": true, "description": said, "schema": email })],
                &content("people"),
            ),
        },
        "/people/{id}": {
            "parameters": [id("id")],
            "get": operation("findPerson", "One person.", &[], &content("person")),
        },
        "/people/{id}/messages": {
            "parameters": [id("id")],
            "get": operation(
                "listMessages",
                "What is attached to a person, newest first.",
                &[
                    json!({ "name": "limit", "in": "query", "schema": limit }),
                    json!({ "name": "after", "in": "query", "description": "As next has it.", "schema": after }),
                ],
                &content("messages"),
            ),
            "post": attach,
        },
        "/people/{id}/messages/{message}": {
            "parameters": [id("id"), id("message")],
            "get": operation("findMessage", "One message.", &[], &content("message")),
            "delete": remove,
        },
    })
}

/// An id in a path.
fn id(name: &str) -> Value {
    let schema = json!({ "type": "string", "format": "uuid" });
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

/// An operation; without content it has no 200.
fn operation(id: &str, summary: &str, parameters: &[Value], content: &Value) -> Value {
    let problem = json!({ PROBLEM_JSON: { "schema": reference("problem") } });
    let mut responses = json!({ "default": { "description": "Refused.", "content": problem } });
    if !content.is_null() {
        responses["200"] = json!({ "description": "Done.", "content": content });
    }
    json!({ "operationId": id, "tags": ["people"], "summary": summary, "parameters": parameters, "responses": responses })
}

fn content(schema: &str) -> Value {
    json!({ "application/json": { "schema": reference(schema) } })
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}
