//! What a request asks of a group, as a whole or piece by piece.

use super::{
    error::{Refusal, ScimType},
    matching::member,
    user_form,
};
use crate::api::id;
use domain::MembersChange;
use model::UserId;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// What a request asks.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Its name, if it is said.
    pub name: Option<String>,
    /// What the organization calls it, if it is said; empty is nothing.
    pub external_id: Option<String>,
    /// Who has it afterwards.
    pub members: Members,
}

/// Who has a group afterwards.
#[derive(Debug, Default)]
pub(super) struct Members {
    /// Only those who are added.
    pub only: bool,
    /// Whoever is added.
    pub added: HashSet<UserId>,
    /// Whoever is taken away.
    pub removed: HashSet<UserId>,
}

impl Members {
    /// Also these.
    pub fn add(&mut self, people: Vec<UserId>) {
        self.removed.retain(|one| !people.contains(one));
        self.added.extend(people);
    }

    /// Not these.
    pub fn remove(&mut self, people: Vec<UserId>) {
        self.added.retain(|one| !people.contains(one));
        self.removed.extend(people);
    }

    /// These and nobody else.
    pub fn replace(&mut self, people: Vec<UserId>) {
        *self = Self { only: true, added: people.into_iter().collect(), removed: HashSet::new() };
    }

    /// What changes, where it is these who have it now. They are asked for only where that matters.
    pub fn change(self, now: impl IntoIterator<Item = UserId>) -> MembersChange {
        let mut take = self.removed;
        if self.only {
            take.extend(now.into_iter().filter(|one| !self.added.contains(one)));
        }
        MembersChange { give: self.added, take }
    }
}

/// Reads a whole resource (POST, PUT).
pub(super) fn read(resource: Map<String, Value>) -> Result<Wanted, Refusal> {
    let resource = Value::Object(resource);
    let mut members = Members::default();
    if let Some(said) = member(&resource, "members") {
        members.replace(people(said)?);
    }
    let name = Some(user_form::text(&resource, "displayName", "displayName")?);
    Ok(Wanted { name, external_id: user_form::external_id(&resource)?, members })
}

/// The people that `members` names: objects with the value of a user's id.
pub(super) fn people(said: &Value) -> Result<Vec<UserId>, Refusal> {
    let values = match said {
        Value::Null => &[],
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    let person = |value: &Value| {
        let kind = member(value, "type").and_then(Value::as_str).unwrap_or("User");
        let text = value.as_str().or_else(|| member(value, "value")?.as_str());
        let id = text.filter(|_| kind.eq_ignore_ascii_case("User")).and_then(id::parse);
        id.ok_or_else(|| {
            Refusal::bad(ScimType::InvalidValue, "members must be objects with the value of a user.")
        })
    };
    values.iter().map(person).collect()
}
