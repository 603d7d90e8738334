//! `GET /email-addon/v1/people/{id}/messages/{message}`.

use super::{caller::Caller, message::message, no_parameters::NoParameters, path::Named};
use crate::{AppState, api::error::Refusal};
use axum::{Json, extract::State};
use serde_json::Value;

/// Answers it.
pub(super) async fn find_message(
    Caller { actor, public_url }: Caller,
    named: Named,
    _: NoParameters,
    State(state): State<AppState>,
) -> Result<Json<Value>, Refusal> {
    let found = state.office.find_attached_message(&actor, named.person, named.message).await?;
    Ok(Json(message(&found, &public_url)))
}
