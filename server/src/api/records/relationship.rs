//! What a record is related to, by type and id, with what is known of the other end without asking for it.

use super::super::{
    document,
    kind::{EMAIL_TEMPLATES, Kind, ORGANIZATIONS, ROLES, people},
    view::View,
};
use model::{OrganizationRef, PersonRef, RoleRef, Side, TemplateRef};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// A relationship of a record.
pub(super) struct Relationship {
    /// Its name.
    pub name: &'static str,
    many: bool,
    /// The other ends.
    pub to: Vec<Related>,
}

/// One other end.
pub(super) struct Related {
    kind: &'static Kind,
    /// Its id.
    pub id: Uuid,
    attributes: Value,
}

impl Relationship {
    /// To one, or to none.
    pub fn one(name: &'static str, to: Option<Related>) -> Self {
        Self { name, many: false, to: to.into_iter().collect() }
    }

    /// To any number.
    pub fn many(name: &'static str, to: impl IntoIterator<Item = Related>) -> Self {
        Self { name, many: true, to: to.into_iter().collect() }
    }

    /// The relationship object.
    pub fn object(&self) -> Value {
        let mut linkage = self.to.iter().map(Related::identifier);
        let data = if self.many { linkage.collect() } else { linkage.next().unwrap_or(Value::Null) };
        json!({ "data": data })
    }
}

impl Related {
    /// A record of which nothing but the id is known.
    pub const fn new(kind: &'static Kind, id: Uuid) -> Self {
        Self { kind, id, attributes: Value::Null }
    }

    /// A record with some of its attributes: an object.
    pub const fn with(kind: &'static Kind, id: Uuid, attributes: Value) -> Self {
        Self { kind, id, attributes }
    }

    /// Type and id.
    pub fn identifier(&self) -> Value {
        json!({ "type": self.kind.name, "id": self.id.to_string() })
    }

    /// Its resource object, as it comes along.
    pub fn object(self, view: &View) -> Value {
        let attributes =
            if let Value::Object(attributes) = self.attributes { attributes } else { Map::new() };
        document::resource(self.kind, &self.id.to_string(), attributes, Map::new(), view)
    }
}

impl From<OrganizationRef> for Related {
    fn from(one: OrganizationRef) -> Self {
        Self::with(&ORGANIZATIONS, one.id.0, json!({ "name": one.name, "global": one.global }))
    }
}

impl From<RoleRef> for Related {
    fn from(one: RoleRef) -> Self {
        Self::with(&ROLES, one.id.0, json!({ "name": one.name }))
    }
}

impl From<PersonRef> for Related {
    fn from(one: PersonRef) -> Self {
        let side = if one.customer.is_some() { Side::Customer } else { Side::BackOffice };
        Self::with(people(side), one.id.0, json!({ "name": one.name, "email": one.email }))
    }
}

impl From<TemplateRef> for Related {
    fn from(one: TemplateRef) -> Self {
        Self::with(&EMAIL_TEMPLATES, one.id.0, json!({ "name": one.name, "kind": one.kind.as_str() }))
    }
}
