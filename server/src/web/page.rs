//! Renders a page.

use super::{csp, language::language_of};
use crate::AppState;
use app::{Posted, shell};
use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{HeaderValue, header};
use leptos::prelude::provide_context;
use leptos_axum::render_app_async_with_context;
use std::sync::Arc;

/// A page, whole, with the status it chose.
pub(super) async fn page(State(state): State<AppState>, request: Request) -> Response {
    render(state, None, request).await
}

/// The same, perhaps with the form that was posted to it.
pub(super) async fn render(state: AppState, posted: Option<Posted>, mut request: Request) -> Response {
    // A page is a page, whatever was asked for: Leptos redirects only those who take HTML.
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    let language = language_of(&request);
    let inspector = state.inspector();
    let AppState { office, leptos, .. } = state;
    let context = move || {
        provide_context(office.clone());
        provide_context(Arc::clone(&inspector));
        provide_context(language);
        if let Some(posted) = &posted {
            provide_context(posted.clone());
        }
        csp::set_policy();
    };
    render_app_async_with_context(context, move || shell(leptos.clone()))(request).await
}
