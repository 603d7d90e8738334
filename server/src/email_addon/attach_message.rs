//! `POST /email-addon/v1/people/{id}/messages`: 201 with a new message, 200 with the one of the same Message-ID that was there.
//!
//! What was attached first stays: a mail does not change, so whoever sends other words under its Message-ID is mistaken.

use super::{
    body::Submitted,
    caller::Caller,
    message::{message, url},
    no_parameters::NoParameters,
    refused::refused,
};
use crate::{
    AppState,
    api::{error::Refusal, id::Named},
};
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header::LOCATION};
use model::UserId;

/// Answers it.
pub(super) async fn attach_message(
    Caller { actor, public_url }: Caller,
    Named(id): Named<UserId>,
    _: NoParameters,
    State(state): State<AppState>,
    Submitted(form): Submitted,
) -> Result<Response, Refusal> {
    let (attached, is_new) = state.office.attach_message(&actor, id, &form).await.map_err(refused)?;
    let document = Json(message(&attached, &public_url));
    if is_new {
        return Ok((StatusCode::CREATED, [(LOCATION, url(&attached, &public_url))], document).into_response());
    }
    Ok(document.into_response())
}
