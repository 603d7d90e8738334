//! The device grant (RFC 8628): a television, its owner's phone, and whoever guesses.

use super::{
    authorizing::{Asking, text},
    basic, post, refusal, registering,
};
use crate::support::{ADMIN, Answer, FORM, JOHN, TestApp, form};
use model::Side;
use serde_json::{Value, json};
use std::time::Duration;

const AMANDA: &str = "amanda.cole@example.com";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

async fn television(app: &TestApp, side: Side, confidential: bool) -> Asking<'_> {
    Asking::with(app, side, |form| {
        form.name = format!("Television {}", side.as_str());
        form.grant = "device".into();
        form.redirect_uris = Vec::new();
        form.confidential = confidential;
    })
    .await
}

async fn begin(television: &Asking<'_>) -> Value {
    television
        .post("/oauth2/device_authorization", &[("scope", "scim openid offline_access")])
        .await
        .expect(200)
        .json()
}

async fn poll(television: &Asking<'_>, codes: &Value) -> Answer {
    television.token(&[("grant_type", GRANT), ("device_code", text(codes, "device_code"))]).await
}

async fn answer(app: &TestApp, who: &str, codes: &Value, answer: &str) -> Answer {
    let form = json!({"form": {"user_code": text(codes, "user_code"), "answer": answer}});
    app.signed_in(who).await.rpc("device/answer", &form).await
}

