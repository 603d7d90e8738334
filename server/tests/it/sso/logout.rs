//! Signing out there, and being signed out from there (OpenID Connect Back-Channel Logout, RP-Initiated Logout).

use super::company::{Company, who};
use crate::{
    oauth::verify::{foreign_key, own_key, signed},
    support::{Answer, JOHN, TestApp},
};
use model::ApplicationSettingsForm;
use serde_json::{Value, json};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// The provider tells our server, which listens for it.
async fn told(company: &Company) -> String {
    let address = company.app.listen().await;
    let uri = format!("http://{address}/sso/company/backchannel-logout");
    company
        .set(ApplicationSettingsForm {
            backchannel_logout_uri: uri.clone(),
            ..ApplicationSettingsForm::default()
        })
        .await;
    uri
}

async fn tell(app: &TestApp, token: &str) -> Answer {
    app.post_form("/sso/company/backchannel-logout", &[("logout_token", token)]).await
}

store::on_both_engines! {
    async fn whoever_signs_out_there_is_signed_out_here(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        told(&company).await;
        let (browser, by_password) = (company.app.browser(), company.app.signed_in(JOHN).await);
        let there = company.provider.signed_in(JOHN).await;
        let location = company.begin(&browser, "").await;
        let path = company.let_in(&there, &location).await;
        browser.get(&path).await.expect(303);
        // Another session there, and so another one here.
        let other = company.app.browser();
        company.sign_in(&other, JOHN).await;
        there.post("/sign-out", &[]).await.expect(303);
        company.provider.office.send_due_logouts().await.unwrap();
        assert_eq!(who(&browser, &company.app).await, None);
        for stays in [&by_password, &other] {
            assert_eq!(who(stays, &company.app).await.as_deref(), Some(JOHN));
        }
    }

    /// OpenID Connect Back-Channel Logout §2.6.
    async fn bcl_2_6_only_the_provider_ends_sessions_and_only_those_it_began(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        let browser = company.app.browser();
        company.sign_in(&browser, JOHN).await;
        let app = &company.app;
        let now = app.office.now().0;
        let keys = company.provider.get("/oauth2/jwks").await.json();
        let header = json!({"typ": "logout+jwt", "alg": "ES256", "kid": keys["keys"][0]["kid"]});
        let claims = json!({
            "iss": company.issuer, "aud": company.client.application.client_id, "iat": now, "exp": now + 120, "jti": "a",
            "sub": company.provider.user(JOHN).await.to_string(), "events": {EVENT: {}},
        });
        let (own, foreign) = (own_key(&company.provider), foreign_key());
        let with = |name: &str, value: Value| {
            let mut claims = claims.clone();
            claims[name] = value;
            signed(&own, &header, &claims)
        };
        let typed = |typ: &str| signed(&own, &json!({"typ": typ, "alg": "ES256", "kid": header["kid"]}), &claims);
        for (what, token) in [
            ("nothing", String::new()),
            ("no token", "a.b.c".to_owned()),
            ("another issuer", with("iss", json!("https://elsewhere.example"))),
            ("for somebody else", with("aud", json!("another"))),
            ("for several others", with("aud", json!(["another", "third"]))),
            ("from the future", with("iat", json!(now + 3_600))),
            ("from the past", with("iat", json!(now - 3_600))),
            ("run out", with("exp", json!(now - 3_600))),
            ("no event", with("events", json!({}))),
            ("another event", with("events", json!({"http://example.com": {}}))),
            ("an ID token", with("nonce", json!("n"))),
            ("nobody's", with("sub", json!(""))),
            ("an access token", typed("at+jwt")),
            ("another key", signed(&foreign, &header, &claims)),
            ("a key that is not known", signed(&own, &json!({"alg": "ES256", "kid": "another"}), &claims)),
            ("no signature", signed(&own, &json!({"alg": "none"}), &claims)),
            ("a shared secret", signed(&own, &json!({"alg": "HS256"}), &claims)),
        ] {
            let answer = tell(app, &token).await.expect(400);
            assert_eq!(answer.json()["error"], "invalid_request", "{what}");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(who(&browser, app).await.as_deref(), Some(JOHN), "{what}");
        }
        app.post_form("/sso/another/backchannel-logout", &[("logout_token", "a")]).await.expect(404);
        app.post_json("/sso/company/backchannel-logout", &json!({})).await.expect(415);
        // Of somebody else, or of another session there: taken, and nothing happens.
        tell(app, &with("sub", json!("somebody"))).await.expect(200);
        tell(app, &with("sid", json!("another"))).await.expect(200);
        assert_eq!(who(&browser, app).await.as_deref(), Some(JOHN));
        let token = signed(&own, &header, &claims);
        tell(app, &token).await.expect(200);
        assert_eq!(who(&browser, app).await, None);
        // Sent again later, it does not end what began since.
        app.clock.advance(std::time::Duration::from_mins(3));
        company.provider.clock.advance(std::time::Duration::from_mins(3));
        company.sign_in(&browser, JOHN).await;
        tell(app, &token).await.expect(400);
        // Nor one of then that does not run out.
        tell(app, &with("exp", json!(now + 3_600))).await.expect(200);
        assert_eq!(who(&browser, app).await.as_deref(), Some(JOHN));
    }

    async fn signing_out_here_goes_on_there_where_that_is_wanted(db: TestDatabase) {
        let company = Company::with(db, r#"{"logout": true}"#, |_| {}).await;
        company
            .set(ApplicationSettingsForm {
                post_logout_redirect_uris: "http://127.0.0.1:3000/sign-in".into(),
                ..ApplicationSettingsForm::default()
            })
            .await;
        company.link_john().await;
        let browser = company.app.browser();
        company.sign_in(&browser, JOHN).await;
        let page = browser.post("/sign-out", &[]).await.expect(200);
        assert!(page.text().contains(&format!("content=\"0;url={}/oauth2/logout?", company.issuer)), "{}", page.text());
        assert_eq!(who(&browser, &company.app).await, None);
        company.sign_in(&browser, JOHN).await;
        let way = browser.rpc("session/sign-out", &json!({})).await.expect(200).json();
        let way = way.as_str().unwrap().strip_prefix(&company.issuer).unwrap().to_owned();
        let asked = company.provider.signed_in(JOHN).await.get(&way).await.expect(303);
        assert!(asked.header("location").starts_with("/logout?"), "the provider asks: {}", asked.header("location"));
        // With a password there is nothing to end there.
        let browser = company.app.signed_in(JOHN).await;
        assert!(browser.rpc("session/sign-out", &json!({})).await.expect(200).json().is_null());
    }
}

#[test]
fn a_configured_secret_is_not_printed() {
    let sso = serde_json::from_value::<server::config::Sso>(json!({"providers": {"a": {
        "issuer": "https://a.example", "client_id": "i", "client_secret": "hunter2",
    }}}))
    .unwrap();
    assert!(!format!("{sso:?} {:?}", sso.settings()).contains("hunter2"));
}
