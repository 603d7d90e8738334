//! `DELETE /email-addon/v1/people/{id}/messages/{message}`: for whoever attached it, and whoever may delete such people.

use super::{caller::Caller, no_parameters::NoParameters, path::Named};
use crate::{AppState, api::error::Refusal};
use axum::extract::State;
use http::StatusCode;

/// Answers it.
pub(super) async fn remove_message(
    Caller { actor, .. }: Caller,
    named: Named,
    _: NoParameters,
    State(state): State<AppState>,
) -> Result<StatusCode, Refusal> {
    state.office.remove_attached_message(&actor, named.person, named.message).await?;
    Ok(StatusCode::NO_CONTENT)
}
