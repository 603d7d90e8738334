//! A message as it is sent: its media type, its size, and that it is JSON with the members of a message and no others.

use crate::api::{body::read_up_to, error::Refusal};
use axum::extract::{FromRequest, Request};
use http::{HeaderMap, StatusCode, header};
use model::MessageForm;

/// The largest body that is read, in bytes: every recipient with the longest name.
pub(super) const SIZE_MAX: usize = 256 * 1024;
/// How much is said of what is wrong with it, in characters.
const DETAIL_MAX_LENGTH: usize = 200;

/// The message.
pub(super) struct Submitted(pub MessageForm);

impl<S: Send + Sync> FromRequest<S> for Submitted {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        check_content_type(request.headers())?;
        let bytes = read_up_to(request, SIZE_MAX).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            let detail = error.to_string().chars().take(DETAIL_MAX_LENGTH).collect::<String>();
            if error.is_data() {
                Refusal::at(StatusCode::UNPROCESSABLE_ENTITY, "", "malformed_message", detail)
            } else {
                Refusal::at(StatusCode::BAD_REQUEST, "", "malformed_json", detail)
            }
        })
    }
}

fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|line| line.to_str().ok()).unwrap_or_default();
    if said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    let detail = "The body must be application/json.";
    Err(Refusal::in_header(status, "Content-Type", "unsupported_media_type", detail))
}
