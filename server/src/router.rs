//! Every route on one page.

use crate::{
    AppState, api, api_use, came_from::came_from, cors, email_addon, health, oauth, quota, scim, telemetry,
    web,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use http::StatusCode;
use std::{any::Any, time::Duration};
use tower_http::{catch_panic::CatchPanicLayer, timeout::TimeoutLayer};

/// The largest body of any request. Every face has a lower limit of its own and refuses more in its own words; this is for
/// what is forgotten.
const BODY_MAX_LENGTH: usize = 1024 * 1024;
/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything the server answers.
pub fn router(state: AppState) -> Router {
    let router = Router::new()
        // For programs: tokens, and the web APIs they open.
        .merge(oauth::routes())
        .merge(web_apis(&state))
        // For whoever runs the server.
        .merge(health::routes())
        // For people.
        .merge(web::routes(&state))
        // Innermost first from here.
        .layer(DefaultBodyLimit::max(BODY_MAX_LENGTH))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), web::security_headers))
        .layer(from_fn(health::count))
        .layer(from_fn(telemetry::log))
        .layer(from_fn(came_from));
    let router = match &state.traces {
        Some(traces) => router.layer(from_fn_with_state(traces.clone(), telemetry::trace)),
        None => router,
    };
    router
        .layer(from_fn_with_state(state.clone(), web::client_address))
        .layer(from_fn_with_state(state.clone(), telemetry::request_id))
        .with_state(state)
}

/// What access tokens open.
fn web_apis(state: &AppState) -> Router<AppState> {
    api::routes(state)
        .merge(scim::routes())
        .merge(email_addon::routes())
        .layer(from_fn(quota::headers))
        .layer(from_fn_with_state(state.clone(), api_use::count))
        .layer(from_fn_with_state(state.clone(), cors::web_apis))
}

/// A panic is a mistake of ours: the log has it, the caller gets a plain answer instead of a closed connection.
#[expect(clippy::needless_pass_by_value, reason = "the layer gives it away")]
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = text.unwrap_or("of an unknown kind"), "a request handler panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side.\n").into_response()
}
