//! Everything that can be wrong with a request, and that nothing comes of it.

use super::{Desk, basic, post, refusal};
use crate::support::FORM;
use axum::body::Body;
use http::{Method, header};
use store::testing::{Engine, TestDatabase};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const GRANT: &str = "grant_type=client_credentials";

store::on_both_engines! {
    /// RFC 6749 §5.2, line by line.
    async fn each_mistake_gets_its_own_error(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let (id, secret) = (desk.client_id(), desk.secret());
        let both = format!("client_id={id}&client_secret={secret}");
        let cut = &secret[..secret.len() - 1];
        let cases: Vec<(String, u16, &str)> = vec![
            // The grant.
            (both.clone(), 400, "invalid_request"),
            (format!("grant_type=&{both}"), 400, "invalid_request"),
            (format!("grant_type=nonsense&{both}"), 400, "unsupported_grant_type"),
            (format!("grant_type=password&{both}&username=a&password=b"), 400, "unsupported_grant_type"),
            (format!("grant_type=authorization_code&{both}&code=x"), 400, "unauthorized_client"),
            (format!("grant_type=refresh_token&{both}&refresh_token=x"), 400, "unauthorized_client"),
            (format!("GRANT_TYPE=client_credentials&{both}"), 400, "invalid_request"),
            // Who asks.
            (GRANT.into(), 401, "invalid_client"),
            (format!("{GRANT}&client_id={id}"), 401, "invalid_client"),
            (format!("{GRANT}&client_secret={secret}"), 400, "invalid_request"),
            (format!("{GRANT}&client_id=&client_secret="), 401, "invalid_client"),
            (format!("{GRANT}&client_id={id}&client_secret="), 401, "invalid_client"),
            (format!("{GRANT}&client_id={id}&client_secret=wrong"), 401, "invalid_client"),
            (format!("{GRANT}&client_id={id}&client_secret={cut}"), 401, "invalid_client"),
            (format!("{GRANT}&client_id={secret}&client_secret={id}"), 401, "invalid_client"),
            (format!("{GRANT}&client_id={id}x&client_secret={secret}"), 401, "invalid_client"),
            (format!("{GRANT}&client_id=' OR 1=1 --&client_secret={secret}"), 401, "invalid_client"),
            // How it is written.
            (format!("{GRANT}&{GRANT}&{both}"), 400, "invalid_request"),
            (format!("{GRANT}&{both}&client_secret={secret}"), 400, "invalid_request"),
            (format!("{GRANT}&{both}&scope=scim&scope=scim"), 400, "invalid_request"),
            (format!("{GRANT}&{both}&unknown=1&unknown=2"), 400, "invalid_request"),
            (format!("{GRANT}&{both}&x=%zz"), 400, "invalid_request"),
            (format!("{GRANT}&{both}&x=%"), 400, "invalid_request"),
            (format!("{GRANT}&{both}&%ff=x"), 400, "invalid_request"),
            (format!("{GRANT}&{both}&x=%00"), 400, "invalid_request"),
            (format!("{GRANT}&{both}\0"), 400, "invalid_request"),
            (format!("{GRANT}&client_id={id}%00&client_secret={secret}"), 400, "invalid_request"),
            (String::new(), 400, "invalid_request"),
            ("&&&===&".into(), 400, "invalid_request"),
        ];
        for (form, status, code) in cases {
            let answer = post(&desk.app, "/oauth2/token", None, FORM, form.clone()).await;
            assert_eq!(refusal(&answer), (status, code.into()), "{form:?}");
        }
        nothing_came_of_it(&desk).await;
    }

    async fn json_is_read_as_strictly(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let (id, secret) = (desk.client_id(), desk.secret());
        let both = format!(r#""client_id": "{id}", "client_secret": "{secret}""#);
        for body in [
            String::new(), "{".into(), "[]".into(), "null".into(), "\"text\"".into(), "{}".into(),
            format!("{{{both}}}"),
            format!(r#"{{"grant_type": ["client_credentials"], {both}}}"#),
            format!(r#"{{"grant_type": 1, {both}}}"#),
            format!(r#"{{"grant_type": "client_credentials", "grant_type": "client_credentials", {both}}}"#),
            format!(r#"{{"grant_type": "client_credentials", {both}, "x": {}}}"#, "[".repeat(30_000)),
            format!(r#"{{"grant_type": "client_credentials", {both}, "x": "\u0000"}}"#),
            format!(r#"{{"grant_type": "client_credentials", {both}}} x"#),
        ] {
            let answer = post(&desk.app, "/oauth2/token", None, "application/json", body.clone()).await;
            assert_eq!(refusal(&answer), (400, "invalid_request".into()), "{body:.90}");
        }
        nothing_came_of_it(&desk).await;
    }

    /// RFC 6749 §2.3: one way of authentication per request.
    async fn basic_is_read_as_strictly(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let (id, secret) = (desk.client_id(), desk.secret());
        let good = desk.basic();
        let repeated = format!("{GRANT}&client_id={id}&client_secret={secret}");
        for (authorization, form, status, code) in [
            (good.clone(), repeated.as_str(), 400, "invalid_request"),
            (good.clone(), "grant_type=client_credentials&client_id=other", 400, "invalid_request"),
            (good.clone(), "grant_type=client_credentials&client_assertion=a.b.c", 400, "invalid_request"),
            (basic(id, "wrong"), GRANT, 401, "invalid_client"),
            (basic("", ""), GRANT, 401, "invalid_client"),
            (basic(secret, id), GRANT, 401, "invalid_client"),
            (basic(id, "%zz"), GRANT, 401, "invalid_client"),
            (basic("\0", "\0"), GRANT, 401, "invalid_client"),
            (basic("%00", "%00"), GRANT, 401, "invalid_client"),
            ("Basic".into(), GRANT, 401, "invalid_client"),
            ("Basic !!!".into(), GRANT, 401, "invalid_client"),
            (format!("Bearer {secret}"), GRANT, 401, "invalid_client"),
            (good.replace("Basic ", "Digest "), GRANT, 401, "invalid_client"),
        ] {
            let answer = post(&desk.app, "/oauth2/token", Some(&authorization), FORM, form.to_owned()).await;
            assert_eq!(refusal(&answer), (status, code.into()), "{authorization} {form}");
        }
        let twice = [(header::CONTENT_TYPE, FORM), (header::AUTHORIZATION, &good), (header::AUTHORIZATION, &good)];
        let answer = desk.app.request(Method::POST, "/oauth2/token", &twice, Body::from(GRANT)).await;
        assert_eq!(refusal(&answer), (400, "invalid_request".into()));
        nothing_came_of_it(&desk).await;
    }
}

async fn nothing_came_of_it(desk: &Desk) {
    desk.app.office.flush_last_used().await.unwrap();
    let john = desk.app.actor(crate::support::JOHN).await;
    let now = desk.app.office.find_application(&john, desk.created.application.id).await.unwrap();
    assert_eq!(now, desk.created.application);
    desk.token().await;
}

async fn desk() -> Desk {
    Desk::on(TestDatabase::new(Engine::Sqlite).await).await
}

#[tokio::test]
async fn another_media_type_is_an_invalid_request() {
    let desk = desk().await;
    for media_type in ["text/plain", "multipart/form-data; boundary=x", "application/xml", "", "\u{fffd}"] {
        let answer = post(&desk.app, "/oauth2/token", Some(&desk.basic()), media_type, GRANT).await;
        assert_eq!(refusal(&answer), (400, "invalid_request".into()), "{media_type}");
    }
    let none = desk.app.request(Method::POST, "/oauth2/token", &[], Body::empty()).await;
    assert_eq!(refusal(&none), (400, "invalid_request".into()));
}

#[tokio::test]
async fn credentials_in_the_address_are_not_looked_at() {
    let desk = desk().await;
    let path =
        format!("/oauth2/token?{GRANT}&client_id={}&client_secret={}", desk.client_id(), desk.secret());
    let answer = post(&desk.app, &path, None, FORM, "").await;
    assert_eq!(refusal(&answer), (400, "invalid_request".into()));
    let answer = post(&desk.app, &path, None, FORM, GRANT).await;
    assert_eq!(refusal(&answer), (401, "invalid_client".into()));
}

#[tokio::test]
async fn a_long_body_is_refused_in_the_words_of_the_protocol() {
    let desk = desk().await;
    let (basic, limit) = (desk.basic(), 64 * 1024);
    for path in ["/oauth2/token", "/oauth2-token", "/oauth2/introspect", "/oauth2/revoke"] {
        for length in [limit + 1, 10 * 1024 * 1024] {
            let answer = post(&desk.app, path, Some(&basic), FORM, "x".repeat(length)).await;
            assert_eq!(refusal(&answer), (413, "invalid_request".into()), "{path} {length}");
        }
    }
    let form = format!("{GRANT}&x=");
    let longest = format!("{form}{}", "x".repeat(limit - form.len()));
    post(&desk.app, "/oauth2/token", Some(&basic), FORM, longest).await.expect(200);
}

#[tokio::test]
async fn another_method_is_told_which_there_are() {
    let desk = desk().await;
    for (path, allowed) in [
        ("/oauth2/token", "POST,OPTIONS"),
        ("/oauth2-token", "POST,OPTIONS"),
        ("/oauth2/revoke", "POST,OPTIONS"),
        ("/oauth2/introspect", "POST"),
        ("/oauth2/jwks", "GET,HEAD,OPTIONS"),
        ("/.well-known/oauth-authorization-server", "GET,HEAD,OPTIONS"),
        ("/.well-known/oauth-protected-resource/api", "GET,HEAD,OPTIONS"),
    ] {
        let method = if allowed.starts_with("GET") { Method::POST } else { Method::GET };
        for method in [method, Method::PUT, Method::DELETE, Method::PATCH] {
            let answer = desk.app.request(method.clone(), path, &[], Body::empty()).await;
            assert_eq!(refusal(&answer), (405, "invalid_request".into()), "{method} {path}");
            assert_eq!(answer.header("allow"), allowed, "{method} {path}");
        }
    }
}

/// Over a real connection: who sends far too much still gets to read why it was refused.
#[tokio::test]
async fn ten_megabytes_over_the_wire_are_answered() {
    let desk = desk().await;
    let mut stream = TcpStream::connect(desk.app.listen().await).await.unwrap();
    let length = 10 * 1024 * 1024;
    let head = format!(
        "POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&vec![b'x'; length]).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains(r#""error":"invalid_request""#), "{answer}");
    desk.token().await;
}
