//! Who is let in: an access token in the `Authorization` header, good for this API, and nothing else.

use super::support::{Answer, Caller, assert_refused, mails};
use crate::support::{JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use std::time::Duration;

const METADATA: &str = "resource_metadata=\"http://127.0.0.1:3000/.well-known/oauth-protected-resource/api\"";

fn challenge(answer: &Answer) -> &str {
    answer.header(header::WWW_AUTHENTICATE).expect("a challenge")
}

store::on_both_engines! {
    async fn without_credentials_there_is_no_error_in_the_challenge(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let nobody = Caller::nobody(&app);
        let token = app.token(&app.application(JOHN, "Robot").await).await;
        app.clear_mails().await;
        let plain = nobody.get("/api/me").await;
        let in_query = nobody.get(&format!("/api/me?access_token={token}")).await;
        assert!(!in_query.document.to_string().contains(&token));
        let basic = nobody.request(Method::GET, "/api/me").header(header::AUTHORIZATION, "Basic am9objp4");
        let basic = nobody.send(basic, Body::empty()).await;
        let empty = nobody.request(Method::GET, "/api/me").header(header::AUTHORIZATION, "Bearer ");
        let empty = nobody.send(empty, Body::empty()).await;
        let browser = app.signed_in(JOHN).await;
        let cookie = nobody.request(Method::GET, "/api/me").header(header::COOKIE, browser.cookie_header());
        let cookie = nobody.send(cookie, Body::empty()).await;
        for answer in [plain, in_query, basic, empty, cookie] {
            assert_refused(&answer, 401, "unauthorized", "Authorization");
            assert_eq!(challenge(&answer), format!("Bearer realm=\"Latchkey\", {METADATA}"));
        }
        assert_eq!(mails(&app).await, []);
    }

    async fn a_token_that_is_not_good_is_an_invalid_token(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = app.token(&app.application(JOHN, "Robot").await).await;
        app.clear_mails().await;
        let (head, signature) = token.rsplit_once('.').expect("a JWT");
        let flipped = if signature.starts_with('A') { 'B' } else { 'A' };
        for bad in [
            "x".to_owned(),
            "a.b.c".to_owned(),
            head.to_owned(),
            format!("{head}."),
            format!("{head}.{flipped}{}", &signature[1..]),
            format!("{token}x"),
            format!("{token} {token}"),
            "🔑".to_owned(),
            "x".repeat(20_000),
        ] {
            let answer = Caller::with_token(&app, &bad).get("/api/me").await;
            assert_refused(&answer, 401, "invalid_token", "Authorization");
            assert_eq!(
                challenge(&answer),
                format!(
                    "Bearer realm=\"Latchkey\", error=\"invalid_token\", error_description=\"The access token is \
                     malformed, expired, revoked or not from here.\", {METADATA}"
                )
            );
        }
        let caller = Caller::with_token(&app, &token);
        assert_eq!(caller.get("/api/me").await.status, 200);
        app.clock.advance(Duration::from_secs(3_601));
        assert_refused(&caller.get("/api/me").await, 401, "invalid_token", "Authorization");
        assert_eq!(mails(&app).await, []);
    }

    async fn two_ways_at_once_are_refused(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = app.token(&app.application(JOHN, "Robot").await).await;
        app.clear_mails().await;
        let caller = Caller::with_token(&app, &token);
        let twice = caller.request(Method::GET, "/api/me").header(header::AUTHORIZATION, format!("Bearer {token}"));
        let twice = caller.send(twice, Body::empty()).await;
        assert_refused(&twice, 400, "invalid_request", "Authorization");
        assert!(challenge(&twice).contains("error=\"invalid_request\""));
        let both = caller.get(&format!("/api/me?access_token={token}")).await;
        assert_refused(&both, 400, "invalid_query_parameter", "access_token");
        assert!(!both.document.to_string().contains(&token), "a token is never repeated");
        assert_eq!(mails(&app).await, []);
    }

    async fn an_application_that_may_not_use_this_api_has_insufficient_scope(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = app
            .application_with(JOHN, |form| {
                form.name = "SCIM only".into();
                form.all_apis = false;
                form.apis = vec!["scim".into()];
            })
            .await;
        let answer = Caller::of(&app, &scim).await.get("/api/oauthapplications").await;
        assert_refused(&answer, 403, "insufficient_scope", "Authorization");
        assert_eq!(
            challenge(&answer),
            format!(
                "Bearer realm=\"Latchkey\", error=\"insufficient_scope\", error_description=\"The access token is not \
                 good for this API.\", scope=\"json_api\", {METADATA}"
            )
        );
        assert_eq!(mails(&app).await, []);
    }

    async fn every_path_and_method_asks_who_calls_before_anything_else(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let nobody = Caller::nobody(&app);
        let path = "/api/oauthapplications/not-an-id";
        for (method, path) in [
            (Method::GET, "/api/me?x=y"),
            (Method::GET, "/api/oauthapplications?sort=secret"),
            (Method::POST, "/api/oauthapplications"),
            (Method::GET, path),
            (Method::PATCH, path),
            (Method::DELETE, path),
            (Method::POST, "/api/oauthapplications/not-an-id/secrets"),
        ] {
            let request = nobody.request(method, path).header(header::CONTENT_TYPE, "text/plain");
            let answer = nobody.send(request, Body::from("x".repeat(100_000))).await;
            assert_refused(&answer, 401, "unauthorized", "Authorization");
        }
        assert_eq!(mails(&app).await, []);
    }

    async fn a_disabled_owner_opens_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        assert_eq!(john.get("/api/me").await.status, 200);
        let user = app.user(JOHN).await;
        app.db.set_enabled("users", user.0, false).await;
        // As a process that did not make the change itself: it follows within half a second.
        app.office.run_followers(tokio::time::sleep(Duration::from_millis(800))).await;
        assert_refused(&john.get("/api/me").await, 401, "invalid_token", "Authorization");
        assert_eq!(mails(&app).await, []);
    }
}
