//! One operation, as the request that would do it alone.

use super::{
    super::{error::Refusal, id, media_type::JSON_API, resource::malformed},
    local_ids::{Local, LocalIds, local_of},
};
use axum::{body::Body, extract::Request};
use http::{Method, StatusCode, header::CONTENT_TYPE};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// A request, and the name that is given to what it makes.
#[derive(Debug)]
pub(super) struct Operation {
    /// The request.
    pub request: Request,
    /// The local id of what it makes, if it has one.
    pub introduces: Option<Local>,
}

/// What a request is about.
enum Target {
    /// A resource, or all of a type, by its address.
    Href(String),
    /// A resource, by type and id.
    Ref(Value),
    /// Neither is said.
    Unsaid,
}

impl Operation {
    /// Reads it. Where something is wrong is said from the operation on.
    pub fn read(operation: Value, base: &str, known: &LocalIds) -> Result<Self, Refusal> {
        let Value::Object(mut members) = operation else {
            return Err(malformed("", "An operation must be an object."));
        };
        let target = target(&mut members, known)?;
        let op = members.remove("op");
        match op.as_ref().and_then(Value::as_str) {
            Some("add") => add(members, target, base, known),
            Some("update") => update(members, target, base, known),
            Some("remove") => {
                let path = match target {
                    Target::Href(href) => within(&href, base)?,
                    Target::Ref(identifier) => path_of(&identifier, "/ref")?,
                    Target::Unsaid => return Err(malformed("", "Say with ref or href what to remove.")),
                };
                Self::new(Method::DELETE, base, &path, Body::empty(), None)
            }
            _ => Err(malformed("/op", "This must be add, update or remove.")),
        }
    }

    fn new(
        method: Method,
        base: &str,
        path: &str,
        body: Body,
        introduces: Option<Local>,
    ) -> Result<Self, Refusal> {
        // Routes are looked for from the host on.
        let root = base.rfind('/').map_or("", |slash| &base[slash..]);
        let request = Request::builder().method(method).uri(format!("{root}{path}"));
        let request = request.header(CONTENT_TYPE, JSON_API).body(body);
        let request = request.map_err(|_| Refusal::not_found())?;
        Ok(Self { request, introduces })
    }
}

fn target(members: &mut Map<String, Value>, known: &LocalIds) -> Result<Target, Refusal> {
    match (members.remove("ref"), members.remove("href")) {
        (Some(_), Some(_)) => Err(malformed("/href", "Either ref or href, not both.")),
        (None, None) => Ok(Target::Unsaid),
        (None, Some(Value::String(href))) => Ok(Target::Href(href)),
        (None, Some(_)) => Err(malformed("/href", "This must be a string.")),
        (Some(mut identifier), None) => {
            if identifier.get("relationship").is_some() {
                let detail = "Relationships are changed with the resource that has them.";
                let place = "/ref/relationship";
                return Err(Refusal::at(StatusCode::FORBIDDEN, place, "unsupported_operation", detail));
            }
            known.resolve(&mut identifier, "/ref")?;
            Ok(Target::Ref(identifier))
        }
    }
}

fn add(
    members: Map<String, Value>,
    target: Target,
    base: &str,
    known: &LocalIds,
) -> Result<Operation, Refusal> {
    let mut data = data(members)?;
    let introduces = local_of(&data);
    if introduces.as_ref().is_some_and(|local| known.knows(local)) {
        let detail = "There is another resource of this type with this local id.";
        return Err(Refusal::at(StatusCode::CONFLICT, "/data/lid", "duplicate_lid", detail));
    }
    if let Some(members) = data.as_object_mut() {
        members.remove("lid");
    }
    known.resolve_resource(&mut data, "/data")?;
    let path = match target {
        Target::Href(href) => within(&href, base)?,
        Target::Unsaid => format!("/{}", type_of(&data, "/data")?),
        Target::Ref(_) => return Err(malformed("/ref", "What is added is nowhere yet.")),
    };
    Operation::new(Method::POST, base, &path, document(&data), introduces)
}

fn update(
    members: Map<String, Value>,
    target: Target,
    base: &str,
    known: &LocalIds,
) -> Result<Operation, Refusal> {
    let mut data = data(members)?;
    known.resolve_resource(&mut data, "/data")?;
    let path = match target {
        Target::Href(href) => within(&href, base)?,
        Target::Ref(identifier) => path_of(&identifier, "/ref")?,
        Target::Unsaid => path_of(&data, "/data")?,
    };
    Operation::new(Method::PATCH, base, &path, document(&data), None)
}

fn document(data: &Value) -> Body {
    Body::from(json!({ "data": data }).to_string())
}

fn data(mut members: Map<String, Value>) -> Result<Value, Refusal> {
    match members.remove("data") {
        Some(data @ Value::Object(_)) => Ok(data),
        Some(_) => Err(malformed("/data", "This must be a resource object.")),
        None => Err(malformed("", "The member data is missing.")),
    }
}

/// The path of a resource, from the API on.
fn path_of(identifier: &Value, place: &str) -> Result<String, Refusal> {
    let kind = type_of(identifier, place)?;
    let Some(text) = identifier.get("id").and_then(Value::as_str) else {
        return Err(malformed(place, "The member id is missing, or no string."));
    };
    match id::parse::<Uuid>(text) {
        Some(id) => Ok(format!("/{kind}/{id}")),
        None => Err(Refusal::not_found().below(&format!("{place}/id"))),
    }
}

fn type_of<'a>(identifier: &'a Value, place: &str) -> Result<&'a str, Refusal> {
    let Some(kind) = identifier.get("type").and_then(Value::as_str) else {
        return Err(malformed(place, "The member type is missing, or no string."));
    };
    if kind.is_empty() || !kind.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(Refusal::not_found().below(&format!("{place}/type")));
    }
    Ok(kind)
}

/// The path of an address, from the API on. What lies elsewhere is not found.
fn within(href: &str, base: &str) -> Result<String, Refusal> {
    let root = base.rfind('/').map_or("", |slash| &base[slash..]);
    let path = href.strip_prefix(base).or_else(|| href.strip_prefix(root));
    let path = path.filter(|path| path.starts_with('/') && !path.contains(['?', '#']));
    path.map(str::to_owned).ok_or_else(|| Refusal::not_found().below("/href"))
}
