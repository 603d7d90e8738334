//! Local ids (`lid`): names that a request gives to the resources it makes, until they have an id.

use super::super::{error::Refusal, resource::pointer};
use http::StatusCode;
use serde_json::Value;
use std::collections::HashMap;

/// A type and a local id.
pub(super) type Local = (String, String);

/// Those of one request.
#[derive(Debug, Default)]
pub(super) struct LocalIds(HashMap<Local, String>);

impl LocalIds {
    /// Remembers the id that a resource got.
    pub fn learn(&mut self, local: Local, id: &str) {
        self.0.insert(local, id.to_owned());
    }

    /// Whether a resource of that name was made.
    pub fn knows(&self, local: &Local) -> bool {
        self.0.contains_key(local)
    }

    /// Puts ids in the place of local ids in a resource: its own, and those it is related to. `place` is where it stands.
    pub fn resolve_resource(&self, resource: &mut Value, place: &str) -> Result<(), Refusal> {
        self.resolve(resource, place)?;
        let Some(relationships) = resource.get_mut("relationships").and_then(Value::as_object_mut) else {
            return Ok(());
        };
        for (name, relationship) in relationships {
            let place = format!("{}/data", pointer(&format!("{place}/relationships"), name));
            match relationship.get_mut("data") {
                Some(Value::Array(all)) => {
                    for (index, one) in all.iter_mut().enumerate() {
                        self.resolve(one, &format!("{place}/{index}"))?;
                    }
                }
                Some(one) => self.resolve(one, &place)?,
                None => {}
            }
        }
        Ok(())
    }

    /// The same in one object that has a type and a local id. Anything else stays as it is, for others to judge.
    pub fn resolve(&self, identifier: &mut Value, place: &str) -> Result<(), Refusal> {
        let Some(local) = local_of(identifier) else { return Ok(()) };
        let Some(id) = self.0.get(&local) else {
            let detail = "No operation before this one made a resource of this type and local id.";
            let place = format!("{place}/lid");
            return Err(Refusal::at(StatusCode::UNPROCESSABLE_ENTITY, place, "unknown_lid", detail));
        };
        if let Some(members) = identifier.as_object_mut() {
            members.remove("lid");
            members.insert("id".into(), Value::String(id.clone()));
        }
        Ok(())
    }
}

/// The type and the local id of an object that has both, and no id.
pub(super) fn local_of(object: &Value) -> Option<Local> {
    let text = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
    if object.get("id").is_some() {
        return None;
    }
    Some((text("type")?, text("lid")?))
}
