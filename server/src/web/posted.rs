//! Forms that are posted to the page they stand on, so that everything works without scripts.

use super::{body, language::language_of, page::render};
use crate::AppState;
use app::{Posted, Refusal};
use axum::{
    body::Body,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use http::StatusCode;

/// The same page, which takes the form.
pub(super) async fn posted_page(State(state): State<AppState>, request: Request) -> Response {
    let language = language_of(&request);
    let (parts, body) = request.into_parts();
    if !body::is(&parts.headers, "application/x-www-form-urlencoded") {
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, Refusal::NotAForm.text(language)).into_response();
    }
    match body::read(body).await {
        Ok(bytes) => {
            // What is not UTF-8 after all is refused by whoever reads the form, with the page around the message.
            let posted = Posted(String::from_utf8_lossy(&bytes).into_owned());
            render(state, Some(posted), Request::from_parts(parts, Body::empty())).await
        }
        Err(problem) => (problem.status(), problem.refusal().text(language)).into_response(),
    }
}
