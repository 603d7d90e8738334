//! `PATCH /scim/v2/Users/{id}`: changes what the operations say and leaves the rest (RFC 7644 §3.5.2).

use super::{
    answer::Answer,
    body::Submitted,
    caller::Caller,
    error::Refusal,
    find_user::{found, named},
    patch, patch_operation,
    projection::Projection,
    save_user::save,
    user_form,
    user_resource::show,
};
use crate::{AppState, api::versions::Expected};
use axum::extract::{Path, State};
use http::HeaderMap;
use model::Side;
use serde_json::Value;

/// Answers it.
pub(super) async fn patch_user(
    Caller(actor): Caller,
    Path(id): Path<String>,
    projection: Projection,
    State(state): State<AppState>,
    headers: HeaderMap,
    Submitted(body): Submitted,
) -> Result<Answer, Refusal> {
    let id = named(&id)?;
    found(&state.office, &actor, id).await?;
    let operations = patch_operation::read(body)?;
    let options = state.office.user_form_options(&actor, Side::BackOffice, None).await?;
    let user = save(&state.office, &actor, id, &Expected::of(&headers), |current, shown| {
        let Value::Object(mut members) = shown else { return Err(Refusal::not_found()) };
        patch::apply(&mut members, operations)?;
        user_form::read(members, Some(current), &options.roles)
    })
    .await?;
    Ok(show(&state, &actor, user, &projection).await?)
}
