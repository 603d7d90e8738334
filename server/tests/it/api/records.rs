//! The types of records beside applications: who may list, read, make and change them, and what is shown.

mod asking;
mod changing;
mod creating;
mod login_attempts;
mod mail_settings;
mod permissions;
mod showing;
mod writers;

use super::support::Caller;
use crate::support::{ADMIN, PASSWORD, TestApp};
use domain::{NewUser, Sensitive};
use serde_json::{Value, json};

/// Every type.
pub const TYPES: [&str; 9] = [
    "users",
    "customerusers",
    "customers",
    "organizations",
    "roles",
    "loginattempts",
    "outboxmails",
    "emailtemplates",
    "notificationrules",
];

/// The id of the first record of a list.
pub async fn first(caller: &Caller<'_>, list: &str) -> String {
    let answer = caller.get(list).await;
    answer.data()[0]["id"].as_str().unwrap_or_else(|| panic!("{list}: {}", answer.document)).to_owned()
}

/// Adds somebody with this role to Acme.
pub async fn add(app: &TestApp, email: &str, role: &str) {
    let new = NewUser {
        email: email.into(),
        first_name: "Some".into(),
        last_name: "Body".into(),
        password: Some(Sensitive::new(PASSWORD)),
        roles: vec![role.into()],
        ..NewUser::default()
    };
    app.office.create_user(&app.actor(ADMIN).await, new).await.expect("a person");
}

/// The document of a new record.
pub fn new(kind: &str, attributes: &Value, relationships: &Value) -> Value {
    json!({ "data": { "type": kind, "attributes": attributes, "relationships": relationships } })
}

/// The document of a change.
pub fn change(kind: &str, id: &str, attributes: &Value, relationships: &Value) -> Value {
    let mut document = new(kind, attributes, relationships);
    document["data"]["id"] = json!(id);
    document
}

/// A to-one relationship.
pub fn to_one(kind: &str, id: impl std::fmt::Display) -> Value {
    json!({ "data": { "type": kind, "id": id.to_string() } })
}

/// A to-many relationship.
pub fn to_many(kind: &str, ids: &[String]) -> Value {
    json!({ "data": ids.iter().map(|id| json!({ "type": kind, "id": id })).collect::<Vec<_>>() })
}

/// The id of a role.
pub async fn role(caller: &Caller<'_>, name: &str) -> String {
    first(caller, &format!("/api/roles?filter[name][equals]={}", name.replace(' ', "%20"))).await
}
