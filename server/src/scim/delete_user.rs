//! `DELETE /scim/v2/Users/{id}`: removes a user (RFC 7644 §3.6), which ends their sessions and their applications' tokens.
//!
//! From then on they are not found here. In the back office they stay, disabled and without roles: what they did must stay
//! told. The same `userName` brings them back, with the same id (`create_user`).

use super::{
    caller::Caller,
    error::Refusal,
    find_user::{found, named},
};
use crate::{AppState, api::versions::Expected};
use axum::extract::{Path, State};
use http::{HeaderMap, StatusCode};
use model::UserId;

/// Answers it.
pub(super) async fn delete_user(
    Caller(actor): Caller,
    Path(id): Path<String>,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    let id: UserId = named(&id)?;
    // Before the transaction, so that whoever may not does not make the others wait.
    found(&state.office, &actor, id).await?;
    let office = state.office.together().await?;
    let user = found(&office, &actor, id).await?;
    if !Expected::of(&headers).allows(user.version) {
        return Err(Refusal::stale());
    }
    office.remove_user(&actor, id).await?;
    office.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
