//! Reads the operations of a PATCH of a group (RFC 7644 §3.5.2). Groups can be large, so who is in one is looked up only where
//! an operation depends on it.

use super::{
    error::{Refusal, ScimType},
    filter::{Filter, PatchPath},
    group_filter::member,
    group_form::{Members, Wanted, people},
    group_resource::SCHEMA,
    matching::{member as find, value_matches},
    patch::FIXED,
    patch_operation::{self, Operation, Verb},
};
use crate::api::id;
use model::UserId;
use serde_json::Value;
use std::collections::HashSet;

/// What is known of people, where operations depend on it.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Who is in the group and who is named by the operations, as members are told.
    pub people: Vec<Value>,
    /// Who is in the group.
    pub members: HashSet<UserId>,
}

/// Whether the operations depend on what is known of people.
pub(super) fn depends_on_people(operations: &[Operation]) -> bool {
    operations
        .iter()
        .filter_map(|operation| operation.path.as_ref())
        .any(|path| path.filter.as_ref().is_some_and(|filter| member(&path.attribute, filter).is_none()))
}

/// The people whom the operations add.
pub(super) fn named(operations: &[Operation]) -> Vec<UserId> {
    let values = operations.iter().filter(|operation| operation.verb != Verb::Remove).map(|operation| {
        if operation.path.is_some() { Some(&operation.value) } else { find(&operation.value, "members") }
    });
    values.flatten().filter_map(|value| people(value).ok()).flatten().collect()
}

/// Reads them in their order.
pub(super) fn read(operations: Vec<Operation>, known: &Known) -> Result<Wanted, Refusal> {
    let mut wanted = Wanted::default();
    for Operation { verb, path, value } in operations {
        let Some(path) = path else {
            let Value::Object(members) = value else {
                return Err(Refusal::bad(ScimType::InvalidValue, "Without a path, value must be an object."));
            };
            for (name, value) in members {
                // Okta sends the id along.
                if !FIXED.iter().any(|fixed| fixed.eq_ignore_ascii_case(&name)) {
                    at_path(&mut wanted, verb, &patch_operation::path(&name)?, &value, known)?;
                }
            }
            continue;
        };
        at_path(&mut wanted, verb, &path, &value, known)?;
    }
    Ok(wanted)
}

fn at_path(
    wanted: &mut Wanted,
    verb: Verb,
    path: &PatchPath,
    value: &Value,
    known: &Known,
) -> Result<(), Refusal> {
    let attribute = &path.attribute;
    if !attribute.is_of(SCHEMA) {
        return Ok(());
    }
    match attribute.name.to_ascii_lowercase().as_str() {
        "displayname" => wanted.name = Some(text(verb, value, "displayName")?),
        "externalid" => {
            wanted.external_id = Some(text(verb, value, "externalId")?);
        }
        "members" => members(&mut wanted.members, verb, path, value, known)?,
        name if FIXED.contains(&name) => {
            return Err(Refusal::bad(ScimType::Mutability, format!("{attribute} cannot be set.")));
        }
        // What is not stored is left alone, as RFC 7644 §3.3 lets us.
        _ => {}
    }
    Ok(())
}

fn text(verb: Verb, value: &Value, name: &str) -> Result<String, Refusal> {
    match (verb, value) {
        (Verb::Remove, _) | (_, Value::Null) => Ok(String::new()),
        (_, Value::String(text)) => Ok(text.clone()),
        _ => Err(Refusal::bad(ScimType::InvalidValue, format!("{name} must be a text."))),
    }
}

fn members(
    members: &mut Members,
    verb: Verb,
    path: &PatchPath,
    value: &Value,
    known: &Known,
) -> Result<(), Refusal> {
    match (&path.filter, &path.attribute.sub, verb) {
        (None, None, Verb::Add) => members.add(people(value)?),
        (None, None, Verb::Replace) => members.replace(people(value)?),
        (None, None, Verb::Remove) if value.is_null() => members.replace(Vec::new()),
        // Entra ID names in the value whom to remove.
        (None, None, Verb::Remove) => members.remove(people(value)?),
        (Some(filter), None, Verb::Remove) => {
            let named = member(&path.attribute, filter);
            let gone = named.map_or_else(
                || meant(filter, members, known),
                |named| id::parse(named).into_iter().collect(),
            );
            members.remove(gone);
        }
        _ => {
            let detail = "Members are added, replaced and removed as a whole, and removed by a filter.";
            return Err(Refusal::bad(ScimType::InvalidPath, detail));
        }
    }
    Ok(())
}

/// Whom a filter means, of those who would be in the group by now.
fn meant(filter: &Filter, members: &Members, known: &Known) -> Vec<UserId> {
    let stays = |id: &UserId| known.members.contains(id) && !members.only && !members.removed.contains(id);
    let person = |value: &Value| {
        let id: UserId = value["value"].as_str().and_then(id::parse)?;
        let there = members.added.contains(&id) || stays(&id);
        (there && value_matches("members", filter, value)).then_some(id)
    };
    known.people.iter().filter_map(person).collect()
}
