//! Requests that other sites make browsers send.

use crate::support::{Browser, FORM, JOHN, PASSWORD, TestApp, form};
use axum::body::Body;
use http::{HeaderName, Method, header};

/// What the headers of a request say of where it was made, and whether it may change something.
const TABLE: [(&[(&str, &str)], bool); 9] = [
    (&[("sec-fetch-site", "same-origin")], true),
    (&[("sec-fetch-site", "none")], true),
    (&[("sec-fetch-site", "same-site")], false),
    (&[("sec-fetch-site", "cross-site")], false),
    (&[("origin", "http://127.0.0.1:3000")], true),
    (&[("origin", "https://evil.example")], false),
    (&[("origin", "null")], false),
    (&[("referer", "http://127.0.0.1:3000/my-user?a=b")], true),
    (&[("referer", "https://evil.example/http://127.0.0.1:3000/")], false),
];

/// These headers, and the media type of the body.
fn headers_of(
    media_type: &'static str,
    headers: &[(&'static str, &'static str)],
) -> Vec<(HeaderName, &'static str)> {
    let headers = headers.iter().map(|(name, value)| (HeaderName::from_static(name), *value));
    headers.chain([(header::CONTENT_TYPE, media_type)]).collect()
}

async fn sign_out(browser: &Browser<'_>, headers: &[(&'static str, &'static str)]) -> u16 {
    let headers = headers_of(FORM, headers);
    browser.request(Method::POST, "/sign-out", &headers, Body::empty()).await.status.as_u16()
}

store::on_both_engines! {
    async fn only_our_own_pages_can_change_something(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for (headers, allowed) in TABLE {
            let browser = app.signed_in(JOHN).await;
            let token = browser.cookie("latchkey_session").expect("a session");
            assert_eq!(sign_out(&browser, headers).await, if allowed { 303 } else { 403 }, "{headers:?}");
            browser.set_cookie("latchkey_session", &token);
            let still_in = browser.get("/my-user").await.status.as_u16() == 200;
            assert_eq!(still_in, !allowed, "{headers:?}");
        }
    }

    async fn a_request_that_says_nothing_must_not_bring_a_session(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        let session = browser.cookie_header();
        let fields = form(&[("email", JOHN), ("password", PASSWORD)]);
        let with_cookie = [(header::CONTENT_TYPE, FORM), (header::COOKIE, session.as_str())];
        app.request(Method::POST, "/sign-in", &with_cookie, Body::from(fields.clone())).await.expect(403);
        // curl, say.
        app.request(Method::POST, "/sign-in", &[(header::CONTENT_TYPE, FORM)], Body::from(fields)).await.expect(303);
    }

    async fn server_functions_are_for_our_own_scripts_only(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let call = async |headers: &[(&'static str, &'static str)]| {
            let headers = headers_of("application/json", headers);
            app.request(Method::POST, "/rpc/session/sign-out", &headers, Body::from("{}")).await
        };
        for (headers, allowed) in TABLE {
            let answer = call(headers).await.expect(if allowed { 200 } else { 403 });
            if !allowed {
                assert_eq!((answer.header("content-type"), answer.text()), ("application/json", "\"forbidden\""));
            }
        }
        call(&[]).await.expect(403);
    }

    async fn programs_with_credentials_of_their_own_may_come_from_anywhere(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let headers = headers_of(FORM, &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")]);
        app.request(Method::POST, "/oauth2/token", &headers, Body::from("grant_type=client_credentials")).await.expect(401);
        app.request(Method::POST, "/api/oauthapplications", &headers, Body::empty()).await.expect(401);
    }
}
