//! `GET /scim/v2/Users/{id}` and `GET /scim/v2/Me`: one user (RFC 7644 §3.4.1, §3.11).

use super::{answer::Answer, caller::Caller, error::Refusal, projection::Projection, user_resource::show};
use crate::{AppState, api::id};
use axum::extract::{Path, State};
use domain::Actor;
use model::{Side, User, UserId};

/// The user that a path names. What is no id at all is no user either.
pub(super) fn named(id: &str) -> Result<UserId, Refusal> {
    id::parse(id).ok_or_else(Refusal::not_found)
}

/// Answers it.
pub(super) async fn find_user(
    Caller(actor): Caller,
    Path(id): Path<String>,
    projection: Projection,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let user = found(&state, &actor, named(&id)?).await?;
    Ok(show(&state, &user, &projection))
}

/// Answers who the token acts as.
pub(super) async fn me(
    Caller(actor): Caller,
    projection: Projection,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let user = found(&state, &actor, actor.viewer.id).await?;
    Ok(show(&state, &user, &projection))
}

/// A user of the back office; customer users are not to be found here.
async fn found(state: &AppState, actor: &Actor, id: UserId) -> Result<User, Refusal> {
    let user = state.office.find_user(actor, id).await?;
    if user.side == Side::BackOffice { Ok(user) } else { Err(Refusal::not_found()) }
}
