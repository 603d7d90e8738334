//! Forms that are posted to the page they stand on, so that everything works without scripts.

use super::{body, page::render};
use crate::AppState;
use app::Posted;
use axum::{
    body::Body,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use http::StatusCode;

/// The same page, which takes the form.
pub(super) async fn posted_page(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if !body::is(&parts.headers, "application/x-www-form-urlencoded") {
        let text = "Forms are sent as application/x-www-form-urlencoded.\n";
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, text).into_response();
    }
    match body::read(body).await {
        Ok(bytes) => {
            // What is not UTF-8 after all is refused by whoever reads the form, with the page around the message.
            let posted = Posted(String::from_utf8_lossy(&bytes).into_owned());
            render(state, Some(posted), Request::from_parts(parts, Body::empty())).await
        }
        Err(problem) => (problem.status(), problem.text()).into_response(),
    }
}
