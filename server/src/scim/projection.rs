//! `attributes` and `excludedAttributes`: how much of a resource is shown (RFC 7644 §3.9).

use super::{
    error::{Refusal, ScimType},
    filter::Attribute,
};
use crate::api::parameters::Parameters;
use axum::extract::FromRequestParts;
use http::request::Parts;
use serde_json::{Map, Value};

/// What is always shown (`returned: always`).
const ALWAYS: [&str; 2] = ["schemas", "id"];

/// How much of a resource is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Projection {
    /// All of it.
    #[default]
    Whole,
    /// These attributes, in small letters.
    Only(Vec<String>),
    /// All but these.
    Without(Vec<String>),
}

impl Projection {
    /// Reads it from the query string; both at once exclude each other.
    pub fn read(parameters: &Parameters) -> Result<Self, Refusal> {
        let mut projection = Self::Whole;
        for (name, value) in parameters.iter() {
            let read = match name.to_ascii_lowercase().as_str() {
                "attributes" => Self::Only(names(name, value)?),
                "excludedattributes" => Self::Without(names(name, value)?),
                _ => continue,
            };
            if projection != Self::Whole {
                let detail = "attributes and excludedAttributes exclude each other.";
                return Err(Refusal::bad(ScimType::InvalidValue, detail));
            }
            projection = read;
        }
        Ok(projection)
    }

    /// That much of a resource.
    pub fn of(&self, resource: Value) -> Value {
        let Value::Object(members) = resource else { return resource };
        Value::Object(self.kept("", members))
    }

    /// Whether anything is shown of an attribute, whose name is in small letters.
    pub fn shows(&self, attribute: &str) -> bool {
        let within = format!("{attribute}.");
        match self {
            Self::Whole => true,
            Self::Only(names) => names.iter().any(|name| name == attribute || name.starts_with(&within)),
            Self::Without(names) => !names.iter().any(|name| name == attribute),
        }
    }

    fn kept(&self, parent: &str, members: Map<String, Value>) -> Map<String, Value> {
        let mut kept = Map::new();
        for (name, value) in members {
            let key = format!("{parent}{}", name.to_ascii_lowercase());
            let always = parent.is_empty() && ALWAYS.contains(&key.as_str());
            let value = match self {
                _ if always => Some(value),
                Self::Without(names) if names.contains(&key) => None,
                Self::Only(names) if names.contains(&key) => Some(value),
                Self::Without(_) | Self::Only(_) if parent.is_empty() => self.parts(&key, value),
                Self::Only(_) => None,
                Self::Whole | Self::Without(_) => Some(value),
            };
            kept.extend(value.map(|value| (name, value)));
        }
        kept
    }

    /// What is shown of an attribute that was not named itself.
    fn parts(&self, key: &str, value: Value) -> Option<Value> {
        let only = matches!(self, Self::Only(_));
        let within = format!("{key}.");
        match value {
            Value::Object(members) => {
                let kept = self.kept(&within, members);
                (!kept.is_empty()).then_some(Value::Object(kept))
            }
            Value::Array(values) => {
                let values: Vec<Value> =
                    values.into_iter().filter_map(|value| self.parts(key, value)).collect();
                (!only || !values.is_empty()).then_some(Value::Array(values))
            }
            other => (!only).then_some(other),
        }
    }
}

fn names(parameter: &str, value: &str) -> Result<Vec<String>, Refusal> {
    let read = |name: &str| {
        let attribute = Attribute::read(name.trim()).ok_or_else(|| {
            Refusal::bad(ScimType::InvalidValue, format!("{parameter} must be names of attributes."))
        })?;
        Ok(attribute.key())
    };
    value.split(',').map(read).collect()
}

impl<S: Send + Sync> FromRequestParts<S> for Projection {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        Self::read(&Parameters::parse(parts.uri.query().unwrap_or_default())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(query: &str) -> Value {
        let resource = json!({
            "id": "1", "schemas": [], "active": true, "name": { "givenName": "A", "familyName": "B" },
            "emails": [{ "value": "a", "type": "work" }],
        });
        Projection::read(&Parameters::parse(query).unwrap()).unwrap().of(resource)
    }

    #[test]
    fn what_was_asked_is_shown_with_what_is_always_shown() {
        assert_eq!(
            shown("attributes=NAME.givenName,emails.value"),
            json!({ "id": "1", "schemas": [], "name": { "givenName": "A" }, "emails": [{ "value": "a" }] })
        );
        assert_eq!(
            shown("excludedAttributes=id,emails,name.familyName"),
            json!({ "id": "1", "schemas": [], "active": true, "name": { "givenName": "A" } })
        );
        let full = "attributes=urn:ietf:params:scim:schemas:core:2.0:User:active";
        assert_eq!(shown(full), json!({ "id": "1", "schemas": [], "active": true }));
    }

    #[test]
    fn it_is_known_before_whether_anything_is_shown() {
        let shows =
            |query: &str| Projection::read(&Parameters::parse(query).unwrap()).unwrap().shows("members");
        assert!(
            shows("") && shows("attributes=MEMBERS.value") && shows("excludedAttributes=members.display")
        );
        assert!(!shows("attributes=displayName") && !shows("excludedAttributes=id,members"));
    }

    #[test]
    fn nonsense_is_refused() {
        for query in ["attributes=", "attributes=a%20b", "attributes=a&excludedAttributes=b"] {
            assert!(Projection::read(&Parameters::parse(query).unwrap()).is_err(), "{query}");
        }
    }
}
