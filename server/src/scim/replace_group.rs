//! `PUT /scim/v2/Groups/{id}`: makes a group what the body says (RFC 7644 §3.5.1). What is not said of members and external id
//! stays.

use super::{
    answer::Answer, body::Submitted, caller::Caller, error::Refusal, find_group::found, find_user::named,
    group_form, group_resource::show, projection::Projection, save_group::save,
};
use crate::{AppState, api::versions::Expected};
use axum::extract::{Path, State};
use http::HeaderMap;

/// Answers it.
pub(super) async fn replace_group(
    Caller(actor): Caller,
    Path(id): Path<String>,
    projection: Projection,
    State(state): State<AppState>,
    headers: HeaderMap,
    Submitted(resource): Submitted,
) -> Result<Answer, Refusal> {
    let current = found(&state.office, &actor, named(&id)?).await?;
    if !Expected::of(&headers).allows(current.revision) {
        return Err(Refusal::stale());
    }
    let role = save(&state.office, &actor, current, group_form::read(resource)?).await?;
    show(&state, &actor, role, &projection).await
}
