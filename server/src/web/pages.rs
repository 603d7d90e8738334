//! The addresses of the Leptos app: its pages, the forms that are posted to them, its server functions, and the web files.

use super::{authorize, csrf, export, files, frames, live, logout, page, posted, rpc, session, sso};
use crate::AppState;
use app::App;
use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn, from_fn_with_state},
    response::Response,
    routing::{get, post},
};
use http::{HeaderValue, header};
use leptos_axum::{AxumRouteListing, generate_route_list};
use std::sync::OnceLock;

/// Every page with GET and POST, the server functions, and for all other paths a web file or the page that says there is none.
pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    let mut pages = Router::new()
        .route("/rpc/{*name}", post(rpc::server_function))
        .route("/export/{file}", get(export::csv))
        .route("/live/applications", get(live::applications))
        .route("/outbox/{id}/html", get(frames::of_mail))
        .route("/email-templates/{id}/preview", get(frames::saved).post(frames::typed));
    for route in addresses() {
        pages = pages.route(route.path(), get(page::page).post(posted::posted_page));
    }
    // Leptos is easier on slashes at the end than axum, so what is no route here may still be a page there.
    let elsewhere = Router::new().fallback(get(page::page).post(posted::posted_page));
    // What other sites send people to, so nothing protects it from them.
    let doors = ["/oauth2/authorize", "/oauth2-token/authorize"]
        .into_iter()
        .fold(Router::new(), |doors, path| doors.route(path, get(authorize::get).post(authorize::post)));
    let doors = doors.route("/oauth2/logout", get(logout::get).post(logout::post));
    let doors = doors
        .route("/sso/{provider}", get(sso::begin))
        .route("/sso/{provider}/callback", get(sso::arrive))
        .route("/sso/{provider}/backchannel-logout", post(sso::logged_out));
    let doors = doors.layer(from_fn_with_state(state.clone(), session::visitor)).layer(from_fn(never_stored));
    let files = files::files(&state.leptos, guarded(elsewhere, state).with_state(state.clone()));
    guarded(pages, state).merge(doors).fallback_service(files)
}

/// The addresses of all pages, found once for the process: while Leptos looks for them, nothing is loaded by any page that
/// is being made elsewhere in it, and such a page would never be done.
fn addresses() -> &'static [AxumRouteListing] {
    static ADDRESSES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    ADDRESSES.get_or_init(|| generate_route_list(App))
}

/// What stands before every page.
fn guarded(pages: Router<AppState>, state: &AppState) -> Router<AppState> {
    pages
        .layer(from_fn_with_state(state.clone(), session::visitor))
        .layer(from_fn_with_state(state.clone(), csrf::protect))
        .layer(from_fn(never_stored))
}

/// Pages speak of people and their applications.
async fn never_stored(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
