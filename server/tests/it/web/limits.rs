//! More than anybody needs: refused in the words of whoever was asked, and nothing changes.

use crate::support::{FORM, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const TEN_MEGABYTES: usize = 10 * 1024 * 1024;

store::on_both_engines! {
    async fn ten_megabytes_are_refused_everywhere(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = app.token(&app.application(JOHN, "Robot").await).await;
        let bearer = format!("Bearer {token}");
        app.clear_mails().await;
        let browser = app.signed_in(JOHN).await;
        let large = || Body::from(vec![b'a'; TEN_MEGABYTES]);
        let as_form = [(header::CONTENT_TYPE, FORM)];
        let as_json = [(header::CONTENT_TYPE, "application/json")];
        let as_document = [(header::CONTENT_TYPE, "application/vnd.api+json"), (header::AUTHORIZATION, bearer.as_str())];

        for path in ["/sign-in", "/my-user/applications/new", "/nowhere"] {
            browser.request(Method::POST, path, &as_form, large()).await.expect(413);
        }
        let answer = browser.request(Method::POST, "/rpc/session/sign-in", &as_json, large()).await.expect(413);
        assert_eq!(answer.text(), "\"malformed\"");
        let answer = app.request(Method::POST, "/oauth2/token", &as_form, large()).await.expect(413);
        assert_eq!(answer.json()["error"], "invalid_request");
        let answer = app.request(Method::POST, "/api/oauthapplications", &as_document, large()).await.expect(413);
        assert_eq!(answer.json()["errors"][0]["status"], "413");
        assert_eq!(app.db.count("applications").await, 1);
        assert!(app.mails().await.is_empty());
    }

    async fn a_page_takes_forms_and_nothing_else(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.browser();
        for media_type in ["application/json", "multipart/form-data; boundary=x", "text/plain", ""] {
            let headers = [(header::CONTENT_TYPE, media_type)];
            browser.request(Method::POST, "/sign-in", &headers, Body::from("a=b")).await.expect(415);
        }
    }

    async fn a_refusal_can_be_read_although_the_body_was_not(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let address = app.listen().await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = format!("POST /sign-in HTTP/1.1\r\nhost: {address}\r\ncontent-type: {FORM}\r\ncontent-length: {TEN_MEGABYTES}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&vec![b'a'; TEN_MEGABYTES]).await.unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 413");
    }
}
