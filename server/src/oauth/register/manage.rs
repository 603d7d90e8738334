//! `GET`, `PUT` and `DELETE /oauth2/register/{client_id}`: an application that registered itself looks after itself (RFC 7592).

use super::{address, answer::answer, metadata, refusal::Refusal, token};
use crate::{
    AppState,
    cors::Cors,
    oauth::{body, error::no_store},
};
use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse, Response},
};
use domain::{Managing, Office};
use http::{StatusCode, request::Parts};

/// The application as it is (RFC 7592 §2.1).
pub(crate) async fn read(
    State(state): State<AppState>,
    Path(client_id): Path<String>,
    request: Request,
) -> Response {
    let cors = Cors::of(&state, request.headers());
    let found = async {
        let (parts, _) = request.into_parts();
        let by = managing(&state.office, &client_id, &parts).await?;
        let found = state.office.read_registered(&by).await?;
        Ok::<_, Refusal>(answer(StatusCode::OK, found, &state.office.settings().public_url))
    };
    cors.apply(found.await.into_response())
}

/// Changes it (RFC 7592 §2.2).
pub(crate) async fn change(
    State(state): State<AppState>,
    Path(client_id): Path<String>,
    request: Request,
) -> Response {
    let cors = Cors::of(&state, request.headers());
    let changed = async {
        let (parts, body) = request.into_parts();
        let by = managing(&state.office, &client_id, &parts).await?;
        let said = metadata::read(&body::read_json(&parts.headers, body).await?)?;
        let changed = state.office.change_registered(&by, &said).await?;
        Ok::<_, Refusal>(answer(StatusCode::OK, changed, &state.office.settings().public_url))
    };
    cors.apply(changed.await.into_response())
}

/// Deletes it (RFC 7592 §2.3).
pub(crate) async fn delete(
    State(state): State<AppState>,
    Path(client_id): Path<String>,
    request: Request,
) -> Response {
    let cors = Cors::of(&state, request.headers());
    let deleted = async {
        let (parts, _) = request.into_parts();
        let by = managing(&state.office, &client_id, &parts).await?;
        state.office.delete_registered(&by).await?;
        Ok::<_, Refusal>(no_store(StatusCode::NO_CONTENT.into_response()))
    };
    cors.apply(deleted.await.into_response())
}

async fn managing(office: &Office, client_id: &str, parts: &Parts) -> Result<Managing, Refusal> {
    let token = token::read(&parts.headers)?;
    Ok(office.managing(client_id, token.as_ref(), &address(&parts.extensions)).await?)
}
