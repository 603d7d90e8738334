//! `POST /oauth2/register`: an application registers itself (RFC 7591 §3), with a token that an administrator handed out.

mod answer;
mod manage;
mod metadata;
mod refusal;
mod token;

pub(super) use manage::{change, delete, read};

use super::body;
use crate::{AppState, ClientAddress, cors::Cors};
use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::Office;
use http::{Extensions, StatusCode};
use refusal::Refusal;

/// Registers it.
pub(super) async fn register(State(state): State<AppState>, request: Request) -> Response {
    let cors = Cors::of(&state, request.headers());
    cors.apply(registered(&state.office, request).await.into_response())
}

async fn registered(office: &Office, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let token = token::read(&parts.headers)?;
    let by = office.registering(token.as_ref(), &address(&parts.extensions)).await?;
    let said = metadata::read(&body::read_json(&parts.headers, body).await?)?;
    let new = office.register_application(&by, &said).await?;
    Ok(answer::answer(StatusCode::CREATED, new, &office.settings().public_url))
}

/// Where a request comes from.
fn address(extensions: &Extensions) -> String {
    extensions.get().map_or_else(String::new, |ClientAddress(ip)| ip.to_string())
}
