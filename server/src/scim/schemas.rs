//! The attributes of a user (RFC 7643 §7): what is stored here, and nothing that would be thrown away.

use super::user_resource;
use serde_json::{Value, json};

/// All schemas.
pub(super) fn all(base: &str) -> Vec<Value> {
    let schema = user_resource::SCHEMA;
    vec![json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
        "id": schema,
        "name": "User",
        "description": "A user of the back office",
        "attributes": [
            unique(required(attribute("userName", "string", "The e-mail address, which they sign in with"))),
            required(complex("name", false, "readWrite", "Their name", vec![
                read_only(attribute("formatted", "string", "First and last name")),
                required(attribute("givenName", "string", "First name")),
                required(attribute("familyName", "string", "Last name")),
            ])),
            read_only(attribute("displayName", "string", "First and last name")),
            attribute("active", "boolean", "Whether they may come in; false ends their sessions and tokens"),
            complex("emails", true, "readWrite", "The e-mail address again; userName counts where both are sent", vec![
                attribute("value", "string", "The address"),
                attribute("type", "string", "Always work"),
                attribute("primary", "boolean", "Always true"),
            ]),
            complex("roles", true, "readWrite", "Their roles; without any, a new user gets the role User", vec![
                attribute("value", "string", "The role's id, or in a request its name"),
                read_only(attribute("display", "string", "The role's name")),
            ]),
        ],
        "meta": { "resourceType": "Schema", "location": format!("{base}/Schemas/{schema}") },
    })]
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

fn complex(name: &str, several: bool, mutability: &str, description: &str, parts: Vec<Value>) -> Value {
    let mut attribute = attribute(name, "complex", description);
    attribute["multiValued"] = json!(several);
    attribute["mutability"] = json!(mutability);
    attribute["subAttributes"] = Value::Array(parts);
    attribute
}

fn required(mut attribute: Value) -> Value {
    attribute["required"] = json!(true);
    attribute
}

fn unique(mut attribute: Value) -> Value {
    attribute["uniqueness"] = json!("server");
    attribute
}

fn read_only(mut attribute: Value) -> Value {
    attribute["mutability"] = json!("readOnly");
    attribute
}
