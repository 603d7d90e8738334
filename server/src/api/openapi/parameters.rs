//! Parameters in the words of `OpenAPI` 3.1.

use super::super::{
    described::Described,
    kind::Kind,
    paging::{PAGE_SIZE, PAGE_SIZE_MAX},
};
use serde_json::{Value, json};

/// A query parameter.
pub(super) fn query(name: &str, description: &str, schema: &Value) -> Value {
    let mut parameter = json!({ "name": name, "in": "query", "schema": schema });
    if !description.is_empty() {
        parameter["description"] = json!(description);
    }
    // Several values of one parameter are separated by commas.
    if schema["type"] == "array" {
        parameter["style"] = json!("form");
        parameter["explode"] = json!(false);
    }
    parameter
}

/// The id in a path.
pub(super) fn id() -> Value {
    let schema = json!({ "type": "string", "format": "uuid" });
    json!({ "name": "id", "in": "path", "required": true, "schema": schema })
}

/// Which fields are shown of these types, and which relationships bring their resources along.
pub(super) fn view(kinds: &[&Kind], includable: &[&str]) -> Vec<Value> {
    let some = |known: &[&str]| json!({ "type": "array", "items": { "enum": known } });
    let mut all: Vec<Value> = kinds
        .iter()
        .map(|kind| {
            let description = format!("The fields that are shown of {}.", kind.name);
            query(&format!("fields[{}]", kind.name), &description, &some(&kind.names()))
        })
        .collect();
    if !includable.is_empty() {
        all.push(query("include", "What comes along in `included`.", &some(includable)));
    }
    all
}

/// What a list can be asked: its order, its part, its filters.
pub(super) fn list(described: &Described) -> Vec<Value> {
    let mut all = Vec::new();
    if !described.sorts.is_empty() {
        let signs = described.sorts.iter().flat_map(|name| [(*name).to_owned(), format!("-{name}")]);
        let items = json!({ "enum": signs.collect::<Vec<_>>() });
        let mut sort = json!({ "type": "array", "minItems": 1, "items": items });
        if !described.sorts_by_several {
            sort["maxItems"] = json!(1);
        }
        all.push(query("sort", "The order; with - before it, the other way.", &sort));
    }
    let cursor = json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]+$" });
    let size = json!({ "type": "integer", "minimum": 1, "maximum": PAGE_SIZE_MAX, "default": PAGE_SIZE });
    let number = json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX });
    all.extend([
        query("page[size]", "How many at most.", &size),
        query("page[after]", "Those after this cursor, which is in the link `next` of an answer.", &cursor),
        query("page[before]", "Those before this cursor, which is in the link `prev` of an answer.", &cursor),
        query(
            "page[total]",
            "Whether all that the filters select are counted, in `meta.page.total`.",
            &json!({ "type": "boolean", "default": false }),
        ),
        query("page[number]", "Instead of a cursor: the page by its number. All are counted.", &number),
    ]);
    all.extend(described.filters.iter().map(|(name, schema)| query(name, "", schema)));
    all
}
