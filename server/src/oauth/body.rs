//! Reads the body of a request up to the limit, as a form or as JSON.

use super::{error::OAuthError, form, json, parameters::Parameters};
use axum::body::Body;
use http::{HeaderMap, header::CONTENT_TYPE};
use http_body_util::BodyExt;

/// The longest body that is read.
const MAX_LENGTH: usize = 64 * 1024;
/// How much more is taken in and thrown away, so that the client gets to read the refusal instead of a closed connection.
const DRAINED_LENGTH: usize = 16 * 1024 * 1024;

/// The parameters in the body.
pub(super) async fn read(headers: &HeaderMap, body: Body) -> Result<Parameters, OAuthError> {
    let bytes = read_bytes(body).await?;
    match media_type(headers).as_deref() {
        Some("application/x-www-form-urlencoded") => form::read(&bytes),
        Some("application/json") => json::read(&bytes),
        None if bytes.is_empty() => Ok(Parameters::default()),
        _ => Err(OAuthError::invalid_request(
            "Send the parameters as application/x-www-form-urlencoded or application/json.",
        )),
    }
}

/// The body of a request that has to be JSON.
pub(super) async fn read_json(headers: &HeaderMap, body: Body) -> Result<Vec<u8>, OAuthError> {
    let bytes = read_bytes(body).await?;
    match media_type(headers).as_deref() {
        Some("application/json") => Ok(bytes),
        _ => Err(OAuthError::invalid_request("Send the metadata as application/json.")),
    }
}

/// The media type without its parameters; none if the header is missing, repeated or unreadable.
fn media_type(headers: &HeaderMap) -> Option<String> {
    let mut lines = headers.get_all(CONTENT_TYPE).iter();
    let line = lines.next()?.to_str().ok()?;
    let essence = line.split(';').next()?.trim().to_ascii_lowercase();
    lines.next().is_none().then_some(essence)
}

async fn read_bytes(mut body: Body) -> Result<Vec<u8>, OAuthError> {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| OAuthError::invalid_request("The body broke off."))?;
        let Ok(data) = frame.into_data() else { continue };
        length += data.len();
        if length <= MAX_LENGTH {
            bytes.extend_from_slice(&data);
        } else if length > DRAINED_LENGTH {
            break;
        }
    }
    if length > MAX_LENGTH { Err(OAuthError::too_large()) } else { Ok(bytes) }
}
