//! The resource object of a request, taken apart with a pointer for everything that is not as it should be.

use super::error::{Flaw, Refusal};
use http::StatusCode;
use serde_json::{Map, Value};

/// The longest member name that is repeated in an error.
const NAME_SHOWN: usize = 100;

/// What a request document says of a resource.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Resource {
    /// Its attributes, not yet looked at.
    pub attributes: Map<String, Value>,
    /// Its relationships, not yet looked at.
    pub relationships: Map<String, Value>,
}

impl Resource {
    /// Of a new resource: without an id.
    pub fn new(document: Value, kind: &str) -> Result<Self, Refusal> {
        let data = data(document, kind)?;
        if data.contains_key("id") {
            let detail = "Ids are given by the server.";
            return Err(Refusal::at(StatusCode::FORBIDDEN, "/data/id", "client_generated_id", detail));
        }
        Self::of(data)
    }

    /// Of the resource with this id.
    pub fn existing(document: Value, kind: &str, id: &str) -> Result<Self, Refusal> {
        let data = data(document, kind)?;
        match data.get("id") {
            Some(Value::String(given)) if given.eq_ignore_ascii_case(id) => Self::of(data),
            Some(Value::String(_)) => {
                let detail = "The id is not that of the URL.";
                Err(Refusal::at(StatusCode::CONFLICT, "/data/id", "id_mismatch", detail))
            }
            Some(_) => Err(malformed("/data/id", "The id must be a string.")),
            None => Err(malformed("/data", "The member id is missing.")),
        }
    }

    fn of(mut data: Map<String, Value>) -> Result<Self, Refusal> {
        let mut object = |name: &str| match data.remove(name) {
            None => Ok(Map::new()),
            Some(Value::Object(members)) => Ok(members),
            Some(_) => Err(malformed(&format!("/data/{name}"), "This must be an object.")),
        };
        Ok(Self { attributes: object("attributes")?, relationships: object("relationships")? })
    }
}

fn data(document: Value, kind: &str) -> Result<Map<String, Value>, Refusal> {
    let Value::Object(mut document) = document else {
        return Err(malformed("", "The document must be an object."));
    };
    let data = document.remove("data").ok_or_else(|| malformed("", "The member data is missing."))?;
    let Value::Object(data) = data else {
        return Err(malformed("/data", "This must be a resource object."));
    };
    match data.get("type") {
        Some(Value::String(given)) if given == kind => Ok(data),
        Some(Value::String(_)) => {
            let detail = format!("The type of the resources here is {kind}.");
            Err(Refusal::at(StatusCode::CONFLICT, "/data/type", "type_mismatch", detail))
        }
        Some(_) => Err(malformed("/data/type", "The type must be a string.")),
        None => Err(malformed("/data", "The member type is missing.")),
    }
}

/// The refusal of a document that is not JSON:API.
pub(super) fn malformed(pointer: &str, detail: &str) -> Refusal {
    Refusal::at(StatusCode::BAD_REQUEST, pointer, "malformed_document", detail)
}

/// The pointer to a member whose name came from outside (RFC 6901 §3), cut if it is absurdly long.
pub(super) fn pointer(parent: &str, member: &str) -> String {
    let member: String = member.chars().take(NAME_SHOWN).collect();
    format!("{parent}/{}", member.replace('~', "~0").replace('/', "~1"))
}

/// The flaw of a value of the wrong JSON type.
pub(super) fn wrong_type(pointer: impl Into<String>, expected: &str) -> Flaw {
    Flaw::at(pointer, "wrong_type", format!("This must be {expected}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    #[test]
    fn a_well_formed_resource_is_taken_apart() {
        let document =
            json!({ "data": { "type": "cats", "id": ID, "attributes": { "name": "Tom" } }, "meta": {} });
        let resource = Resource::existing(document, "cats", ID).unwrap();
        assert_eq!(resource.attributes["name"], "Tom");
        assert!(resource.relationships.is_empty());
    }

    #[test]
    fn what_is_not_a_resource_object_is_refused_at_its_place() {
        let refused = |document: Value| {
            let refusal = Resource::existing(document, "cats", ID).unwrap_err();
            let flaw = &refusal.document(None)["errors"][0];
            (refusal.status.as_u16(), flaw["source"]["pointer"].as_str().unwrap().to_owned())
        };
        for (document, status, pointer) in [
            (json!(null), 400, ""),
            (json!([]), 400, ""),
            (json!({}), 400, ""),
            (json!({ "data": null }), 400, "/data"),
            (json!({ "data": [] }), 400, "/data"),
            (json!({ "data": {} }), 400, "/data"),
            (json!({ "data": { "type": 1 } }), 400, "/data/type"),
            (json!({ "data": { "type": "dogs", "id": ID } }), 409, "/data/type"),
            (json!({ "data": { "type": "cats" } }), 400, "/data"),
            (json!({ "data": { "type": "cats", "id": 7 } }), 400, "/data/id"),
            (json!({ "data": { "type": "cats", "id": "7" } }), 409, "/data/id"),
            (json!({ "data": { "type": "cats", "id": ID, "attributes": [] } }), 400, "/data/attributes"),
            (json!({ "data": { "type": "cats", "id": ID, "relationships": 1 } }), 400, "/data/relationships"),
        ] {
            assert_eq!(refused(document), (status, pointer.to_owned()), "{pointer}");
        }
        let own_id = json!({ "data": { "type": "cats", "id": ID } });
        assert_eq!(Resource::new(own_id, "cats").unwrap_err().status.as_u16(), 403);
    }

    #[test]
    fn member_names_from_outside_are_escaped_and_cut() {
        assert_eq!(pointer("/data/attributes", "a/b~c"), "/data/attributes/a~1b~0c");
        assert_eq!(pointer("", &"é".repeat(5_000)).chars().count(), 101);
    }
}
