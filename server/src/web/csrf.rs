//! Requests that other sites make browsers send (OWASP: cross-site request forgery).

use super::{
    language::asked_for,
    refusal::{RPC, refuse},
};
use crate::AppState;
use app::{AppError, Refusal};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, Method, StatusCode, header};

/// Where a request was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    /// On one of our pages.
    Here,
    /// On a page of another site.
    Elsewhere,
    /// Nothing says where: not by a browser, or by one that hides it.
    Unsaid,
}

/// Lets a request that may change something pass only if our own pages made it.
pub(crate) async fn protect(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let (headers, path) = (request.headers(), request.uri().path());
    let pass = safe
        || match made(headers, &state.config.public_url()) {
            Made::Here => true,
            Made::Elsewhere => false,
            // Without cookies it cannot be somebody's session that is misused. Server functions are only for our scripts.
            Made::Unsaid => !headers.contains_key(header::COOKIE) && !path.starts_with(RPC),
        };
    if pass {
        return next.run(request).await;
    }
    tracing::warn!("a request from another site was refused");
    let language = asked_for(headers);
    refuse(path, StatusCode::FORBIDDEN, AppError::Forbidden, Refusal::OtherSite, language)
}

/// Browsers say it in `Sec-Fetch-Site` where they trust the connection, else in `Origin` or `Referer`.
fn made(headers: &HeaderMap, public_url: &str) -> Made {
    let text =
        |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let host = text(header::HOST).unwrap_or_default();
    let here_if = |ours: bool| if ours { Made::Here } else { Made::Elsewhere };
    match headers.get("sec-fetch-site").map(http::HeaderValue::as_bytes) {
        // `none`: typed or bookmarked, which cannot be a form of another site.
        Some(site) => here_if(matches!(site, b"same-origin" | b"none")),
        None => match (text(header::ORIGIN), text(header::REFERER)) {
            (Some(origin), _) => here_if(is_ours(origin, host, public_url)),
            (None, Some(referer)) => {
                let end = referer.match_indices('/').nth(2).map_or(referer.len(), |(index, _)| index);
                here_if(is_ours(&referer[..end], host, public_url))
            }
            (None, None) => Made::Unsaid,
        },
    }
}

/// The public URL, or the very host that was asked: a server may be reached by several names, but not by http for https.
fn is_ours(origin: &str, host: &str, public_url: &str) -> bool {
    let (Some((scheme, authority)), Some((our_scheme, our_authority))) =
        (origin.split_once("://"), public_url.split_once("://"))
    else {
        return false;
    };
    scheme.eq_ignore_ascii_case(our_scheme)
        && [our_authority, host].iter().any(|ours| !ours.is_empty() && authority.eq_ignore_ascii_case(ours))
}

#[cfg(test)]
mod tests {
    use super::{Made::*, *};
    use http::HeaderValue;

    #[test]
    fn only_our_own_pages_may_change_something() {
        let table: [(&[(&str, &str)], Made); 16] = [
            (&[("sec-fetch-site", "same-origin")], Here),
            (&[("sec-fetch-site", "none")], Here),
            (&[("sec-fetch-site", "same-site")], Elsewhere),
            (&[("sec-fetch-site", "cross-site"), ("origin", "https://keys.example.com")], Elsewhere),
            (&[("sec-fetch-site", "nonsense")], Elsewhere),
            (&[("origin", "https://keys.example.com")], Here),
            (&[("origin", "https://KEYS.example.com")], Here),
            (&[("origin", "https://evil.example")], Elsewhere),
            (&[("origin", "https://keys.example.com:8443")], Elsewhere),
            (&[("origin", "null")], Elsewhere),
            (&[("origin", "https://10.0.0.5:3000"), ("host", "10.0.0.5:3000")], Here),
            (&[("origin", "http://keys.example.com"), ("host", "keys.example.com")], Elsewhere),
            (&[("referer", "https://keys.example.com/sign-in?x=/y")], Here),
            (&[("referer", "https://keys.example.com.evil.example/")], Elsewhere),
            (&[("referer", "https://keys.example.com@evil.example/")], Elsewhere),
            (&[("host", "keys.example.com")], Unsaid),
        ];
        for (pairs, expected) in table {
            let headers =
                pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
            let headers: HeaderMap =
                headers.map(|(name, value): (header::HeaderName, _)| (name, value)).collect();
            assert_eq!(made(&headers, "https://keys.example.com"), expected, "{pairs:?}");
        }
    }
}
