//! Pushed authorization requests (RFC 9126): sent beforehand, named in the browser, answered once.

use super::{
    authorizing::{Asking, returned, text, value},
    basic, post, refusal,
};
use crate::support::{FORM, JOHN, TestApp, form};
use model::{Side, decode_pairs};
use serde_json::Value;
use std::time::Duration;

/// What a good request has, but for who asks.
fn pairs(asking: &Asking<'_>, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = decode_pairs(asking.query(changes).as_bytes()).expect("a query");
    pairs.into_iter().filter(|pair| pair.0 != "client_id").collect()
}

async fn push(asking: &Asking<'_>, changes: &[(&str, &str)]) -> crate::support::Answer {
    let pairs = pairs(asking, changes);
    let fields: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    asking.post("/oauth2/par", &fields).await
}

fn named(asking: &Asking<'_>, pushed: &Value) -> String {
    format!("client_id={}&request_uri={}", asking.client_id(), text(pushed, "request_uri"))
}

store::on_both_engines! {
    /// RFC 9126 §2.2, §4: what the browser carries is a name and nothing else.
    async fn rfc9126_4_a_pushed_request_is_answered_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for public in [false, true] {
            let asking = Asking::with(&app, Side::BackOffice, |form| {
                form.name = format!("public: {public}");
                form.confidential = !public;
            })
            .await;
            let answer = push(&asking, &[("scope", "scim")]).await.expect(201);
            assert_eq!(answer.header("cache-control"), "no-store");
            let pushed = answer.json();
            assert!(text(&pushed, "request_uri").starts_with("urn:ietf:params:oauth:request_uri:"));
            assert_eq!(pushed["expires_in"], 600);
            let browser = app.signed_in(JOHN).await;
            // What else the address says counts for nothing.
            let query = format!("{}&scope=json_api&redirect_uri=https://evil.example", named(&asking, &pushed));
            let told = asking.let_in(&browser, &query).await;
            assert_eq!(value(&told, "state"), "st&te");
            let tokens = asking.exchange(&value(&told, "code")).await.expect(200).json();
            assert_eq!(tokens["scope"], "scim");

            let again = asking.ask(&browser, &query).await.expect(303);
            let page = browser.get(again.header("location")).await.expect(400);
            assert!(page.text().contains("begin again"), "{}", page.text());
        }
    }

    async fn signing_in_comes_between_and_the_name_survives(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let pushed = push(&asking, &[("prompt", "login")]).await.expect(201).json();
        let browser = app.signed_in(JOHN).await;
        let query = named(&asking, &pushed);
        let location = asking.ask(&browser, &query).await.expect(303).header("location").to_owned();
        let sign_in = [("email", JOHN), ("password", crate::support::PASSWORD)];
        let answer = browser.post(&location, &sign_in).await.expect(303);
        let next = answer.header("location").strip_prefix("/consent?").unwrap().to_owned();
        let told = asking.let_in(&browser, &next).await;
        asking.exchange(&value(&told, "code")).await.expect(200);
    }

    /// RFC 9126 §2.3: what the authorization endpoint would refuse is refused at once.
    async fn rfc9126_2_3_what_is_wrong_is_said_at_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        for (changes, code) in [
            ([("redirect_uri", "https://evil.example")], "invalid_request"),
            ([("response_type", "token")], "unsupported_response_type"),
            ([("code_challenge", "")], "invalid_request"),
            ([("code_challenge_method", "plain")], "invalid_request"),
            ([("scope", "soap")], "invalid_scope"),
            ([("resource", "https://evil.example")], "invalid_target"),
            ([("request_uri", "urn:ietf:params:oauth:request_uri:x")], "invalid_request"),
            ([("request", "e30.e30.")], "request_not_supported"),
        ] {
            assert_eq!(refusal(&push(&asking, &changes).await), (400, code.into()), "{changes:?}");
        }
        let fields: Vec<_> = pairs(&asking, &[]);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let wrong = basic(asking.client_id(), "wrong");
        let answer = post(&app, "/oauth2/par", Some(&wrong), FORM, form(&fields)).await;
        assert_eq!(refusal(&answer), (401, "invalid_client".into()));
        assert_eq!(refusal(&post(&app, "/oauth2/par", None, FORM, form(&fields)).await), (401, "invalid_client".into()));
        let own = app.application(JOHN, "Own").await;
        let own = basic(&own.application.client_id, &own.client_secret);
        let answer = post(&app, "/oauth2/par", Some(&own), FORM, form(&fields)).await;
        assert_eq!(refusal(&answer), (400, "unauthorized_client".into()));
        assert_eq!(app.db.count("pushed_requests").await, 0);
    }

    /// RFC 9126 §7: forged, foreign and old names lead nowhere.
    async fn rfc9126_7_forged_foreign_and_old_names_lead_nowhere(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let other = Asking::with(&app, Side::BackOffice, |form| form.name = "Other".into()).await;
        let pushed = push(&asking, &[]).await.expect(201).json();
        let browser = app.signed_in(JOHN).await;
        let nowhere = async |query: &str| {
            let location = asking.ask(&browser, query).await.expect(303).header("location").to_owned();
            assert!(location.starts_with("/consent?"), "{location}");
            browser.get(&location).await.expect(400);
        };
        nowhere(&named(&other, &pushed)).await;
        nowhere(&format!("client_id={}&request_uri=urn:ietf:params:oauth:request_uri:forged", asking.client_id())).await;
        nowhere(&format!("request_uri={}", text(&pushed, "request_uri"))).await;
        // A name that is none of ours is no name (OpenID Connect Core §6.2 is not supported).
        let query = asking.query(&[("request_uri", "https://evil.example/request")]);
        let answer = asking.ask(&browser, &query).await.expect(303);
        assert_eq!(value(&returned(answer.header("location")), "error"), "request_uri_not_supported");
        app.clock.advance(Duration::from_mins(10));
        nowhere(&named(&asking, &pushed)).await;
        assert_eq!(app.db.count("authorizations").await, 0);
    }
}
