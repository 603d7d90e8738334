//! Signing keys that change while tokens live: what the old one signed goes on being taken everywhere, and everybody who
//! verifies for themselves can know the new one before it signs.

use super::{
    Desk,
    authorizing::{Asking, text, value},
    verify::parts,
};
use crate::support::{ADMIN, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use model::{ApplicationSettingsForm, Rotation, escape};
use serde_json::Value;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);
const BYE: &str = "https://app.example.com/bye";

/// The keys as they are published, by their ids.
async fn published(app: &TestApp) -> Vec<String> {
    let set = app.get("/oauth2/jwks").await.expect(200).json();
    set["keys"].as_array().unwrap().iter().map(|key| text(key, "kid").to_owned()).collect()
}

fn key_of(token: &str) -> String {
    text(&parts(token).0, "kid").to_owned()
}

async fn rotate(app: &TestApp, rotation: Rotation) -> String {
    let admin = app.actor(ADMIN).await;
    app.office.rotate_keys(&admin, rotation).await.unwrap().key_id
}

/// The answer of the introspection as a JWT (RFC 9701).
async fn signed_answer(desk: &Desk, token: &str) -> String {
    let authorization = desk.basic();
    let headers = [
        (header::AUTHORIZATION, authorization.as_str()),
        (header::CONTENT_TYPE, crate::support::FORM),
        (header::ACCEPT, "application/token-introspection+jwt"),
    ];
    let body = Body::from(format!("token={token}"));
    let answer = desk.app.request(Method::POST, "/oauth2/introspect", &headers, body).await;
    answer.expect(200).text().to_owned()
}

