//! A resource object of a request becomes the form of the pages, with a pointer for everything that is not as it should be.

use super::{
    super::{
        error::{Flaw, Refusal},
        resource::{Resource, pointer, wrong_type},
    },
    relationship::Relationship,
    writable::Writable,
};
use http::StatusCode;
use serde_json::Value;

/// What a request asks for.
pub(super) struct Submission<F> {
    /// The form.
    pub form: F,
    /// Whether the form is another one than that of the record as it is.
    pub changed: bool,
    /// Whether the record shall be enabled, if it is not so already.
    pub enabled: Option<bool>,
}

/// Reads what is said into `form`; the rest of it stays. Whoever sends back what they were shown changes nothing.
pub(super) fn read<R: Writable>(
    resource: &Resource,
    form: R::Form,
    current: Option<&R::Row>,
) -> Result<Submission<R::Form>, Refusal> {
    let shown = current.map_or(Value::Null, R::attributes);
    let mut reader = Reader::<R> {
        submission: Submission { form, changed: false, enabled: None },
        flaws: vec![],
        fixed: vec![],
    };
    for (name, value) in &resource.attributes {
        let place = pointer("/data/attributes", name);
        match value {
            Value::Bool(enabled) if R::SWITCHED && name == "enabled" => {
                // A new record is enabled.
                let before = shown.get("enabled").unwrap_or(&Value::Bool(true)) == value;
                match current {
                    Some(_) => reader.submission.enabled = (!before).then_some(*enabled),
                    None if before => {}
                    None => reader.fixed.push(read_only(place)),
                }
            }
            _ if R::SWITCHED && name == "enabled" => reader.flaws.push(wrong_type(place, "true or false")),
            _ => reader.member(name, value, &place, shown.get(name), current.is_some(), false),
        }
    }
    let relationships = current.map(R::relationships).unwrap_or_default();
    for (name, value) in &resource.relationships {
        let place = pointer("/data/relationships", name);
        let shown = relationships.iter().find(|one| one.name == name).map(Relationship::object);
        reader.member(name, value, &place, shown.as_ref(), current.is_some(), true);
    }
    reader.done(current)
}

struct Reader<R: Writable> {
    submission: Submission<R::Form>,
    flaws: Vec<Flaw>,
    /// Members that are told, not asked for, and that were asked to be something else.
    fixed: Vec<Flaw>,
}

impl<R: Writable> Reader<R> {
    fn member(
        &mut self,
        name: &str,
        value: &Value,
        place: &str,
        shown: Option<&Value>,
        exists: bool,
        relationship: bool,
    ) {
        let unchanged = if relationship {
            shown.is_some_and(|shown| value.get("data") == shown.get("data"))
        } else {
            shown == Some(value)
        };
        let known = R::MEMBERS.iter().find(|one| one.name == name && one.is_relationship() == relationship);
        match known {
            _ if unchanged => {}
            Some(member) if !(member.settled && exists) => {
                self.flaws.extend(member.take(&mut self.submission.form, value, place).err());
            }
            Some(_) => self.fixed.push(read_only(place.to_owned())),
            None if R::KIND.field(name).is_some() => self.fixed.push(read_only(place.to_owned())),
            None if relationship => {
                self.flaws.push(Flaw::at(place, "unknown_relationship", "There is no such relationship."));
            }
            None => self.flaws.push(Flaw::at(place, "unknown_attribute", "There is no such attribute.")),
        }
    }

    fn done(mut self, current: Option<&R::Row>) -> Result<Submission<R::Form>, Refusal> {
        self.submission.changed = current.is_some_and(|row| R::form(row) != self.submission.form);
        let refused = |status, flaws| Err(Refusal { status, flaws, headers: Vec::new() });
        match (self.flaws.is_empty(), self.fixed.is_empty()) {
            (false, _) => refused(StatusCode::UNPROCESSABLE_ENTITY, self.flaws),
            // JSON:API 1.1: an unsupported request to create or update a resource is a 403.
            (true, false) => refused(StatusCode::FORBIDDEN, self.fixed),
            (true, true) => Ok(self.submission),
        }
    }
}

fn read_only(pointer: String) -> Flaw {
    Flaw::at(pointer, "read_only", "This cannot be set.")
}
