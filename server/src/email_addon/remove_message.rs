//! `DELETE /email-addon/v1/people/{id}/messages/{message}`: for whoever attached it, and whoever may delete such people.

use super::{caller::Caller, path::Named};
use crate::{AppState, api::error::Refusal};
use axum::extract::State;
use http::StatusCode;

/// Answers it.
pub(super) async fn remove_message(
    Caller { actor, .. }: Caller,
    named: Named,
    State(state): State<AppState>,
) -> Result<StatusCode, Refusal> {
    state.office.remove_attached_message(&actor, named.person, named.message).await?;
    Ok(StatusCode::NO_CONTENT)
}
