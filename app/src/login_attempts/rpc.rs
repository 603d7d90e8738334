//! The server functions of attempts to sign in. Each only fetches who is asking and calls the office, which decides.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{GridQuery, LoginAttempt, LoginAttemptField, LoginAttemptId, Page, Side, UserId};

/// One page of the grid of a side.
#[server(prefix = "/rpc", endpoint = "login-attempts/list", input = Json)]
pub async fn list_login_attempts(
    side: Side,
    query: GridQuery<LoginAttemptField>,
) -> Result<Page<LoginAttempt>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_login_attempts_of_side(&actor, side, &query).await?)
}

/// One attempt.
#[server(prefix = "/rpc", endpoint = "login-attempts/find", input = Json)]
pub async fn find_login_attempt(id: LoginAttemptId) -> Result<LoginAttempt, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_login_attempt(&actor, id).await?)
}

/// The latest ones of a person.
#[server(prefix = "/rpc", endpoint = "login-attempts/latest", input = Json)]
pub async fn latest_login_attempts(person: UserId) -> Result<Vec<LoginAttempt>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.latest_login_attempts(&actor, person).await?)
}

/// One's own latest ones.
#[server(prefix = "/rpc", endpoint = "login-attempts/own", input = Json)]
pub async fn own_login_attempts() -> Result<Vec<LoginAttempt>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.latest_login_attempts(&actor, actor.viewer.id).await?)
}
