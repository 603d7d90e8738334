//! Renders a page.

use super::{csp, scoped::Scoped};
use crate::AppState;
use app::{Posted, shell};
use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{HeaderValue, header};
use leptos::prelude::provide_context;
use leptos_axum::render_app_async_with_context;
use std::time::Duration;
use tokio::time::timeout;

/// How long making a page may take before it is begun anew.
pub(super) const PATIENCE: Duration = Duration::from_secs(4);

/// A page, whole, with the status it chose.
///
/// Now and then one of the renderer's futures is not woken again, with PostgreSQL behind it. Showing a page changes nothing, so
/// it is made once more instead of letting somebody wait for nothing.
pub(super) async fn page(State(state): State<AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let first = Request::from_parts(parts.clone(), Body::empty());
    if let Ok(response) = timeout(PATIENCE, render(state.clone(), None, first)).await {
        return response;
    }
    tracing::warn!("making a page took too long; it is begun anew");
    render(state, None, Request::from_parts(parts, Body::empty())).await
}

/// The same, perhaps with the form that was posted to it.
pub(super) async fn render(state: AppState, posted: Option<Posted>, mut request: Request) -> Response {
    // A page is a page, whatever was asked for: Leptos redirects only those who take HTML.
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    let AppState { office, leptos, .. } = state;
    let context = move || {
        provide_context(office.clone());
        if let Some(posted) = &posted {
            provide_context(posted.clone());
        }
        csp::set_policy();
    };
    Scoped::new(render_app_async_with_context(context, move || shell(leptos.clone()))(request)).await
}
