//! A person as this API shows them: no more than their page does.

use super::API;
use domain::Actor;
use model::{Action, Level, Side, Subject, User, UserId};
use serde_json::{Value, json};

/// Them, for this actor.
pub(super) fn person(user: &User, actor: &Actor, public_url: &str) -> Value {
    let page = match user.side {
        // Who sees no users has no other page of their own.
        Side::BackOffice if actor.level(Subject::Users, Action::View) == Level::None => "/my-user".to_owned(),
        Side::BackOffice => format!("/users/{}", user.id),
        Side::Customer => format!("/customer-users/{}", user.id),
    };
    json!({
        "id": user.id,
        "side": user.side.as_str(),
        "name": user.name(),
        "email": user.email,
        "active": user.active,
        "customer": user.customer.as_ref().map(|one| json!({ "id": one.id, "name": one.name })),
        "organizations":
            user.organizations.iter().map(|one| json!({ "id": one.id, "name": one.name })).collect::<Vec<_>>(),
        "roles": user.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>(),
        "page": format!("{public_url}{page}"),
        "messages": messages_url(user.id, public_url),
    })
}

/// Where somebody's messages are.
pub(super) fn messages_url(id: UserId, public_url: &str) -> String {
    format!("{public_url}{}/people/{id}/messages", API.path())
}
