//! `PUT /scim/v2/Users/{id}`: makes a user what the body says (RFC 7644 §3.5.1). What is only told is left alone, and so
//! is what is not said of roles, external id and whether they may come in: `null` takes it away.

use super::{
    answer::Answer,
    body::Submitted,
    caller::Caller,
    error::Refusal,
    find_user::{found, named},
    projection::Projection,
    save_user::save,
    user_form,
    user_resource::show,
};
use crate::{AppState, api::versions::Expected};
use axum::extract::{Path, State};
use http::HeaderMap;
use model::Side;

/// Answers it.
pub(super) async fn replace_user(
    Caller(actor): Caller,
    Path(id): Path<String>,
    projection: Projection,
    State(state): State<AppState>,
    headers: HeaderMap,
    Submitted(resource): Submitted,
) -> Result<Answer, Refusal> {
    let id = named(&id)?;
    found(&state.office, &actor, id).await?;
    let options = state.office.user_form_options(&actor, Side::BackOffice, None).await?;
    let user = save(&state.office, &actor, id, &Expected::of(&headers), |current, _| {
        user_form::read(resource, Some(current), &options.roles)
    })
    .await?;
    Ok(show(&state, &actor, user, &projection).await?)
}
