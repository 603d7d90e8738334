//! The web files: script, style and WebAssembly of the app, and what lies in `public`.

use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn},
    response::Response,
};
use http::{HeaderValue, header};
use leptos::config::LeptosOptions;
use tower_http::services::ServeDir;

/// Release builds name the files of the app by their content, so what was fetched once never changes.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Debug builds do not; browsers ask whether there is a newer one.
const ASK: HeaderValue = HeaderValue::from_static("no-cache");
/// Favicon, icons, robots.txt.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// The files of the site root, and `otherwise` for everything that is none.
pub(super) fn files(options: &LeptosOptions, otherwise: Router) -> Router {
    let hashed = options.hash_files;
    let files = ServeDir::new(&*options.site_root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .call_fallback_on_method_not_allowed(true)
        .fallback(otherwise);
    Router::new().fallback_service(files).layer(from_fn(move |request, next| kept(hashed, request, next)))
}

/// Says how long a file may be kept; pages have said so themselves.
async fn kept(hashed: bool, request: Request, next: Next) -> Response {
    let is_package = request.uri().path().starts_with("/pkg/");
    let mut response = next.run(request).await;
    let lifetime = match (is_package, hashed) {
        (true, true) => FOREVER,
        (true, false) => ASK,
        (false, _) => AN_HOUR,
    };
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(lifetime);
    response
}
