//! The operations of a Bulk request, and the resources in them that other operations make (RFC 7644 §3.7.2).

use super::{
    error::{Refusal, ScimType},
    matching::member,
};
use http::{Method, StatusCode};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The most operations of one request.
pub(super) const OPERATIONS_MAX: usize = 100;
/// What stands before the `bulkId` of another operation, in place of the id that will come of it.
const PREFIX: &str = "bulkId:";

/// One operation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Operation {
    /// POST, PUT, PATCH or DELETE.
    pub method: Method,
    /// `/Users`, `/Groups`, or a resource of these.
    pub path: String,
    /// How other operations call what it makes.
    pub bulk_id: Option<String>,
    /// The version that is to be changed.
    pub version: Option<String>,
    /// The body.
    pub data: Option<Value>,
}

/// Reads them. If one is no operation at all, none is done.
pub(super) fn read(body: &Value) -> Result<Vec<Operation>, Refusal> {
    let syntax = |detail: &str| Refusal::bad(ScimType::InvalidSyntax, detail);
    let Some(Value::Array(operations)) = member(body, "Operations") else {
        return Err(syntax("Operations must be an array."));
    };
    if operations.is_empty() {
        return Err(syntax("There must be an operation."));
    }
    if operations.len() > OPERATIONS_MAX {
        let detail = format!("There must be {OPERATIONS_MAX} operations or less.");
        return Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, detail));
    }
    let operations: Vec<Operation> = operations.iter().map(operation).collect::<Result<_, _>>()?;
    let mut names = HashSet::new();
    if operations.iter().filter_map(|one| one.bulk_id.as_ref()).any(|name| !names.insert(name)) {
        return Err(Refusal::bad(ScimType::InvalidValue, "Each bulkId must be given once."));
    }
    Ok(operations)
}

fn operation(operation: &Value) -> Result<Operation, Refusal> {
    let syntax = |detail: &str| Refusal::bad(ScimType::InvalidSyntax, detail);
    let text = |name: &str| match member(operation, name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(syntax("method, path, bulkId and version must be texts.")),
    };
    let method = match text("method")?.unwrap_or_default().to_ascii_uppercase().as_str() {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        "PATCH" => Method::PATCH,
        "DELETE" => Method::DELETE,
        _ => return Err(syntax("method must be POST, PUT, PATCH or DELETE.")),
    };
    let path = text("path")?.unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    let well = match parts.as_slice() {
        ["", "Users" | "Groups"] => method == Method::POST,
        ["", "Users" | "Groups", id] => {
            method != Method::POST && !id.is_empty() && !id.contains(['?', '#', '%'])
        }
        _ => false,
    };
    if !well {
        return Err(syntax("path must be /Users or /Groups for a POST, and else a resource of these."));
    }
    let (bulk_id, version) = (text("bulkId")?.filter(|name| !name.is_empty()), text("version")?);
    if bulk_id.is_none() && method == Method::POST {
        return Err(syntax("A POST must have a bulkId."));
    }
    let data = member(operation, "data").filter(|data| !data.is_null()).cloned();
    if data.is_none() && method != Method::DELETE {
        return Err(syntax("data is missing."));
    }
    Ok(Operation { method, path, bulk_id, version, data })
}

impl Operation {
    /// The operations, by their `bulkId`, whose resources this one speaks of.
    pub fn references(&self) -> Vec<&str> {
        let mut found: Vec<&str> =
            self.path.split('/').filter_map(|part| part.strip_prefix(PREFIX)).collect();
        if let Some(data) = &self.data {
            collect(data, &mut found);
        }
        found
    }

    /// Path and data with the ids of what was made before in place of references.
    pub fn resolved(&self, created: &HashMap<String, String>) -> Result<(String, Option<Value>), Refusal> {
        if let Some(missing) = self.references().into_iter().find(|name| !created.contains_key(*name)) {
            let detail = format!("Nothing was made by an operation with the bulkId {missing}.");
            return Err(Refusal {
                scim_type: Some(ScimType::InvalidValue),
                ..Refusal::new(StatusCode::CONFLICT, detail)
            });
        }
        let parts = self.path.split('/').map(|part| resolved(part, created).unwrap_or(part));
        let path = parts.collect::<Vec<_>>().join("/");
        let mut data = self.data.clone();
        if let Some(data) = &mut data {
            replace(data, created);
        }
        Ok((path, data))
    }
}

fn resolved<'a>(text: &str, created: &'a HashMap<String, String>) -> Option<&'a str> {
    created.get(text.strip_prefix(PREFIX)?).map(String::as_str)
}

fn collect<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.extend(text.strip_prefix(PREFIX)),
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        Value::Object(members) => members.values().for_each(|value| collect(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn replace(value: &mut Value, created: &HashMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(id) = resolved(text, created) {
                id.clone_into(text);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, created)),
        Value::Object(members) => members.values_mut().for_each(|value| replace(value, created)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
