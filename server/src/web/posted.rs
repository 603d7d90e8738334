//! Forms that are posted to the page they stand on, so that everything works without scripts.

use super::{
    body,
    page::{PATIENCE, render},
};
use crate::AppState;
use app::Posted;
use axum::{
    body::Body,
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use tokio::time::timeout;

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
            let here = parts.uri.to_string();
            let making = render(state, Some(posted), Request::from_parts(parts, Body::empty()));
            // As in `page`; but a form is never taken twice: the page itself shows what came of it.
            timeout(PATIENCE, making).await.unwrap_or_else(|_| Redirect::to(&here).into_response())
        }
        Err(problem) => (problem.status(), problem.text()).into_response(),
    }
}
