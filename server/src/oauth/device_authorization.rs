//! `POST /oauth2/device_authorization`: a device begins to wait for somebody to let it in (RFC 8628 §3.1).

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
use domain::{DeviceRequest, Office};
use model::escape;
use serde::Serialize;

/// RFC 8628 §3.2.
#[derive(Serialize)]
struct DeviceAnswer {
    device_code: String,
    user_code: String,
    verification_uri: String,
    verification_uri_complete: String,
    expires_in: u64,
    interval: i64,
}

/// Gives the device its codes.
pub(super) async fn device_authorization(State(state): State<AppState>, request: Request) -> Response {
    let cors = Cors::of(&state, request.headers());
    cors.apply(begin(&state.office, request).await.into_response())
}

async fn begin(office: &Office, request: Request) -> Result<Response, OAuthError> {
    let Submitted { credentials, address, mut parameters } = Submitted::read(request).await?;
    let request = DeviceRequest {
        credentials,
        scope: parameters.take("scope"),
        resources: parameters.take_all("resource"),
        address,
    };
    let codes = office.begin_device(&request).await?;
    let verification_uri = format!("{}/device", office.settings().public_url);
    let answer = DeviceAnswer {
        device_code: codes.device_code.into_revealed(),
        verification_uri_complete: format!("{verification_uri}?user_code={}", escape(&codes.user_code)),
        user_code: codes.user_code,
        verification_uri,
        expires_in: codes.expires_in,
        interval: codes.interval,
    };
    Ok(no_store(Json(answer).into_response()))
}