store::on_both_engines! {
    /// RFC 7591 §5: whoever types the code is told that nobody looked at the application.
    async fn a_device_that_registered_itself_says_so(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = registering::token(&app).await;
        let said = json!({"grant_types": [GRANT], "token_endpoint_auth_method": "none"});
        let told = registering::register(&app, &token.value, &said).await.expect(201).json();
        let created = television(&app, Side::BackOffice, false).await;
        let john = app.signed_in(JOHN).await;
        for (id, itself) in [(text(&told, "client_id"), true), (created.client_id(), false)] {
            let codes = app.post_form("/oauth2/device_authorization", &[("client_id", id)]).await.expect(200).json();
            let page = john.get(&format!("/device?user_code={}", text(&codes, "user_code"))).await.expect(200);
            assert_eq!(page.text().contains("The application registered itself"), itself, "{id}");
        }
    }

    async fn rfc8628_3_a_device_is_let_in(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for confidential in [true, false] {
            let television = Asking::with(&app, Side::BackOffice, |form| {
                form.name = format!("Television {confidential}");
                form.grant = "device".into();
                form.confidential = confidential;
            })
            .await;
            let codes = begin(&television).await;
            assert_eq!((&codes["expires_in"], &codes["interval"]), (&600.into(), &5.into()));
            let complete = text(&codes, "verification_uri_complete");
            assert_eq!(text(&codes, "verification_uri"), "http://127.0.0.1:3000/device");
            assert_eq!(refusal(&poll(&television, &codes).await), (400, "authorization_pending".into()));

            let browser = app.signed_in(JOHN).await;
            let path = complete.strip_prefix("http://127.0.0.1:3000").unwrap();
            let page = browser.get(path).await.expect(200).text().to_owned();
            for words in [television.new.application.name.as_str(), "Acme", "SCIM", text(&codes, "user_code")] {
                assert!(page.contains(words), "{words}: {page}");
            }
            // Without scripts, and as people type.
            let typed = text(&codes, "user_code").to_lowercase().replace('-', " ");
            let page = browser.post(path, &[("user_code", &typed), ("answer", "grant")]).await.expect(200);
            assert!(page.text().contains("The device is let in"), "{}", page.text());

            app.clock.advance(Duration::from_secs(5));
            let tokens = poll(&television, &codes).await.expect(200).json();
            assert_eq!(tokens["scope"], "scim openid offline_access");
            assert!(!text(&tokens, "id_token").is_empty());
            television.refresh(text(&tokens, "refresh_token")).await.expect(200);
            // RFC 6749 §4.1.2 in spirit: once.
            assert_eq!(refusal(&poll(&television, &codes).await), (400, "invalid_grant".into()));
        }
    }

    /// RFC 8628 §3.5.
    async fn rfc8628_3_5_who_asks_too_soon_waits_longer(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let television = television(&app, Side::BackOffice, true).await;
        let codes = begin(&television).await;
        let asked = async |after: u64| {
            app.clock.advance(Duration::from_secs(after));
            refusal(&poll(&television, &codes).await).1
        };
        assert_eq!(asked(0).await, "authorization_pending");
        assert_eq!(asked(5).await, "authorization_pending");
        assert_eq!(asked(4).await, "slow_down");
        assert_eq!(asked(9).await, "slow_down", "ten seconds now");
        assert_eq!(asked(15).await, "authorization_pending");
        assert_eq!(asked(600).await, "expired_token");
        answer(&app, JOHN, &codes, "grant").await.expect(404);
    }

    async fn rfc8628_3_5_whoever_cancels_says_so(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let television = television(&app, Side::BackOffice, true).await;
        let codes = begin(&television).await;
        answer(&app, JOHN, &codes, "cancel").await.expect(200);
        assert_eq!(refusal(&poll(&television, &codes).await), (400, "access_denied".into()));
        answer(&app, JOHN, &codes, "grant").await.expect(404);
        assert_eq!(app.db.count("authorizations").await, 0);
    }

    /// RFC 8628 §5.1: guessing is slowed down, also with the right one among the guesses.
    async fn rfc8628_5_1_guessing_ends_soon(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let television = television(&app, Side::BackOffice, true).await;
        let codes = begin(&television).await;
        let browser = app.signed_in(JOHN).await;
        for guess in 0..10 {
            let code = format!("BCDF-GHJ{}", "BCDFGHJKLM".as_bytes()[guess] as char);
            browser.rpc("device/question", &json!({"user_code": code})).await.expect(404);
        }
        let good = json!({"user_code": text(&codes, "user_code")});
        browser.rpc("device/question", &good).await.expect(429);
        let form = json!({"form": {"user_code": text(&codes, "user_code"), "answer": "grant"}});
        browser.rpc("device/answer", &form).await.expect(429);
        // Others are not concerned.
        app.signed_in(ADMIN).await.rpc("device/question", &good).await.expect(200);
    }

    async fn each_side_lets_in_its_own(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (ours, theirs) = (television(&app, Side::BackOffice, true).await, television(&app, Side::Customer, true).await);
        let codes = begin(&ours).await;
        answer(&app, AMANDA, &codes, "grant").await.expect(404);
        assert_eq!(refusal(&poll(&ours, &codes).await), (400, "authorization_pending".into()));
        let codes = theirs.post("/oauth2/device_authorization", &[]).await.expect(200).json();
        answer(&app, JOHN, &codes, "grant").await.expect(404);
        answer(&app, AMANDA, &codes, "grant").await.expect(200);
        assert_eq!(poll(&theirs, &codes).await.expect(200).json()["scope"], "customer_json_api");
    }

    async fn what_is_wrong_gets_its_own_error(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (television, other) = (television(&app, Side::BackOffice, true).await, Asking::confidential(&app).await);
        let codes = begin(&television).await;
        let ask = async |fields: &[(&str, &str)]| refusal(&television.token(fields).await);
        assert_eq!(ask(&[("grant_type", GRANT)]).await, (400, "invalid_request".into()));
        assert_eq!(ask(&[("grant_type", GRANT), ("device_code", "x")]).await, (400, "invalid_grant".into()));
        let user_code = text(&codes, "user_code");
        assert_eq!(ask(&[("grant_type", GRANT), ("device_code", user_code)]).await, (400, "invalid_grant".into()));
        assert_eq!(ask(&[("grant_type", "client_credentials")]).await, (400, "unauthorized_client".into()));
        assert_eq!(refusal(&poll(&other, &codes).await), (400, "unauthorized_client".into()));
        let begin = async |fields: &[(&str, &str)]| refusal(&television.post("/oauth2/device_authorization", fields).await);
        assert_eq!(begin(&[("scope", "soap")]).await, (400, "invalid_scope".into()));
        assert_eq!(begin(&[("resource", "https://evil.example")]).await, (400, "invalid_target".into()));
        assert_eq!(refusal(&other.post("/oauth2/device_authorization", &[]).await), (400, "unauthorized_client".into()));
        let wrong = basic(television.client_id(), "wrong");
        let answer = post(&app, "/oauth2/device_authorization", Some(&wrong), FORM, form(&[])).await;
        assert_eq!(refusal(&answer), (401, "invalid_client".into()));
        assert_eq!(app.db.count("device_codes").await, 1);
    }

    /// Nobody who is not signed in learns whether there is such a code, and comes back with it.
    async fn signing_in_comes_first(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let television = television(&app, Side::BackOffice, false).await;
        let code = text(&begin(&television).await, "user_code").to_owned();
        let answer = app.get(&format!("/device?user_code={code}")).await.expect(303);
        assert_eq!(answer.header("location"), format!("/sign-in?next=%2Fdevice%3Fuser_code%3D{code}"));
        assert_eq!(app.get("/device?user_code=nothing").await.expect(303).header("location").split('?').next(), Some("/sign-in"));
    }
}
