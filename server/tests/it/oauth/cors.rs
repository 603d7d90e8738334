//! Which pages of other origins may call (reference: orocommerce.md §8.F).

use super::{Desk, FORM};
use crate::support::{Answer, TestApp};
use axum::body::Body;
use http::{HeaderName, Method, header};
use store::testing::{Engine, TestDatabase};

const LISTED: &str = "https://oauth.test.com";
const CORS: [&str; 6] = [
    "access-control-allow-origin",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-max-age",
    "access-control-allow-credentials",
    "access-control-expose-headers",
];

async fn desk(origins: &[&str]) -> Desk {
    let origins = origins.iter().map(|&origin| origin.parse().unwrap()).collect();
    let db = TestDatabase::new(Engine::Sqlite).await;
    Desk::of(TestApp::with(db, |config| config.server.cors.allow_origins = origins).await).await
}

async fn ask(
    desk: &Desk,
    method: Method,
    path: &str,
    origin: Option<&str>,
    more: &[(HeaderName, &str)],
) -> Answer {
    let mut headers = vec![(header::CONTENT_TYPE, FORM)];
    headers.extend(origin.map(|origin| (header::ORIGIN, origin)));
    headers.extend_from_slice(more);
    desk.app.request(method, path, &headers, Body::from("grant_type=client_credentials")).await
}

#[tokio::test]
async fn a_listed_origin_reads_the_answer_also_when_it_is_an_error() {
    let desk = desk(&[LISTED]).await;
    let basic = desk.basic();
    for path in ["/oauth2/token", "/oauth2-token"] {
        let good = [(header::AUTHORIZATION, basic.as_str())];
        let granted = ask(&desk, Method::POST, path, Some(LISTED), &good).await.expect(200);
        let refused = ask(&desk, Method::POST, path, Some(LISTED), &[]).await.expect(401);
        for answer in [granted, refused] {
            let headers = CORS.map(|name| answer.header(name));
            assert_eq!(headers, [LISTED, "", "", "", "", ""]);
            assert_eq!(answer.header("vary"), "Origin");
        }
    }
    for path in [
        "/oauth2/jwks",
        "/.well-known/oauth-authorization-server",
        "/.well-known/oauth-protected-resource/api",
    ] {
        let answer = ask(&desk, Method::GET, path, Some(LISTED), &[]).await.expect(200);
        assert_eq!(answer.header("access-control-allow-origin"), LISTED);
    }
}

#[tokio::test]
async fn other_origins_and_ones_own_get_no_headers_but_the_answer() {
    let desk = desk(&[LISTED]).await;
    let basic = desk.basic();
    let good = [(header::AUTHORIZATION, basic.as_str())];
    for origin in [
        None,
        Some("https://elsewhere.example"),
        Some("http://127.0.0.1:3000"),
        Some("null"),
        Some("https://oauth.test.com.evil.example"),
    ] {
        let answer = ask(&desk, Method::POST, "/oauth2/token", origin, &good).await.expect(200);
        assert_eq!(CORS.map(|name| answer.header(name)), [""; 6], "{origin:?}");
        assert_eq!(answer.header("vary"), "Origin");
    }
}

#[tokio::test]
async fn by_default_nobody_is_listed_and_with_a_star_everybody_is() {
    let nobody = desk(&[]).await;
    let answer = ask(&nobody, Method::POST, "/oauth2/token", Some(LISTED), &[]).await;
    assert_eq!((answer.header("access-control-allow-origin"), answer.header("vary")), ("", ""));
    let everybody = desk(&["*"]).await;
    let answer = ask(&everybody, Method::POST, "/oauth2/token", Some(LISTED), &[]).await;
    assert_eq!((answer.header("access-control-allow-origin"), answer.header("vary")), (LISTED, "Origin"));
    let own = ask(&everybody, Method::POST, "/oauth2/token", Some("http://127.0.0.1:3000"), &[]).await;
    assert_eq!(own.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn options_tells_the_methods_and_a_preflight_what_a_page_may_send() {
    let desk = desk(&[LISTED]).await;
    let plain = ask(&desk, Method::OPTIONS, "/oauth2/token", None, &[]).await.expect(200);
    assert_eq!((plain.header("allow"), CORS.map(|name| plain.header(name))), ("OPTIONS, POST", [""; 6]));
    let with_origin = ask(&desk, Method::OPTIONS, "/oauth2/token", Some(LISTED), &[]).await.expect(200);
    assert_eq!(with_origin.header("allow"), "OPTIONS, POST");
    assert_eq!(CORS.map(|name| with_origin.header(name)), [LISTED, "", "", "", "", ""]);
    for method in ["ANOTHER", "OPTIONS", "GET", "POST", "PATCH", "DELETE"] {
        let wish = [(header::ACCESS_CONTROL_REQUEST_METHOD, method)];
        let answer = ask(&desk, Method::OPTIONS, "/oauth2-token", Some(LISTED), &wish).await.expect(200);
        let expected = [LISTED, "OPTIONS, POST", "Authorization,Content-Type,DPoP", "600", "", ""];
        assert_eq!(CORS.map(|name| answer.header(name)), expected, "{method}");
        assert_eq!(answer.header("cache-control"), "max-age=600, public");
        assert_eq!((answer.header("vary"), answer.header("allow")), ("Origin", ""));
        let foreign =
            ask(&desk, Method::OPTIONS, "/oauth2-token", Some("https://elsewhere.example"), &wish).await;
        assert_eq!(CORS.map(|name| foreign.header(name)), [""; 6]);
    }
}

/// Applications that live in a browser register there, too.
#[tokio::test]
async fn a_page_may_register_an_application_and_look_after_it() {
    let desk = desk(&[LISTED]).await;
    for (path, methods, offered) in [
        ("/oauth2/register", ["POST"].as_slice(), "OPTIONS, POST"),
        ("/oauth2/register/some", &["GET", "PUT", "DELETE"], "OPTIONS, GET, PUT, DELETE"),
    ] {
        for &method in methods {
            let wish = [(header::ACCESS_CONTROL_REQUEST_METHOD, method)];
            let answer = ask(&desk, Method::OPTIONS, path, Some(LISTED), &wish).await.expect(200);
            let expected = [LISTED, offered, "Authorization,Content-Type,DPoP", "600", "", ""];
            assert_eq!(CORS.map(|name| answer.header(name)), expected, "{path} {method}");
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let refused = ask(&desk, method, path, Some(LISTED), &[]).await.expect(401);
            assert_eq!(refused.header("access-control-allow-origin"), LISTED);
        }
        let foreign = ask(&desk, Method::OPTIONS, path, Some("https://elsewhere.example"), &[]).await;
        assert_eq!(CORS.map(|name| foreign.header(name)), [""; 6]);
    }
}
