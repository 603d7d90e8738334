//! How much each application may ask of the web APIs (draft-ietf-httpapi-ratelimit-headers-10).

use crate::support::{ADMIN, Answer, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use server::config::{Config, LimitMode};
use std::time::Duration;

/// Two requests in ten seconds.
fn two(mode: LimitMode) -> impl FnOnce(&mut Config) {
    move |config| {
        config.limits.mode = mode;
        (config.limits.requests, config.limits.window) = (number("2"), number("10"));
    }
}

fn number<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

async fn get(app: &TestApp, token: &str, path: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    app.request(Method::GET, path, &[(header::AUTHORIZATION, &bearer)], Body::empty()).await
}

fn told(answer: &Answer) -> (Option<String>, Option<String>) {
    let text = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    (text("ratelimit-policy"), text("ratelimit"))
}

fn left(remaining: u32, reset: u32) -> (Option<String>, Option<String>) {
    let policy = "\"application\";q=2;w=10".to_owned();
    (Some(policy), Some(format!("\"application\";r={remaining};t={reset}")))
}

store::on_both_engines! {
    async fn an_application_beyond_its_limit_waits_and_no_other_does(db: TestDatabase) {
        let app = TestApp::with(db, two(LimitMode::Enforce)).await;
        let johns = app.application(JOHN, "Johns").await;
        let token = app.token(&johns).await;
        let first = get(&app, &token, "/api/me").await.expect(200);
        assert_eq!(told(&first), left(1, 10));
        app.clock.advance(Duration::from_secs(3));
        // Whichever API it is, and whether or not it is done.
        let second = get(&app, &token, "/scim/v2/Users/nobody").await.expect(404);
        assert_eq!(told(&second), left(0, 7));
        let refused = get(&app, &token, "/api/me").await.expect(429);
        assert_eq!(told(&refused), left(0, 7));
        assert_eq!(refused.header("retry-after"), "7");
        assert_eq!(refused.json()["errors"][0]["code"], "quota_exceeded");
        assert!(refused.json()["errors"][0]["id"].is_string(), "{:?}", refused.json());
        let refused = get(&app, &token, "/scim/v2/Users").await.expect(429);
        assert_eq!(refused.json()["status"], "429");
        assert_eq!(refused.header("retry-after"), "7");

        // Another one, a new token of the same one, and the same one later.
        let admins = app.application(ADMIN, "Admins").await;
        let another = app.token(&admins).await;
        assert_eq!(told(&get(&app, &another, "/api/me").await.expect(200)), left(1, 10));
        let renewed = app.token(&johns).await;
        get(&app, &renewed, "/api/me").await.expect(429);
        app.clock.advance(Duration::from_secs(7));
        assert_eq!(told(&get(&app, &token, "/api/me").await.expect(200)), left(1, 10));
    }

    async fn monitoring_tells_and_refuses_nobody(db: TestDatabase) {
        let app = TestApp::with(db, two(LimitMode::Monitor)).await;
        let token = app.token(&app.application(JOHN, "Johns").await).await;
        for remaining in [1, 0, 0, 0] {
            assert_eq!(told(&get(&app, &token, "/api/me").await.expect(200)), left(remaining, 10));
        }
    }

    async fn what_is_not_counted_is_told_nothing(db: TestDatabase) {
        let app = TestApp::with(db, two(LimitMode::Off)).await;
        let token = app.token(&app.application(JOHN, "Johns").await).await;
        for _ in 0..4 {
            assert_eq!(told(&get(&app, &token, "/api/me").await.expect(200)), (None, None));
        }
    }

    async fn only_living_tokens_count(db: TestDatabase) {
        let app = TestApp::with(db, two(LimitMode::Enforce)).await;
        let token = app.token(&app.application(JOHN, "Johns").await).await;
        for _ in 0..5 {
            assert_eq!(told(&app.get("/api/me").await.expect(401)), (None, None));
            assert_eq!(told(&get(&app, "no.token.ofours", "/api/me").await.expect(401)), (None, None));
        }
        assert_eq!(told(&get(&app, &token, "/api/me").await.expect(200)), left(1, 10));
    }
}
