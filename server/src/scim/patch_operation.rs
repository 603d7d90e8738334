//! Reads the operations of a PATCH (RFC 7644 §3.5.2), in the forms that identity providers send.

use super::{
    error::{Refusal, ScimType},
    filter::{PatchPath, Unreadable},
    matching::member,
};
use serde_json::{Map, Value};

/// The most operations of one request.
const OPERATIONS_MAX: usize = 100;

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// Adds, or sets where there is only one value.
    Add,
    /// Takes the place of what is there.
    Replace,
    /// Takes away.
    Remove,
}

/// One operation.
#[derive(Debug)]
pub(super) struct Operation {
    /// What is done.
    pub verb: Verb,
    /// Where; nowhere in particular if the value says it.
    pub path: Option<PatchPath>,
    /// With what.
    pub value: Value,
}

/// Reads all of them. Words are read in any case: Entra ID writes `Replace`.
pub(super) fn read(body: Map<String, Value>) -> Result<Vec<Operation>, Refusal> {
    let body = Value::Object(body);
    let syntax = |detail: &str| Refusal::bad(ScimType::InvalidSyntax, detail);
    let Some(Value::Array(operations)) = member(&body, "Operations") else {
        return Err(syntax("Operations must be an array."));
    };
    if operations.is_empty() || operations.len() > OPERATIONS_MAX {
        return Err(syntax(&format!("There must be 1 to {OPERATIONS_MAX} operations.")));
    }
    operations.iter().map(operation).collect()
}

fn operation(operation: &Value) -> Result<Operation, Refusal> {
    let word = member(operation, "op").and_then(Value::as_str).unwrap_or_default();
    let verb = match word.to_ascii_lowercase().as_str() {
        "add" => Verb::Add,
        "replace" => Verb::Replace,
        "remove" => Verb::Remove,
        _ => return Err(Refusal::bad(ScimType::InvalidSyntax, "op must be add, replace or remove.")),
    };
    let path = match member(operation, "path") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.is_empty() => None,
        Some(Value::String(text)) => Some(path(text)?),
        Some(_) => return Err(Refusal::bad(ScimType::InvalidPath, "path must be a text.")),
    };
    if path.is_none() && verb == Verb::Remove {
        return Err(Refusal::bad(ScimType::NoTarget, "What to remove is not said."));
    }
    let value = member(operation, "value").cloned();
    if value.is_none() && verb != Verb::Remove {
        return Err(Refusal::bad(ScimType::InvalidValue, "value is missing."));
    }
    Ok(Operation { verb, path, value: value.unwrap_or_default() })
}

/// Reads a path.
pub(super) fn path(text: &str) -> Result<PatchPath, Refusal> {
    text.parse().map_err(|Unreadable(why)| Refusal::bad(ScimType::InvalidPath, format!("{text}: {why}")))
}
