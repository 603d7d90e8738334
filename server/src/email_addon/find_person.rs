//! `GET /email-addon/v1/people/{id}`.

use super::{caller::Caller, no_parameters::NoParameters, person::person};
use crate::{
    AppState,
    api::{error::Refusal, id::Named},
};
use axum::{Json, extract::State};
use model::UserId;
use serde_json::Value;

/// Answers it.
pub(super) async fn find_person(
    Caller { actor, public_url }: Caller,
    Named(id): Named<UserId>,
    _: NoParameters,
    State(state): State<AppState>,
) -> Result<Json<Value>, Refusal> {
    let found = state.office.find_correspondent(&actor, id).await?;
    Ok(Json(person(&found, &actor, &public_url)))
}
