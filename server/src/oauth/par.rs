//! `POST /oauth2/par`: an application pushes what it is going to ask (RFC 9126 §2).

use super::{
    error::{OAuthError, no_store},
    submitted::Submitted,
};
use crate::{AppState, cors::Cors};
use axum::{
    Json,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::{Office, PushRequest};
use http::StatusCode;
use serde_json::json;

/// Keeps the request and names it.
pub(super) async fn par(State(state): State<AppState>, request: Request) -> Response {
    let cors = Cors::of(&state, request.headers());
    cors.apply(push(&state.office, request).await.into_response())
}

async fn push(office: &Office, request: Request) -> Result<Response, OAuthError> {
    let Submitted { credentials, address, parameters } = Submitted::read(request).await?;
    let request = PushRequest { credentials, parameters: parameters.into_rest(), address };
    let pushed = office.push_request(request).await?;
    let answer = json!({"request_uri": pushed.request_uri, "expires_in": pushed.expires_in});
    Ok(no_store((StatusCode::CREATED, Json(answer)).into_response()))
}
