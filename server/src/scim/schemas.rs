//! The attributes of users and groups (RFC 7643 §7): what is stored here, and nothing that would be thrown away.

use super::{group_resource, matching::is_exact, user_resource};
use serde_json::{Value, json};

/// All schemas.
pub(super) fn all(base: &str) -> Vec<Value> {
    vec![
        schema(base, user_resource::SCHEMA, "User", "A user of the back office", &user()),
        schema(base, group_resource::SCHEMA, "Group", "A role of the back office", &group()),
    ]
}

fn schema(base: &str, id: &str, name: &str, description: &str, attributes: &[Value]) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
        "id": id,
        "name": name,
        "description": description,
        "attributes": attributes,
        "meta": { "resourceType": "Schema", "location": format!("{base}/Schemas/{id}") },
    })
}

fn user() -> Vec<Value> {
    vec![
        unique(required(attribute("userName", "string", "The e-mail address, which they sign in with"))),
        required(complex(
            "name",
            "Their name",
            vec![
                read_only(attribute("formatted", "string", "First and last name")),
                required(attribute("givenName", "string", "First name")),
                required(attribute("familyName", "string", "Last name")),
            ],
        )),
        read_only(attribute("displayName", "string", "First and last name")),
        attribute("active", "boolean", "Whether they may come in; false ends their sessions and tokens"),
        several(complex(
            "emails",
            "The e-mail address again; userName counts where both are sent",
            vec![
                attribute("value", "string", "The address"),
                attribute("type", "string", "Always work"),
                attribute("primary", "boolean", "Always true"),
            ],
        )),
        several(complex(
            "roles",
            "Their roles; without any, a new user gets the role User, where there is one of that name",
            vec![
                attribute("value", "string", "The role's id, or in a request its name"),
                read_only(attribute("display", "string", "The role's name")),
            ],
        )),
        read_only(several(complex(
            "groups",
            "The same roles as groups, where they are changed",
            people("Group"),
        ))),
    ]
}

fn group() -> Vec<Value> {
    vec![
        unique(required(attribute("displayName", "string", "The role's name"))),
        several(complex("members", "Who has the role, as far as the caller may see them", people("User"))),
    ]
}

/// The parts of those who belong together; only the value is ever sent.
fn people(kind: &str) -> Vec<Value> {
    let mut reference = read_only(attribute("$ref", "reference", "Where it is"));
    reference["referenceTypes"] = json!([kind]);
    reference["caseExact"] = json!(is_exact("members.$ref"));
    let value = immutable(attribute("value", "string", "The id"));
    let kind = if kind == "User" { "Always User" } else { "Always direct" };
    vec![
        value,
        reference,
        read_only(attribute("display", "string", "The name")),
        immutable(attribute("type", "string", kind)),
    ]
}

fn attribute(name: &str, kind: &str, description: &str) -> Value {
    json!({
        "name": name,
        "type": kind,
        "multiValued": false,
        "description": description,
        "required": false,
        "caseExact": false,
        "mutability": "readWrite",
        "returned": "default",
        "uniqueness": "none",
    })
}

fn complex(name: &str, description: &str, parts: Vec<Value>) -> Value {
    let mut attribute = attribute(name, "complex", description);
    attribute["subAttributes"] = Value::Array(parts);
    attribute
}

fn several(attribute: Value) -> Value {
    with(attribute, "multiValued", true)
}

fn required(attribute: Value) -> Value {
    with(attribute, "required", true)
}

fn unique(attribute: Value) -> Value {
    with(attribute, "uniqueness", "server")
}

fn read_only(attribute: Value) -> Value {
    with(attribute, "mutability", "readOnly")
}

fn immutable(attribute: Value) -> Value {
    with(attribute, "mutability", "immutable")
}

fn with(mut attribute: Value, name: &str, value: impl Into<Value>) -> Value {
    attribute[name] = value.into();
    attribute
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Filters and documents speak of capitals in the same way.
    #[test]
    fn case_exact_is_what_filters_do() {
        let check = |key: &str, attribute: &Value| {
            assert_eq!(attribute["caseExact"], is_exact(&key.to_ascii_lowercase()), "{key}");
        };
        for schema in all("https://keys.example/scim/v2") {
            for attribute in schema["attributes"].as_array().unwrap() {
                let name = attribute["name"].as_str().unwrap();
                check(name, attribute);
                for part in attribute["subAttributes"].as_array().into_iter().flatten() {
                    check(&format!("{name}.{}", part["name"].as_str().unwrap()), part);
                }
            }
        }
    }
}
