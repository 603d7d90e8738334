//! `DELETE /scim/v2/Groups/{id}`: deletes a role that nobody has (RFC 7644 §3.6); 409 if somebody does.

use super::{caller::Caller, error::Refusal, find_group::found, find_user::named};
use crate::{AppState, api::versions::Expected};
use axum::extract::{Path, State};
use http::{HeaderMap, StatusCode};

/// Answers it.
pub(super) async fn delete_group(
    Caller(actor): Caller,
    Path(id): Path<String>,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    let id = named(&id)?;
    // Before the transaction, so that whoever may not does not make the others wait.
    found(&state.office, &actor, id).await?;
    let office = state.office.together().await?;
    let role = found(&office, &actor, id).await?;
    if !Expected::of(&headers).allows(role.revision) {
        return Err(Refusal::stale());
    }
    office.delete_role(&actor, id).await?;
    office.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
