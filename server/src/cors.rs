//! Which pages of other origins may call the OAuth endpoints and the web APIs from a browser: those that were configured, by
//! default none.
//!
//! Credentials of the browser are never allowed: applications bring their own.

mod web_apis;

use crate::{AppState, config::AllowedOrigin};
use axum::response::{IntoResponse, Response};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{
        ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ALLOW, CACHE_CONTROL, ORIGIN, VARY,
    },
};

pub(crate) use web_apis::web_apis;

/// For how many seconds a browser may remember the answer to a preflight.
const MAX_AGE: &str = "600";
const PREFLIGHT_CACHE: &str = "max-age=600, public";

/// What a page may send.
pub(crate) struct Offered {
    /// With which methods.
    pub methods: &'static str,
    /// With which headers.
    pub headers: &'static str,
}

/// What the answer to one request says of its origin.
pub(crate) struct Cors {
    /// The foreign origin, if it may call.
    origin: Option<HeaderValue>,
    /// Whether answers differ by origin, which caches must know.
    varies: bool,
}

impl Cors {
    /// Looks at the request's origin. One's own gets no headers: it needs none.
    pub(crate) fn of(state: &AppState, headers: &HeaderMap) -> Self {
        let allowed = &state.config.server.cors.allow_origins;
        // The public URL has no path, so it is an origin.
        let own = state.office.settings().public_url.as_bytes();
        let listed = |origin: &&HeaderValue| {
            let origin = origin.as_bytes();
            let is_listed = |one: &AllowedOrigin| one.as_str() == "*" || one.as_str().as_bytes() == origin;
            origin != own && allowed.iter().any(is_listed)
        };
        let varies = !allowed.is_empty();
        Self { origin: headers.get(ORIGIN).filter(|_| varies).filter(listed).cloned(), varies }
    }

    /// Adds the headers to an answer, be it a success or an error.
    pub(crate) fn apply(self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        if self.varies {
            headers.append(VARY, HeaderValue::from_static("Origin"));
        }
        headers.extend(self.origin.map(|origin| (ACCESS_CONTROL_ALLOW_ORIGIN, origin)));
        response
    }

    /// Whether a browser asks what a page that may call may send.
    pub(crate) fn is_preflight(&self, request: &HeaderMap) -> bool {
        self.origin.is_some() && request.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
    }

    /// The answer to `OPTIONS`: a preflight's if it is one, else which methods there are.
    pub(crate) fn options(self, request: &HeaderMap, offered: &Offered) -> Response {
        let mut response = StatusCode::OK.into_response();
        let headers = response.headers_mut();
        let methods = HeaderValue::from_static(offered.methods);
        if self.is_preflight(request) {
            headers.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
            headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(offered.headers));
            headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(MAX_AGE));
            headers.insert(CACHE_CONTROL, HeaderValue::from_static(PREFLIGHT_CACHE));
        } else {
            headers.insert(ALLOW, methods);
        }
        self.apply(response)
    }
}
