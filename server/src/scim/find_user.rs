//! `GET /scim/v2/Users/{id}` and `GET /scim/v2/Me`: one user (RFC 7644 §3.4.1, §3.11).

use super::{answer::Answer, caller::Caller, error::Refusal, projection::Projection, user_resource::show};
use crate::{AppState, api::id};
use axum::extract::{Path, State};
use domain::{Actor, Office};
use model::{Side, User, UserId};

/// The record that a path names. What is no id at all is no record either.
pub(super) fn named<T: From<uuid::Uuid>>(id: &str) -> Result<T, Refusal> {
    id::parse(id).ok_or_else(Refusal::not_found)
}

/// Answers it.
pub(super) async fn find_user(
    Caller(actor): Caller,
    Path(id): Path<String>,
    projection: Projection,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let user = found(&state.office, &actor, named(&id)?).await?;
    Ok(show(&state, &actor, user, &projection).await?)
}

/// Answers who the token acts as.
pub(super) async fn me(
    Caller(actor): Caller,
    projection: Projection,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let user = found(&state.office, &actor, actor.viewer.id).await?;
    Ok(show(&state, &actor, user, &projection).await?)
}

/// A user of the back office whom nobody removed. Customer users are not to be found here.
pub(super) async fn found(office: &Office, actor: &Actor, id: UserId) -> Result<User, Refusal> {
    let user = office.find_user(actor, id).await?;
    let there = user.side == Side::BackOffice && user.removed_at.is_none();
    if there { Ok(user) } else { Err(Refusal::not_found()) }
}
