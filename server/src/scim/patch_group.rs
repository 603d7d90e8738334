//! `PATCH /scim/v2/Groups/{id}`: changes what the operations say and leaves the rest (RFC 7644 §3.5.2).
//!
//! The answer is empty unless `attributes` asks for some: a group can be large, and its members were not asked for.

use super::{
    body::Submitted,
    caller::Caller,
    error::Refusal,
    find_group::found,
    find_user::named,
    group_patch::{self, Known},
    group_resource::{member, show, tag, too_many},
    patch_operation::{self, Operation},
    projection::Projection,
    save_group::save,
    user_resource::base,
};
use crate::{AppState, api::versions::Expected};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use domain::{Actor, Office};
use http::{HeaderMap, StatusCode, header::ETAG};
use model::{PersonRef, Role};

/// Answers it.
pub(super) async fn patch_group(
    Caller(actor): Caller,
    Path(id): Path<String>,
    projection: Projection,
    State(state): State<AppState>,
    headers: HeaderMap,
    Submitted(body): Submitted,
) -> Result<Response, Refusal> {
    let (id, operations) = (named(&id)?, patch_operation::read(body)?);
    // Before the transaction, so that whoever may not does not make the others wait.
    found(&state.office, &actor, id).await?;
    let office = state.office.together().await?;
    let current = found(&office, &actor, id).await?;
    if !Expected::of(&headers).allows(current.revision) {
        return Err(Refusal::stale());
    }
    let known = if group_patch::depends_on_people(&operations) {
        known(&office, &actor, &current, &operations).await?
    } else {
        Known::default()
    };
    let wanted = group_patch::read(operations, &known)?;
    let role = save(&office, &actor, current, wanted).await?;
    office.commit().await?;
    if projection == Projection::Whole {
        return Ok((StatusCode::NO_CONTENT, [(ETAG, tag(&role))]).into_response());
    }
    Ok(show(&state, &actor, role, &projection).await?.into_response())
}

async fn known(
    office: &Office,
    actor: &Actor,
    current: &Role,
    operations: &[Operation],
) -> Result<Known, Refusal> {
    let members = office.members_of_roles(actor, &[current.id]).await?.ok_or_else(too_many)?;
    let members: Vec<PersonRef> = members.into_values().flatten().collect();
    let named = office.users_as_members(actor, &group_patch::named(operations)).await?;
    let base = base(office);
    Ok(Known {
        people: members.iter().chain(&named).map(|person| member(&base, person)).collect(),
        members: members.iter().map(|person| person.id).collect(),
    })
}
