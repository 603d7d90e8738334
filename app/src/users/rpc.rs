//! The server functions of people. Each only fetches who is asking and calls the office, which decides.

use crate::{AppError, records::ListFacts};
use leptos::{prelude::*, server_fn::codec::Json};
use model::{CustomerId, GridQuery, Page, PersonRef, Side, User, UserField, UserForm, UserId, UserOptions};

/// What the grid of a side's people knows besides its rows.
#[server(prefix = "/rpc", endpoint = "users/facts", input = Json)]
pub async fn user_facts(side: Side) -> Result<ListFacts, AppError> {
    let (office, actor) = crate::server::desk()?;
    let UserOptions { organizations, roles, .. } = office.user_filter_options(&actor, side).await?;
    Ok(ListFacts { may_create: actor.may_create_user(side), organizations, roles })
}

/// One page of the grid, of all customers or of one.
#[server(prefix = "/rpc", endpoint = "users/list", input = Json)]
pub async fn list_users(
    side: Side,
    customer: Option<CustomerId>,
    query: GridQuery<UserField>,
) -> Result<Page<User>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_users(&actor, side, &query, customer).await?)
}

/// One person.
#[server(prefix = "/rpc", endpoint = "users/find", input = Json)]
pub async fn find_user(id: UserId) -> Result<User, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_user(&actor, id).await?)
}

/// What the form of a new person offers.
#[server(prefix = "/rpc", endpoint = "users/options", input = Json)]
pub async fn user_form_options(side: Side, customer: Option<CustomerId>) -> Result<UserOptions, AppError> {
    let (office, actor) = crate::server::desk()?;
    if !actor.may_create_user(side) {
        return Err(AppError::Forbidden.answered());
    }
    Ok(office.user_form_options(&actor, side, customer).await?)
}

/// What the form of an existing person offers.
#[server(prefix = "/rpc", endpoint = "users/options-of", input = Json)]
pub async fn user_form_options_of(id: UserId) -> Result<UserOptions, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.user_form_options_of(&actor, id).await?)
}

/// Adds a person.
#[server(prefix = "/rpc", endpoint = "users/create", input = Json)]
pub async fn create_user(side: Side, form: UserForm) -> Result<User, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.create_person(&actor, side, &form).await?)
}

/// Changes a person.
#[server(prefix = "/rpc", endpoint = "users/change", input = Json)]
pub async fn change_user(id: UserId, form: UserForm) -> Result<User, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.change_user(&actor, id, &form).await?)
}

/// Lets a person in again.
#[server(prefix = "/rpc", endpoint = "users/enable", input = Json)]
pub async fn enable_user(id: UserId) -> Result<User, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.enable_user(&actor, id).await?)
}

/// Puts a person out.
#[server(prefix = "/rpc", endpoint = "users/disable", input = Json)]
pub async fn disable_user(id: UserId) -> Result<User, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.disable_user(&actor, id).await?)
}

/// Sends a person a new invitation.
#[server(prefix = "/rpc", endpoint = "users/invite", input = Json)]
pub async fn invite_user(id: UserId) -> Result<User, AppError> {
    let (office, actor) = crate::server::desk()?;
    office.invite_user(&actor, id).await?;
    Ok(office.find_user(&actor, id).await?)
}

/// Lets a person sign in again at once, after too many failures.
#[server(prefix = "/rpc", endpoint = "users/unlock", input = Json)]
pub async fn unlock_user(id: UserId) -> Result<User, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.unlock_user(&actor, id).await?)
}

/// People who can be somebody's manager and whose name or e-mail address has this text in it.
#[server(prefix = "/rpc", endpoint = "users/managers", input = Json)]
pub async fn find_managers(text: String) -> Result<Vec<PersonRef>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_managers(&actor, &text).await?)
}
