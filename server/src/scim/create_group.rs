//! `POST /scim/v2/Groups`: adds a role (RFC 7644 §3.3).
//!
//! It allows nothing until an administrator says in *Roles* what it allows: an identity provider says who belongs together, not
//! what that means here.

use super::{
    answer::Answer,
    body::Submitted,
    caller::Caller,
    error::Refusal,
    group_form,
    group_resource::{location, show},
    projection::Projection,
    save_group::save,
    user_resource::base,
};
use crate::AppState;
use axum::extract::State;
use model::{RoleForm, Side};

/// Answers it.
pub(super) async fn create_group(
    Caller(actor): Caller,
    projection: Projection,
    State(state): State<AppState>,
    Submitted(resource): Submitted,
) -> Result<Answer, Refusal> {
    let wanted = group_form::read(resource)?;
    let name = wanted.name.clone().unwrap_or_default();
    let form = RoleForm { name, ..RoleForm::new(Side::BackOffice) };
    let office = state.office.together().await?;
    let role = office.create_role(&actor, &form).await?;
    // As it was sent, the name is the role's already.
    let wanted = group_form::Wanted { name: None, ..wanted };
    let role = save(&office, &actor, role, wanted).await?;
    office.commit().await?;
    let location = location(&base(&state.office), role.id);
    Ok(show(&state, &actor, role, &projection).await?.created(location))
}
