//! The types of records beside applications: who may list and read them, and what is shown.

mod asking;
mod permissions;
mod showing;

use super::support::Caller;
use crate::support::{ADMIN, PASSWORD, TestApp};
use domain::{NewUser, Sensitive};

/// Every type.
pub const TYPES: [&str; 8] = [
    "users",
    "customerusers",
    "customers",
    "organizations",
    "roles",
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
