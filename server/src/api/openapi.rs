//! `GET /api/openapi.json`: this API in the words of `OpenAPI` 3.1, made of what its handlers are made of. Anybody may read it.

use super::{
    described::Described,
    face::Face,
    kind::{self, APPLICATIONS, Kind, SECRETS},
    media_type::JSON_API,
    paging::{PAGE_SIZE, PAGE_SIZE_MAX},
    records,
    shape::Shape,
};
use crate::AppState;
use axum::{Json, extract::State};
use serde_json::{Map, Value, json};

/// Answers it.
pub(super) async fn openapi(face: Face, State(state): State<AppState>) -> Json<Value> {
    let base = face.0.path();
    let me = kind::people(face.0.side()).name;
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for described in std::iter::once(applications()).chain(records::described(face)) {
        let name = described.kind.name;
        paths.insert(format!("{base}/{name}"), collection(&described));
        paths.insert(format!("{base}/{name}/{{id}}"), single(&described));
        schemas.insert(name.to_owned(), resource(described.kind, described.kind.fields, true));
    }
    paths.insert(
        format!("{base}/me"),
        json!({ "get": operation("read", "me", &[], "200", Some(&reference(me))) }),
    );
    paths.insert(format!("{base}/oauthapplications/{{id}}/secrets"), secrets());
    paths.insert(format!("{base}/operations"), super::operations::described());
    schemas.insert(SECRETS.name.to_owned(), resource(&SECRETS, SECRETS.fields, true));
    schemas.insert("errors".to_owned(), errors());
    Json(json!({
        "openapi": "3.1.0",
        "info": { "title": "Latchkey", "version": env!("CARGO_PKG_VERSION") },
        "servers": [{ "url": state.office.settings().public_url }],
        "security": [{ "bearer": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" } },
            "schemas": schemas,
        },
    }))
}

/// Applications have handlers of their own.
fn applications() -> Described {
    let text = || json!({ "type": "string", "minLength": 1 });
    let ids = || json!({ "type": "string", "description": "Ids, separated by commas." });
    let told = |names: &[&str]| {
        APPLICATIONS.fields.iter().filter(|(name, _)| names.contains(name)).copied().collect::<Vec<_>>()
    };
    Described {
        kind: &APPLICATIONS,
        filters: [
            ("name", text()),
            ("clientId", text()),
            ("active", json!({ "type": "boolean" })),
            ("organization", ids()),
            ("owner", ids()),
        ]
        .map(|(name, schema)| (format!("filter[{name}]"), schema))
        .to_vec(),
        sorts: super::list_query::SORTABLE.map(|(name, _)| name).to_vec(),
        includable: super::application_answer::INCLUDABLE,
        created: told(&["name", "active", "allApis", "apis", "grantType", "organization", "owner"]),
        changed: told(&["name", "active", "allApis", "apis"]),
        deleted: true,
    }
}

fn collection(described: &Described) -> Value {
    let name = described.kind.name;
    let size = json!({ "type": "integer", "minimum": 1, "maximum": PAGE_SIZE_MAX, "default": PAGE_SIZE });
    let mut parameters = shown(described);
    let signs = described.sorts.iter().flat_map(|name| [(*name).to_owned(), format!("-{name}")]);
    parameters.push(query("sort", &json!({ "type": "string", "examples": signs.collect::<Vec<_>>() })));
    let cursor = json!({ "type": "string", "description": "From the links of an answer." });
    parameters.extend(["page[after]", "page[before]"].map(|name| query(name, &cursor)));
    parameters.push(query("page[total]", &json!({ "type": "boolean", "default": false })));
    parameters.push(query("page[number]", &json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX })));
    parameters.push(query("page[size]", &size));
    parameters.extend(described.filters.iter().map(|(name, schema)| query(name, schema)));
    let many = json!({ "type": "array", "items": reference(name) });
    let mut item = json!({ "get": operation("list", name, &parameters, "200", Some(&many)) });
    if !described.created.is_empty() {
        let mut post = operation("create", name, &shown(described), "201", Some(&reference(name)));
        post["requestBody"] = body(&resource(described.kind, &described.created, false));
        item["post"] = post;
    }
    item
}

