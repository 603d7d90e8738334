//! `DELETE /scim/v2/Users/{id}`: disables a user, which ends their sessions and their applications' tokens.
//!
//! They stay, with `active` false: what they did must stay told, so a GET finds them still (other than RFC 7644 §3.6 has it).

use super::{caller::Caller, error::Refusal, find_user::named, save_user::save, user_form::Wanted};
use crate::{AppState, api::versions::Expected};
use axum::extract::{Path, State};
use http::{HeaderMap, StatusCode};
use model::UserForm;

/// Answers it.
pub(super) async fn disable_user(
    Caller(actor): Caller,
    Path(id): Path<String>,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    save(&state.office, &actor, named(&id)?, &Expected::of(&headers), |current| {
        Ok(Wanted { form: UserForm::of(current), active: Some(false), says_roles: false })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
