//! Media types, methods, paths and bodies: what JSON:API and HTTP say of a request before anybody looks inside.

use super::support::{APPLICATIONS, Answer, Caller, JSON_API, assert_refused, mails, new_application};
use crate::support::{JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use serde_json::json;
use std::{io::Write, net::TcpStream};

async fn posted(caller: &Caller<'_>, content_type: &str, body: impl Into<Body>) -> Answer {
    let request = caller.request(Method::POST, APPLICATIONS);
    let request =
        if content_type.is_empty() { request } else { request.header(header::CONTENT_TYPE, content_type) };
    caller.send(request, body.into()).await
}

store::on_both_engines! {
    async fn answers_come_in_one_media_type_and_others_cannot_be_had(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        for (accept, status) in [
            ("*/*", 200),
            ("application/json", 200),
            (JSON_API, 200),
            ("application/vnd.api+json;profile=\"https://example.com/p\"", 200),
            ("application/vnd.api+json;charset=utf-8, application/vnd.api+json;q=0.1", 200),
            ("application/vnd.api+json;charset=utf-8", 406),
            ("text/html, application/vnd.api+json;ext=\"https://example.com/e\"", 406),
        ] {
            let request = john.request(Method::GET, "/api/me").header(header::ACCEPT, accept);
            let answer = john.send(request, Body::empty()).await;
            assert_eq!(answer.status.as_u16(), status, "{accept}");
            if status == 406 {
                assert_refused(&answer, 406, "not_acceptable", "Accept");
            }
        }
        assert_eq!(mails(&app).await, []);
    }

    async fn bodies_come_in_one_media_type(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let document = new_application(&json!({ "name": "Robot" })).to_string();
        for other in ["", "application/json", "application/vnd.api+json; charset=utf-8", "text/plain", "🔑"] {
            let answer = posted(&john, other, document.clone()).await;
            assert_refused(&answer, 415, "unsupported_media_type", "Content-Type");
        }
        assert_eq!(john.get(APPLICATIONS).await.names(), ["Caller"]);
        assert_eq!(mails(&app).await, []);
        assert_eq!(posted(&john, "application/vnd.api+json;profile=x", document).await.status, 201);
        assert_eq!(mails(&app).await.len(), 1);
    }

    async fn broken_bodies_change_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let name_with = |middle: &[u8]| {
            let start = br#"{"data":{"type":"oauthapplications","attributes":{"name":"a"#;
            [start, middle, br#"b"}}}"#].concat()
        };
        let bodies: [(Vec<u8>, u16, &str); 10] = [
            (b"".to_vec(), 400, "malformed_json"),
            (b"{\"data\":".to_vec(), 400, "malformed_json"),
            (b"name=Robot".to_vec(), 400, "malformed_json"),
            (name_with(b"\0"), 400, "malformed_json"),
            (name_with(b"\xff\xfe"), 400, "malformed_json"),
            (name_with(b"\\ud800"), 400, "malformed_json"),
            ([b"[".repeat(5_000), b"]".repeat(5_000)].concat(), 400, "malformed_json"),
            (b"[]".to_vec(), 400, "malformed_document"),
            (name_with(&b"x".repeat(64 * 1024)), 413, "too_large"),
            (name_with(b"\\u0000"), 422, "control_characters"),
        ];
        for (body, status, code) in bodies {
            let answer = posted(&john, JSON_API, body).await;
            let refused = answer.refused();
            assert_eq!((refused.0, refused.1[0].0.as_str()), (status, code));
        }
        for announced in ["65537", "10485760", "18446744073709551615"] {
            let request = john.request(Method::POST, APPLICATIONS).header(header::CONTENT_TYPE, JSON_API);
            let request = request.header(header::CONTENT_LENGTH, announced);
            assert_refused(&john.send(request, Body::empty()).await, 413, "too_large", "-");
        }
        assert_eq!(john.get(APPLICATIONS).await.names(), ["Caller"]);
        assert_eq!(mails(&app).await, []);
    }

    async fn other_methods_and_paths_are_refused_in_the_same_words(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        for (method, path, allow) in [
            (Method::POST, "/api/me", "GET,HEAD"),
            (Method::PUT, APPLICATIONS, "GET,HEAD,POST"),
            (Method::DELETE, APPLICATIONS, "GET,HEAD,POST"),
            (Method::PUT, "/api/oauthapplications/1", "GET,HEAD,PATCH,DELETE"),
            (Method::PUT, "/api/oauthapplications/1/secrets", "GET,HEAD,POST"),
            (Method::OPTIONS, "/api/me", "GET,HEAD"),
        ] {
            let answer = john.send(john.request(method, path), Body::empty()).await;
            assert_refused(&answer, 405, "method_not_allowed", "-");
            assert_eq!(answer.header(header::ALLOW), Some(allow), "{path}");
        }
        for path in ["/api", "/api/", "/api/me/", "/api/cats", "/api/oauthapplications/", "/api//me", "/api/%00", "/api/%ff"] {
            for method in [Method::GET, Method::POST, Method::DELETE] {
                let answer = john.send(john.request(method, path), Body::empty()).await;
                assert_refused(&answer, 404, "not_found", "-");
            }
        }
        for id in ["1", "%00", "%ff", "..", "01890a5dac96774bbcceb302099a8057", "%7B01890a5d-ac96-774b-bcce-b302099a8057%7D"] {
            let answer = john.get(&format!("{APPLICATIONS}/{id}")).await;
            assert_refused(&answer, 404, "not_found", "-");
        }
        assert_eq!(mails(&app).await, []);
    }

    async fn refusals_are_whole_on_the_wire(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let address = app.listen().await;
        for (method, body) in [("GET", true), ("HEAD", false)] {
            let request = format!("{method} /api/me HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
            let answer = tokio::task::spawn_blocking(move || {
                let mut stream = TcpStream::connect(address)?;
                stream.write_all(request.as_bytes())?;
                std::io::read_to_string(stream)
            });
            let answer = answer.await.expect("no panic").expect("an answer");
            let (head, document) = answer.split_once("\r\n\r\n").expect("an answer with a head");
            assert!(head.starts_with("HTTP/1.1 401 ") && head.contains("content-type: application/vnd.api+json\r\n"), "{head}");
            if body {
                assert!(head.contains(&format!("content-length: {}", document.len())), "{answer}");
                assert!(document.contains("\"errors\""), "{document}");
            } else {
                assert_eq!(document, "");
            }
        }
        assert_eq!(mails(&app).await, []);
    }
}