store::on_both_engines! {
    async fn tokens_of_the_old_key_live_on_and_new_ones_are_of_the_new_one(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let old = desk.token().await;
        let next = rotate(&desk.app, Rotation::Published).await;
        assert_eq!(published(&desk.app).await, [key_of(&old), next.clone()]);
        desk.app.clock.advance(Duration::from_mins(24 * 60 - 10));
        desk.app.office.turn_keys().await.unwrap();
        let before = desk.token().await;
        assert_eq!(key_of(&before), key_of(&old));
        assert_eq!(key_of(&signed_answer(&desk, &before).await), key_of(&old));
        desk.app.clock.advance(Duration::from_mins(10));
        desk.app.office.turn_keys().await.unwrap();
        let after = desk.token().await;
        assert_eq!(key_of(&after), next);
        for token in [&before, &after] {
            desk.call(token).await.expect(200);
            assert_eq!(desk.introspect(token).await["active"], true);
            assert_eq!(key_of(&signed_answer(&desk, token).await), next);
            let exchange = format!(
                "grant_type={}&subject_token={token}&subject_token_type={}",
                escape("urn:ietf:params:oauth:grant-type:token-exchange"),
                escape("urn:ietf:params:oauth:token-type:access_token"),
            );
            let given = desk.post("/oauth2/token", &exchange).await.expect(200).json();
            assert_eq!(key_of(text(&given, "access_token")), next);
        }
        desk.post("/oauth2/revoke", &format!("token={before}")).await.expect(200);
        desk.assert_dead(&before).await;
        // What the old key says of another's words is worth nothing.
        let forged = format!("{}.{}", after.split_once('.').unwrap().0, before.split_once('.').unwrap().1);
        desk.assert_dead(&forged).await;
        desk.app.clock.advance(DAY * 7 + Duration::from_mins(5));
        desk.app.office.cleanup().await.unwrap();
        assert_eq!(published(&desk.app).await, [next]);
    }

    /// An ID token is a hint for as long as the session may last, whatever became of its key.
    async fn whoever_signs_out_shows_an_id_token_of_the_old_key(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let admin = app.actor(ADMIN).await;
        let form = ApplicationSettingsForm { post_logout_redirect_uris: BYE.into(), ..ApplicationSettingsForm::default() };
        app.office.change_application_settings(&admin, asking.new.application.id, &form).await.unwrap();
        let browser = app.signed_in(JOHN).await;
        let code = value(&asking.let_in(&browser, &asking.query(&[("scope", "openid")])).await, "code");
        let hint = text(&asking.exchange(&code).await.expect(200).json(), "id_token").to_owned();
        assert_ne!(rotate(&app, Rotation::AtOnce).await, key_of(&hint));
        app.clock.advance(Duration::from_hours(6));
        app.office.cleanup().await.unwrap();
        let query = format!("id_token_hint={hint}&post_logout_redirect_uri={}", escape(BYE));
        let answer = browser.get(&format!("/oauth2/logout?{query}")).await.expect(303);
        assert_eq!(answer.header("location"), BYE, "and nothing was asked");
        browser.get("/my-user").await.expect(303);
        // With a key that somebody else may have anybody could make one.
        rotate(&app, Rotation::Emergency).await;
        let operator = app.office.operator(None).await.unwrap();
        app.office.revoke_key(&operator, &key_of(&hint)).await.unwrap();
        let answer = browser.get(&format!("/oauth2/logout?{query}")).await.expect(303);
        let page = browser.get(answer.header("location")).await;
        assert_eq!(page.status, 400, "{}", page.text());
    }

    /// RFC 9110 §8.8.3, §13.1.2; RFC 9111 §5.2.2.1.
    async fn the_set_may_be_kept_for_less_than_a_key_is_published_before_it_signs(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let first = app.get("/oauth2/jwks").await.expect(200);
        assert_eq!(first.header("cache-control"), "public, max-age=300");
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 10, "{tag}");
        let ask = async |tags: &str| {
            app.request(Method::GET, "/oauth2/jwks", &[(header::IF_NONE_MATCH, tags)], Body::empty()).await
        };
        for tags in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".into()] {
            let same = ask(&tags).await.expect(304);
            assert_eq!((same.text(), same.header("etag"), same.header("cache-control")), ("", tag.as_str(), "public, max-age=300"));
        }
        ask("\"x\"").await.expect(200);
        rotate(&app, Rotation::Published).await;
        let other = ask(&tag).await.expect(200);
        assert_ne!(other.header("etag"), tag);
        let keys: Value = other.json();
        assert_eq!(keys["keys"].as_array().map(Vec::len), Some(2));
        // Nothing of a private key, and nothing of what is sealed.
        for key in keys["keys"].as_array().unwrap() {
            let mut names: Vec<_> = key.as_object().unwrap().keys().map(String::as_str).collect();
            names.sort_unstable();
            assert_eq!(names, ["alg", "crv", "kid", "kty", "use", "x", "y"]);
        }
        let settings = domain::Settings {
            publish_keys_before: Duration::from_secs(20),
            ..app.office.settings().clone()
        };
        let hasty = app.with_settings(app.db.another().await, settings);
        assert_eq!(hasty.get("/oauth2/jwks").await.expect(200).header("cache-control"), "public, max-age=20");
    }

    async fn the_page_shows_the_keys_and_rotates_them_without_scripts(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let app = &desk.app;
        let current = key_of(&desk.token().await);
        let admin = app.signed_in(ADMIN).await;
        let page = admin.get("/configuration").await.expect(200);
        assert!(page.text().contains(&current) && page.text().contains("href=\"/configuration/rotate\""));
        assert!(page.text().contains("keys.rotate_after") && page.text().contains(env!("CARGO_PKG_VERSION")));
        let dialog = admin.get("/configuration/rotate").await.expect(200);
        assert!(dialog.text().contains("Make the next signing key?"));
        assert_eq!(published(app).await.len(), 1, "asking changes nothing");
        let done = admin.post("/configuration/rotate", &[]).await.expect(303);
        assert_eq!(done.header("location"), "/configuration");
        let keys = published(app).await;
        assert_eq!(keys.len(), 2);
        let page = admin.get("/configuration").await.expect(200);
        assert!(keys.iter().all(|key| page.text().contains(key)));
        assert!(page.text().contains("The next signing key is published."));
        // Somebody who may not is not shown it, nor does a form of theirs do anything.
        let john = app.signed_in(JOHN).await;
        john.post("/configuration/rotate", &[]).await.expect(403);
        assert_eq!(published(app).await, keys);
        assert!(!john.get("/my-user").await.expect(200).text().contains("href=\"/configuration\""));
        // Without keys the page says what to do.
        std::fs::remove_file(&app.office.settings().private_key).unwrap();
        app.clock.advance(Duration::from_secs(2));
        let page = admin.get("/configuration").await.expect(200);
        assert!(page.text().contains("latchkey keys generate") && !page.text().contains("/configuration/rotate"));
    }

    async fn the_age_of_the_key_is_a_metric(db: TestDatabase) {
        let app = TestApp::on(db).await;
        app.get("/oauth2/jwks").await.expect(200);
        app.office.turn_keys().await.unwrap();
        let text = app.get("/metrics").await.expect(200).text().to_owned();
        assert!(text.contains("latchkey_signing_key_age_seconds "), "{text}");
    }
}
