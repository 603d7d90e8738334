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
    let (id, wanted) = (named(&id)?, group_form::read(resource)?);
    // Before the transaction, so that whoever may not does not make the others wait.
    found(&state.office, &actor, id).await?;
    let office = state.office.together().await?;
    let current = found(&office, &actor, id).await?;
    if !Expected::of(&headers).allows(current.revision) {
        return Err(Refusal::stale());
    }
    let role = save(&office, &actor, current, wanted).await?;
    office.commit().await?;
    show(&state, &actor, role, &projection).await
}
