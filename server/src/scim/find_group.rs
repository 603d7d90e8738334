//! `GET /scim/v2/Groups/{id}`: one group (RFC 7644 §3.4.1).

use super::{
    answer::Answer, caller::Caller, error::Refusal, find_user::named, group_resource::show,
    projection::Projection,
};
use crate::AppState;
use axum::extract::{Path, State};
use domain::{Actor, Office};
use model::{Role, RoleId, Side};

/// Answers it.
pub(super) async fn find_group(
    Caller(actor): Caller,
    Path(id): Path<String>,
    projection: Projection,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let role = found(&state.office, &actor, named(&id)?).await?;
    show(&state, &actor, role, &projection).await
}

/// A role of the back office. Those of customer users are not to be found here.
pub(super) async fn found(office: &Office, actor: &Actor, id: RoleId) -> Result<Role, Refusal> {
    let role = office.find_role(actor, id).await?;
    if role.side == Side::BackOffice { Ok(role) } else { Err(Refusal::not_found()) }
}
