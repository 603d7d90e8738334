//! The server functions of roles. Each only fetches who is asking and calls the office, which decides.

#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "server functions are async"))]

use crate::{AppError, records::ListFacts};
use leptos::{prelude::*, server_fn::codec::Json};
use model::{GridQuery, Page, Role, RoleField, RoleForm, RoleId, RoleOptions, Side};

/// What the grid knows besides its rows.
#[server(prefix = "/rpc", endpoint = "roles/facts", input = Json)]
pub async fn role_facts() -> Result<ListFacts, AppError> {
    let (_, actor) = crate::server::desk()?;
    Ok(ListFacts { may_create: actor.may_create_role(), ..ListFacts::default() })
}

/// One page of the grid.
#[server(prefix = "/rpc", endpoint = "roles/list", input = Json)]
pub async fn list_roles(query: GridQuery<RoleField>) -> Result<Page<Role>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_roles(&actor, &query).await?)
}

/// One role.
#[server(prefix = "/rpc", endpoint = "roles/find", input = Json)]
pub async fn find_role(id: RoleId) -> Result<Role, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_role(&actor, id).await?)
}

/// What the form offers, of this role or of a new one.
#[server(prefix = "/rpc", endpoint = "roles/options", input = Json)]
pub async fn role_form_options(of: Option<RoleId>, side: Side) -> Result<RoleOptions, AppError> {
    let (office, actor) = crate::server::desk()?;
    let permitted = match of {
        None => actor.may_create_role(),
        Some(id) => office.find_role(&actor, id).await?.may.edit,
    };
    if permitted { Ok(office.role_form_options(&actor, side)) } else { Err(AppError::Forbidden.answered()) }
}

/// Adds a role.
#[server(prefix = "/rpc", endpoint = "roles/create", input = Json)]
pub async fn create_role(form: RoleForm) -> Result<Role, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.create_role(&actor, &form).await?)
}

/// Changes a role.
#[server(prefix = "/rpc", endpoint = "roles/change", input = Json)]
pub async fn change_role(id: RoleId, form: RoleForm) -> Result<Role, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.change_role(&actor, id, &form).await?)
}

/// Deletes a role that nobody has; the answer is what it was.
#[server(prefix = "/rpc", endpoint = "roles/delete", input = Json)]
pub async fn delete_role(id: RoleId) -> Result<Role, AppError> {
    let (office, actor) = crate::server::desk()?;
    let role = office.find_role(&actor, id).await?;
    office.delete_role(&actor, id).await?;
    Ok(role)
}
