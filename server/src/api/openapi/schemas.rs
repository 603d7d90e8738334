//! Resource objects and documents as JSON Schema 2020-12, which `OpenAPI` 3.1 speaks.

use super::super::{kind::Kind, shape::Shape};
use serde_json::{Map, Value, json};

/// A schema among the components.
pub(in super::super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// A resource object as it is shown. Which fields, `fields[…]` says.
pub(super) fn shown(kind: &Kind) -> Value {
    let mut schema = object(kind, kind.fields, &["type", "id"]);
    schema["properties"]["id"] = json!({ "type": "string", "format": "uuid" });
    schema["properties"]["links"] = json!({ "type": "object", "properties": { "self": uri() } });
    schema
}

/// A resource object as it is sent: with these fields and no others.
pub(super) fn sent(kind: &Kind, fields: &[(&'static str, Shape)], exists: bool) -> Value {
    let mut schema = object(kind, fields, if exists { &["type", "id"] } else { &["type"] });
    for group in ["attributes", "relationships"] {
        schema["properties"][group]["additionalProperties"] = json!(false);
    }
    if exists {
        schema["properties"]["id"] = json!({ "type": "string", "format": "uuid" });
    }
    schema
}

/// What somebody could send.
pub(super) fn example(kind: &Kind, fields: &[(&'static str, Shape)], exists: bool) -> Value {
    let group = |relationships: bool| {
        let fields = fields.iter().filter(|(_, shape)| shape.is_relationship() == relationships);
        fields.map(|(name, shape)| ((*name).to_owned(), shape.example(name))).collect::<Map<_, _>>()
    };
    let mut example = json!({ "type": kind.name, "attributes": group(false) });
    if exists {
        example["id"] = json!(super::super::shape::EXAMPLE_ID);
    } else if !group(true).is_empty() {
        example["relationships"] = json!(group(true));
    }
    example
}

fn object(kind: &Kind, fields: &[(&'static str, Shape)], required: &[&str]) -> Value {
    let group = |relationships: bool| {
        let fields = fields.iter().filter(|(_, shape)| shape.is_relationship() == relationships);
        let properties: Map<String, Value> =
            fields.map(|(name, shape)| ((*name).to_owned(), shape.schema())).collect();
        json!({ "type": "object", "properties": properties })
    };
    json!({
        "type": "object",
        "required": required,
        "properties": {
            "type": { "const": kind.name },
            "attributes": group(false),
            "relationships": group(true),
        },
    })
}

/// A document with this primary data, and with these members besides.
pub(super) fn document(data: &Value, more: &[(&str, Value)]) -> Value {
    let mut properties = Map::new();
    properties.insert("jsonapi".into(), reference("jsonapi"));
    properties.insert("data".into(), data.clone());
    properties.extend(more.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())));
    json!({ "type": "object", "required": ["jsonapi", "data"], "properties": properties })
}

/// What comes along: resources of these types.
pub(super) fn included(kinds: &[&Kind]) -> Option<(&'static str, Value)> {
    let kinds = kinds.iter().map(|kind| reference(kind.name)).collect::<Vec<_>>();
    let items = json!({ "anyOf": kinds });
    (!kinds.is_empty()).then(|| ("included", json!({ "type": "array", "items": items })))
}

/// The links of a list, and what was counted of it.
pub(super) fn of_list() -> [(&'static str, Value); 2] {
    let or_none = json!({ "type": ["string", "null"], "format": "uri" });
    let links = json!({
        "type": "object",
        "required": ["self", "first", "prev", "next"],
        "properties": { "self": uri(), "first": uri(), "prev": or_none, "next": or_none, "last": uri() },
    });
    let count = json!({ "type": "integer", "minimum": 0 });
    let page = json!({ "type": "object", "properties": { "total": count, "number": count, "size": count } });
    let meta = json!({
        "type": "object",
        "description": "Where page[total] or page[number] asked for it.",
        "properties": { "page": page },
    });
    [("links", links), ("meta", meta)]
}

/// The schemas that belong to no type of records.
pub(super) fn general() -> [(&'static str, Value); 2] {
    let text = json!({ "type": "string" });
    let source = json!({
        "type": "object",
        "description": "What of the request it is about: a place in the body, a query parameter or a header.",
        "properties": { "pointer": text, "parameter": text, "header": text },
    });
    let error = json!({
        "type": "object",
        "required": ["id", "status", "code", "title", "detail"],
        "properties": {
            "id": { "type": "string", "description": "The id of the request, as in X-Request-Id and in our log." },
            "status": text,
            "code": { "type": "string", "description": "A word for programs." },
            "title": text,
            "detail": text,
            "source": source,
            "links": { "type": "object", "properties": { "type": uri() } },
            "meta": { "type": "object" },
        },
    });
    let jsonapi = json!({
        "type": "object",
        "required": ["version"],
        "properties": {
            "version": { "const": "1.1" },
            "profile": { "type": "array", "items": uri() },
            "ext": { "type": "array", "items": uri() },
        },
    });
    let errors = json!({
        "type": "object",
        "required": ["jsonapi", "errors"],
        "properties": {
            "jsonapi": reference("jsonapi"),
            "errors": { "type": "array", "minItems": 1, "items": error },
        },
    });
    [("errors", errors), ("jsonapi", jsonapi)]
}

fn uri() -> Value {
    json!({ "type": "string", "format": "uri" })
}