fn single(described: &Described) -> Value {
    let name = described.kind.name;
    let parameters = shown(described);
    let mut item = json!({ "get": operation("read", name, &parameters, "200", Some(&reference(name))) });
    let matching = json!({ "name": "If-Match", "in": "header", "schema": { "type": "string" } });
    let guarded: Vec<Value> = parameters.iter().cloned().chain([matching]).collect();
    if !described.changed.is_empty() {
        let mut patch = operation("change", name, &guarded, "200", Some(&reference(name)));
        patch["requestBody"] = body(&resource(described.kind, &described.changed, true));
        item["patch"] = patch;
    }
    if described.deleted {
        item["delete"] = operation("delete", name, &guarded, "204", None);
    }
    item["parameters"] = json!([id()]);
    item
}

/// Secrets are listed; a new one takes the place of the others, and is in `meta` of the answer.
fn secrets() -> Value {
    let many = json!({ "type": "array", "items": reference(SECRETS.name) });
    let mut post = operation("rotate", SECRETS.name, &[], "200", Some(&reference(APPLICATIONS.name)));
    let grace =
        json!({ "type": "object", "properties": { "grace": { "enum": ["none", "hour", "day", "week"] } } });
    let document = json!({ "type": "object", "required": ["meta"], "properties": { "meta": grace } });
    post["requestBody"] = json!({ "content": { JSON_API: { "schema": document } } });
    let get = operation("list", SECRETS.name, &[], "200", Some(&many));
    json!({ "parameters": [id()], "get": get, "post": post })
}

/// The id in a path.
fn id() -> Value {
    let schema = json!({ "type": "string", "format": "uuid" });
    json!({ "name": "id", "in": "path", "required": true, "schema": schema })
}

/// The parameters that say what is shown.
fn shown(described: &Described) -> Vec<Value> {
    let words =
        |known: &[&str]| json!({ "type": "string", "description": format!("Of: {}.", known.join(", ")) });
    let mut all = vec![query(&format!("fields[{}]", described.kind.name), &words(&described.kind.names()))];
    if !described.includable.is_empty() {
        all.push(query("include", &words(described.includable)));
    }
    all
}

fn query(name: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "schema": schema })
}

fn operation(verb: &str, name: &str, parameters: &[Value], status: &str, data: Option<&Value>) -> Value {
    let failed =
        json!({ "description": "Refused.", "content": { JSON_API: { "schema": reference("errors") } } });
    let mut done = json!({ "description": "Done." });
    if let Some(data) = data {
        let document = json!({ "type": "object", "required": ["data"], "properties": { "data": data } });
        done["content"] = json!({ JSON_API: { "schema": document } });
    }
    json!({
        "operationId": format!("{verb}-{name}"),
        "parameters": parameters,
        "responses": { status: done, "default": failed },
    })
}

fn body(data: &Value) -> Value {
    let document = json!({ "type": "object", "required": ["data"], "properties": { "data": data } });
    json!({ "required": true, "content": { JSON_API: { "schema": document } } })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// A resource object with these fields.
fn resource(kind: &Kind, fields: &[(&'static str, Shape)], exists: bool) -> Value {
    let group = |relationships: bool| {
        let fields = fields.iter().filter(|(_, shape)| shape.is_relationship() == relationships);
        let properties: Map<String, Value> =
            fields.map(|(name, shape)| ((*name).to_owned(), shape.schema())).collect();
        json!({ "type": "object", "properties": properties })
    };
    let mut schema = json!({
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": { "const": kind.name },
            "attributes": group(false),
            "relationships": group(true),
        },
    });
    if exists {
        schema["required"] = json!(["type", "id"]);
        schema["properties"]["id"] = json!({ "type": "string", "format": "uuid" });
    }
    schema
}

/// A document that says what was refused.
fn errors() -> Value {
    let text = json!({ "type": "string" });
    let error = json!({
        "type": "object",
        "required": ["status", "code", "title", "detail"],
        "properties": { "id": text, "status": text, "code": text, "title": text, "detail": text, "source": { "type": "object" } },
    });
    json!({
        "type": "object",
        "required": ["errors"],
        "properties": { "errors": { "type": "array", "minItems": 1, "items": error } },
    })
}
