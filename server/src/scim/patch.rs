//! Does the operations of a PATCH on the resource as it was shown (RFC 7644 §3.5.2); what comes of it is read as a PUT is.

use super::{
    error::{Refusal, ScimType},
    filter::{Filter, Literal, Operator, PatchPath},
    matching::value_matches,
    patch_operation::{self, Operation, Verb},
    user_resource::SCHEMA,
};
use serde_json::{Map, Value};

/// What can be changed. Other attributes are not stored, so changes of them are left alone, as RFC 7644 §3.3 lets us.
const CHANGEABLE: [&str; 6] = ["userName", "externalId", "name", "active", "emails", "roles"];
/// What is only told.
pub(super) const FIXED: [&str; 4] = ["id", "meta", "schemas", "groups"];

/// Does them in their order, all or none.
pub(super) fn apply(resource: &mut Map<String, Value>, operations: Vec<Operation>) -> Result<(), Refusal> {
    for Operation { verb, path, value } in operations {
        match path {
            Some(path) => at_path(resource, verb, &path, value)?,
            None => everywhere(resource, verb, value)?,
        }
    }
    Ok(())
}

/// Without a path, the value says where: its names are attributes, `name.givenName` among them, or whole paths.
fn everywhere(resource: &mut Map<String, Value>, verb: Verb, value: Value) -> Result<(), Refusal> {
    let Value::Object(members) = value else {
        return Err(Refusal::bad(ScimType::InvalidValue, "Without a path, value must be an object."));
    };
    for (name, value) in members {
        // Okta sends the id and the like along.
        if FIXED.iter().any(|fixed| fixed.eq_ignore_ascii_case(&name)) {
            continue;
        }
        at_path(resource, verb, &patch_operation::path(&name)?, value)?;
    }
    Ok(())
}

fn at_path(
    resource: &mut Map<String, Value>,
    verb: Verb,
    path: &PatchPath,
    value: Value,
) -> Result<(), Refusal> {
    let attribute = &path.attribute;
    if !attribute.is_of(SCHEMA) {
        return Ok(());
    }
    if FIXED.iter().any(|fixed| fixed.eq_ignore_ascii_case(&attribute.name)) {
        return Err(Refusal::bad(ScimType::Mutability, format!("{attribute} cannot be set.")));
    }
    let Some(name) = CHANGEABLE.iter().find(|name| name.eq_ignore_ascii_case(&attribute.name)) else {
        return Ok(());
    };
    let place = resource.entry(*name).or_insert(Value::Null);
    match (&path.filter, &attribute.sub) {
        (Some(filter), sub) => {
            let is_meant = |one: &Value| value_matches(&name.to_ascii_lowercase(), filter, one);
            some_values(place, verb, filter, is_meant, sub.as_deref(), &value)
        }
        (None, Some(sub)) => {
            part(place, verb, sub, value);
            Ok(())
        }
        (None, None) => {
            whole(place, verb, value);
            Ok(())
        }
    }
}

/// The whole attribute.
fn whole(place: &mut Value, verb: Verb, value: Value) {
    match (verb, &mut *place, value) {
        // Entra ID names in the value what to remove.
        (Verb::Remove, Value::Array(values), Value::Array(gone)) => {
            values.retain(|one| !gone.iter().any(|other| other["value"] == one["value"]));
        }
        (Verb::Remove, _, _) => *place = Value::Null,
        (Verb::Add, Value::Array(values), Value::Array(new)) => values.extend(new),
        (Verb::Add, Value::Array(values), new) => values.push(new),
        // Of a complex attribute only what is said (RFC 7644 §3.5.2.3).
        (_, Value::Object(members), Value::Object(new)) => {
            for (name, value) in new {
                set(members, &name, value);
            }
        }
        (_, place, new) => *place = new,
    }
}

/// One sub-attribute, of every value where there are several.
fn part(place: &mut Value, verb: Verb, sub: &str, value: Value) {
    let value = if verb == Verb::Remove { Value::Null } else { value };
    match place {
        Value::Object(members) => set(members, sub, value),
        Value::Array(values) if !values.is_empty() => {
            for one in values.iter_mut().filter_map(Value::as_object_mut) {
                set(one, sub, value.clone());
            }
        }
        Value::Array(values) => values.push(object(sub, value)),
        other => *other = object(sub, value),
    }
}

/// Some values of an attribute, or one sub-attribute of them.
fn some_values(
    place: &mut Value,
    verb: Verb,
    filter: &Filter,
    is_meant: impl Fn(&Value) -> bool,
    sub: Option<&str>,
    value: &Value,
) -> Result<(), Refusal> {
    if !place.is_array() {
        *place = Value::Array(Vec::new());
    }
    let Value::Array(values) = place else { return Ok(()) };
    if verb == Verb::Remove && sub.is_none() {
        values.retain(|one| !is_meant(one));
        return Ok(());
    }
    if !values.iter().any(&is_meant) {
        // Entra ID adds `emails[type eq "work"].value` where there is none yet.
        match (verb, filter) {
            (Verb::Add, Filter::Compare(attribute, Operator::Eq, Literal::Text(text))) => {
                values.push(object(&attribute.name, Value::String(text.clone())));
            }
            (Verb::Remove, _) => return Ok(()),
            _ => return Err(Refusal::bad(ScimType::NoTarget, "The path selects nothing.")),
        }
    }
    for one in values.iter_mut().filter(|one| is_meant(one)) {
        match sub {
            Some(sub) => part(one, verb, sub, value.clone()),
            None => whole(one, verb, value.clone()),
        }
    }
    Ok(())
}

fn set(members: &mut Map<String, Value>, name: &str, value: Value) {
    let known = members.keys().find(|known| known.eq_ignore_ascii_case(name)).cloned();
    members.insert(known.unwrap_or_else(|| name.to_owned()), value);
}

fn object(name: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(name.to_owned(), value)]))
}
