//! `POST /oauth2/revoke`: an application gives up a token (RFC 7009).

use super::{
    error::{OAuthError, no_store},
    submitted::Submitted,
};
use crate::{AppState, cors::Cors};
use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::Office;
use http::StatusCode;

/// Revokes a token. That there is none is no error (RFC 7009 §2.2).
pub(super) async fn revoke(State(state): State<AppState>, request: Request) -> Response {
    let cors = Cors::of(&state, request.headers());
    let done = give_up(&state.office, request).await;
    cors.apply(done.map(|()| no_store(StatusCode::OK.into_response())).into_response())
}

async fn give_up(office: &Office, request: Request) -> Result<(), OAuthError> {
    let Submitted { credentials, address, mut parameters } = Submitted::read(request).await?;
    let token = parameters.take("token");
    Ok(office.revoke_token(credentials.as_ref(), &address, token.as_deref()).await?)
}
