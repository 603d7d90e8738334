//! A submitted resource becomes what the form of a person has, so that the same rules judge both.

use super::{
    error::{Refusal, ScimType},
    matching::member,
};
use model::{RoleRef, User, UserForm};
use serde_json::{Map, Value};

/// What a request asks of a user.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Address, names and roles. What is not said of roles stays.
    pub form: UserForm,
    /// Whether they may come in, if it is said.
    pub active: Option<bool>,
    /// What the organization calls them, if it is said; empty is nothing.
    pub external_id: Option<String>,
}

/// Reads it. `choosable` are the roles that may be called by their names.
pub(super) fn read(
    resource: Map<String, Value>,
    current: Option<&User>,
    choosable: &[RoleRef],
) -> Result<Wanted, Refusal> {
    let resource = Value::Object(resource);
    let mut form = current.map(UserForm::of).unwrap_or_default();
    form.email = email(&resource, current)?;
    let name = member(&resource, "name").unwrap_or(&Value::Null);
    form.first_name = text(name, "givenName", "name.givenName")?;
    form.last_name = text(name, "familyName", "name.familyName")?;
    if let Some(roles) = roles(&resource, choosable)? {
        form.roles = roles;
    }
    Ok(Wanted { form, active: active(&resource)?, external_id: external_id(&resource)? })
}

/// What `externalId` says, if it is there; empty is nothing.
pub(super) fn external_id(resource: &Value) -> Result<Option<String>, Refusal> {
    if member(resource, "externalId").is_none() {
        return Ok(None);
    }
    text(resource, "externalId", "externalId").map(Some)
}

/// `userName` and `emails` are one and the same here. Where only one of them is new, it is the one that is meant.
fn email(resource: &Value, current: Option<&User>) -> Result<String, Refusal> {
    let said = text(resource, "userName", "userName")?;
    let Some(current) = current else { return Ok(said) };
    if !said.eq_ignore_ascii_case(&current.email) {
        return Ok(said);
    }
    let emails = member(resource, "emails").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let new: Vec<&str> = emails
        .iter()
        .filter(|email| {
            // Private ones are not stored.
            member(email, "type").and_then(Value::as_str).is_none_or(|kind| kind.eq_ignore_ascii_case("work"))
        })
        .filter_map(|email| member(email, "value")?.as_str())
        .collect();
    let keeps = new.is_empty() || new.iter().any(|email| email.eq_ignore_ascii_case(&current.email));
    Ok(if keeps { said } else { new[0].to_owned() })
}

fn active(resource: &Value) -> Result<Option<bool>, Refusal> {
    match member(resource, "active") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(active)) => Ok(Some(*active)),
        // Entra ID sends "False".
        Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
        Some(_) => Err(Refusal::bad(ScimType::InvalidValue, "active must be true or false.")),
    }
}

/// Ids as they are, names as the ids of the roles that have them.
fn roles(resource: &Value, choosable: &[RoleRef]) -> Result<Option<Vec<String>>, Refusal> {
    let values = match member(resource, "roles") {
        None => return Ok(None),
        Some(Value::Null) => &[],
        Some(Value::Array(values)) => values.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    let role = |value: &Value| {
        let text = value.as_str().or_else(|| member(value, "value")?.as_str());
        let text = text.ok_or_else(|| {
            Refusal::bad(ScimType::InvalidValue, "roles must be objects with the value of a role.")
        })?;
        let named = choosable.iter().find(|role| model::fold(&role.name) == model::fold(text));
        Ok(named.map_or_else(|| text.to_owned(), |role| role.id.to_string()))
    };
    values.iter().map(role).collect::<Result<Vec<_>, _>>().map(Some)
}

/// A text; empty where it is missing, which the rules of the form refuse.
pub(super) fn text(of: &Value, name: &str, path: &str) -> Result<String, Refusal> {
    match member(of, name) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(Refusal::bad(ScimType::InvalidValue, format!("{path} must be a text."))),
    }
}
