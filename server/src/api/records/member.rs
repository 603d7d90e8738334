//! What can be said of a record: a member of a document, and where it goes in the form that the pages send too.

use super::{
    super::{
        error::Flaw,
        id,
        kind::Kind,
        resource::{pointer, wrong_type},
        shape::Shape,
    },
    words::{self, Words},
};
use model::Problem;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A member that can be set.
pub(super) struct Member<F: 'static> {
    /// Its name in documents.
    pub name: &'static str,
    /// Whether it is settled when the record is made.
    pub settled: bool,
    /// What it takes.
    pub takes: Takes<F>,
}

/// What a member takes, and its place in the form.
pub(super) enum Takes<F: 'static> {
    /// A text.
    Text(fn(&mut F) -> &mut String),
    /// A text, or null for none.
    TextOrNull(fn(&mut F) -> &mut String),
    /// Texts, each on a line of its own in the form.
    Lines(fn(&mut F) -> &mut String),
    /// What a mail says in each language; null for what was shipped.
    Words(fn(&mut F) -> &mut BTreeMap<String, Option<Words>>),
    /// Yes or no.
    Flag(fn(&mut F) -> &mut bool),
    /// The level of each action on each kind of record; what is missing is at level none.
    Levels(fn(&mut F) -> &mut BTreeMap<String, String>),
    /// A record of this type.
    One(&'static Kind, fn(&mut F) -> &mut String),
    /// One, or null for none.
    OneOrNone(&'static Kind, fn(&mut F) -> &mut String),
    /// Any number of records of this type.
    Many(&'static Kind, fn(&mut F) -> &mut Vec<String>),
}

impl<F> Member<F> {
    /// One that can be changed later.
    pub const fn new(name: &'static str, takes: Takes<F>) -> Self {
        Self { name, settled: false, takes }
    }

    /// One that only a new record takes.
    pub const fn settled(name: &'static str, takes: Takes<F>) -> Self {
        Self { name, settled: true, takes }
    }

    /// What it holds, for documentation.
    pub const fn shape(&self) -> Shape {
        match &self.takes {
            Takes::Text(_) => Shape::Text,
            Takes::TextOrNull(_) => Shape::TextOrNull,
            Takes::Lines(_) => Shape::Texts,
            Takes::Words(_) => Shape::Words,
            Takes::Flag(_) => Shape::Flag,
            Takes::Levels(_) => Shape::Levels,
            Takes::One(kind, _) | Takes::OneOrNone(kind, _) => Shape::One(kind.name),
            Takes::Many(kind, _) => Shape::Many(kind.name),
        }
    }

    /// Whether it is a relationship.
    pub const fn is_relationship(&self) -> bool {
        matches!(self.takes, Takes::One(..) | Takes::OneOrNone(..) | Takes::Many(..))
    }

    /// Takes a value that stands at this place.
    pub fn take(&self, form: &mut F, value: &Value, place: &str) -> Result<(), Flaw> {
        match (&self.takes, value) {
            (Takes::Text(field), Value::String(text)) => field(form).clone_from(text),
            (Takes::Text(_), _) => return Err(wrong_type(place, "a string")),
            (Takes::TextOrNull(field), Value::String(text)) => field(form).clone_from(text),
            (Takes::TextOrNull(field), Value::Null) => field(form).clear(),
            (Takes::TextOrNull(_), _) => return Err(wrong_type(place, "a string or null")),
            (Takes::Lines(field), _) => *field(form) = lines(value, place)?,
            (Takes::Words(field), _) => *field(form) = words::read(value, place)?,
            (Takes::Flag(field), Value::Bool(flag)) => *field(form) = *flag,
            (Takes::Flag(_), _) => return Err(wrong_type(place, "true or false")),
            (Takes::Levels(field), _) => *field(form) = levels(value, place)?,
            (Takes::OneOrNone(_, field), _) if value.get("data") == Some(&Value::Null) => field(form).clear(),
            (Takes::One(kind, field) | Takes::OneOrNone(kind, field), _) => {
                let data = value.get("data").ok_or_else(|| malformed(place, kind))?;
                *field(form) = linked(data, kind, place)?;
            }
            (Takes::Many(kind, field), _) => {
                let all =
                    value.get("data").and_then(Value::as_array).ok_or_else(|| malformed(place, kind))?;
                *field(form) = all.iter().map(|one| linked(one, kind, place)).collect::<Result<_, _>>()?;
            }
        }
        Ok(())
    }
}

/// The id in a resource identifier object of this type.
fn linked(identifier: &Value, kind: &Kind, place: &str) -> Result<String, Flaw> {
    let text = |member: &str| identifier.get(member).and_then(Value::as_str);
    let (Some(given), Some(text)) = (text("type"), text("id")) else { return Err(malformed(place, kind)) };
    if given != kind.name {
        return Err(malformed(place, kind));
    }
    let id = id::parse::<Uuid>(text).map(|id| id.to_string());
    id.ok_or_else(|| {
        let problem = Problem::UnknownChoice;
        Flaw::at(place, problem.code(), problem.to_string())
    })
}

fn malformed(place: &str, kind: &Kind) -> Flaw {
    let detail = format!("Its member data must hold {{\"type\": \"{}\", \"id\": …}}.", kind.name);
    Flaw::at(place, "malformed_relationship", detail)
}

/// Texts as the form has them. A text of several lines would be several texts there.
fn lines(value: &Value, place: &str) -> Result<String, Flaw> {
    let all = value.as_array().ok_or_else(|| wrong_type(place, "an array of strings"))?;
    let mut lines = Vec::new();
    for (index, line) in all.iter().enumerate() {
        let line = line.as_str().filter(|line| !line.contains(['\n', '\r']));
        lines.push(line.ok_or_else(|| wrong_type(format!("{place}/{index}"), "a string of one line"))?);
    }
    Ok(lines.join("\n"))
}

/// `{"users": {"view": "organization"}}` as the form has it: `users.view` at `organization`.
fn levels(value: &Value, place: &str) -> Result<BTreeMap<String, String>, Flaw> {
    let mut levels = BTreeMap::new();
    for (subject, actions) in value.as_object().ok_or_else(|| wrong_type(place, "an object"))? {
        let place = pointer(place, subject);
        for (action, level) in actions.as_object().ok_or_else(|| wrong_type(&place, "an object"))? {
            let level = level.as_str().ok_or_else(|| wrong_type(pointer(&place, action), "a string"))?;
            levels.insert(format!("{subject}.{action}"), level.to_owned());
        }
    }
    Ok(levels)
}
