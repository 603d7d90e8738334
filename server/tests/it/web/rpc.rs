//! Server functions: whatever is sent, the answer is an error that our scripts can read.

use crate::support::{Answer, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use serde_json::json;

#[track_caller]
fn assert_error(answer: Answer, status: u16, error: &str) {
    let answer = answer.expect(status);
    assert_eq!(answer.json(), json!(error));
    assert_eq!(answer.header("cache-control"), "no-store");
}

store::on_both_engines! {
    async fn nonsense_is_refused_and_is_not_our_fault(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        let call = async |media_type: &str, body: &[u8]| {
            let headers = [(header::CONTENT_TYPE, media_type)];
            let path = "/rpc/applications/find";
            browser.request(Method::POST, path, &headers, Body::from(body.to_vec())).await
        };
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        assert_error(call("application/json", format!("{{\"id\":\"{id}\"}}").as_bytes()).await, 404, "not_found");
        let bad: [&[u8]; 10] = [
            b"",
            b"{",
            b"\0",
            b"\xff\xfe",
            b"[]",
            b"{}",
            b"{\"id\":5}",
            b"{\"id\":\"x\"}",
            b"{\"id\":\"a\\u0000\"}",
            b"{\"other\":1}",
        ];
        for body in bad {
            assert_error(call("application/json", body).await, 400, "malformed");
        }
        assert_error(call("application/json", "[".repeat(10_000).as_bytes()).await, 400, "malformed");
        for media_type in ["application/x-www-form-urlencoded", "text/plain", "application/cbor"] {
            assert_error(call(media_type, b"{}").await, 415, "malformed");
        }
    }

    async fn there_is_nothing_but_the_functions(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        assert_error(browser.rpc("no/such/function", &json!({})).await, 404, "not_found");
        browser.get("/rpc/session/sign-out").await.expect(405);
        browser.get("/my-user").await.expect(200);
    }

    async fn who_is_not_signed_in_is_told_so(db: TestDatabase) {
        let app = TestApp::on(db).await;
        assert_error(app.browser().rpc("sessions/list", &json!({})).await, 401, "signed_out");
        let browser = app.signed_in(JOHN).await;
        let sessions = browser.rpc("sessions/list", &json!({})).await.expect(200).json();
        assert_eq!(sessions.as_array().map(Vec::len), Some(1));
    }

    async fn nobody_is_sent_away_with_the_error_in_the_url(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let headers = [
            (header::CONTENT_TYPE, "application/json"),
            (header::ACCEPT, "text/html"),
            (header::ORIGIN, "http://127.0.0.1:3000"),
            (header::REFERER, "http://127.0.0.1:3000/my-user"),
        ];
        let answer = app.request(Method::POST, "/rpc/sessions/list", &headers, Body::from("{}")).await;
        assert_eq!(answer.header("location"), "");
        assert_error(answer, 401, "signed_out");
    }
}
