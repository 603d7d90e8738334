//! The OpenID Provider: ID tokens, userinfo and discovery (OpenID Connect Core and Discovery).

use super::{
    authorizing::{Asking, text, value},
    refusal,
    verify::verified,
};
use crate::support::{Answer, FORM, JOHN, PASSWORD, TestApp, form};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use http::{Method, header};
use model::decode_pairs;
use serde_json::Value;
use std::time::Duration;

const ALL: &str = "openid profile email offline_access";

async fn userinfo(app: &TestApp, method: Method, authorization: Option<&str>, body: &str) -> Answer {
    let mut headers = vec![(header::CONTENT_TYPE, FORM)];
    headers.extend(authorization.map(|value| (header::AUTHORIZATION, value)));
    app.request(method, "/oauth2/userinfo", &headers, body.to_owned().into()).await
}

async fn tokens(asking: &Asking<'_>, scope: &str) -> Value {
    let code = asking.code_for(&[("scope", scope), ("nonce", "n-0S6")]).await;
    asking.exchange(&code).await.expect(200).json()
}

store::on_both_engines! {
    /// OpenID Connect Core §2, §3.1.3.3, §3.1.3.6.
    async fn oidc_core_2_the_id_token_says_who_signed_in_and_when(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let tokens = tokens(&asking, ALL).await;
        let (head, claims) = verified(&app, text(&tokens, "id_token")).await;
        assert_eq!((text(&head, "typ"), text(&head, "alg")), ("JWT", "ES256"));
        let john = app.user(JOHN).await.to_string();
        let now = app.office.now().0;
        for (name, expected) in [
            ("iss", "http://127.0.0.1:3000"), ("sub", &john), ("nonce", "n-0S6"), ("name", "John Doe"),
            ("given_name", "John"), ("family_name", "Doe"), ("email", JOHN),
        ] {
            assert_eq!(text(&claims, name), expected, "{name}");
        }
        assert_eq!(claims["aud"], serde_json::json!([asking.client_id()]));
        assert_eq!((&claims["email_verified"], &claims["amr"]), (&true.into(), &serde_json::json!(["pwd"])));
        assert_eq!((claims["iat"].as_i64(), claims["exp"].as_i64()), (Some(now), Some(now + 3600)));
        assert_eq!(claims["auth_time"].as_i64(), Some(now));
        assert!(!text(&claims, "sid").is_empty() && !text(&claims, "org").is_empty());
        let half = BASE64.encode(&domain::digest(text(&tokens, "access_token"))[..16]);
        assert_eq!(text(&claims, "at_hash"), half);
    }

    /// OpenID Connect Core §5.4: no more than the scope opens; without `openid` no ID token at all.
    async fn oidc_core_5_4_claims_follow_the_scope(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        for (scope, names) in [
            ("openid", vec![]),
            ("openid email", vec!["email", "email_verified"]),
            ("openid profile", vec!["name", "given_name", "family_name"]),
        ] {
            let tokens = tokens(&asking, scope).await;
            let (_, claims) = verified(&app, text(&tokens, "id_token")).await;
            let bearer = format!("Bearer {}", text(&tokens, "access_token"));
            let info = userinfo(&app, Method::GET, Some(&bearer), "").await.expect(200).json();
            assert_eq!(info["sub"], claims["sub"], "§5.3.2: the same subject");
            for name in ["name", "given_name", "family_name", "email", "email_verified"] {
                assert_eq!(claims.get(name).is_some(), names.contains(&name), "{scope}: {name}");
                assert_eq!(info.get(name), claims.get(name), "{scope}: {name}");
            }
        }
        let tokens = tokens(&asking, "scim profile").await;
        assert_eq!(tokens.get("id_token"), None);
    }

    /// OpenID Connect Core §12.2: a refreshed one speaks of the same sign-in, and has no nonce.
    async fn oidc_core_12_2_after_a_refresh(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::public(&app).await;
        let first = tokens(&asking, ALL).await;
        app.clock.advance(Duration::from_mins(50));
        let next = asking.refresh(text(&first, "refresh_token")).await.expect(200).json();
        let (_, before) = verified(&app, text(&first, "id_token")).await;
        let (_, after) = verified(&app, text(&next, "id_token")).await;
        for name in ["iss", "sub", "aud", "auth_time", "sid"] {
            assert_eq!(before[name], after[name], "{name}");
        }
        assert_eq!(after.get("nonce"), None);
        assert!(after["iat"].as_i64() > before["iat"].as_i64());
    }

    /// OpenID Connect Core §3.1.2.1: signing in again moves `auth_time`.
    async fn oidc_core_3_1_2_1_auth_time_is_that_of_the_sign_in(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let browser = app.signed_in(JOHN).await;
        let begun = app.office.now().0;
        app.clock.advance(Duration::from_mins(5));
        let query = asking.query(&[("scope", "openid")]);
        let code = value(&asking.let_in(&browser, &query).await, "code");
        let (_, claims) = verified(&app, text(&asking.exchange(&code).await.json(), "id_token")).await;
        assert_eq!(claims["auth_time"].as_i64(), Some(begun));
        let query = asking.query(&[("scope", "openid"), ("max_age", "60")]);
        let location = asking.ask(&browser, &query).await.header("location").to_owned();
        browser.post(&location, &[("email", JOHN), ("password", PASSWORD)]).await.expect(303);
        let next = decode_pairs(location.strip_prefix("/sign-in?").unwrap().as_bytes()).unwrap();
        let next = value(&next, "next").replacen("/consent?", "", 1);
        let code = value(&asking.let_in(&browser, &next).await, "code");
        let (_, claims) = verified(&app, text(&asking.exchange(&code).await.json(), "id_token")).await;
        assert_eq!(claims["auth_time"].as_i64(), Some(begun + 300));
    }

    /// OpenID Connect Core §5.3.1, §5.3.3; RFC 6750 §2, §3.1.
    async fn oidc_core_5_3_who_may_ask_and_how(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let tokens = tokens(&asking, "openid").await;
        let token = text(&tokens, "access_token");
        let bearer = format!("Bearer {token}");
        userinfo(&app, Method::POST, Some(&bearer), "").await.expect(200);
        let answer = userinfo(&app, Method::POST, None, &form(&[("access_token", token)])).await.expect(200);
        assert_eq!(answer.header("cache-control"), "no-store");
        userinfo(&app, Method::POST, Some(&bearer), &form(&[("access_token", token)])).await.expect(400);

        let challenge = async |authorization: Option<&str>, status| {
            let answer = userinfo(&app, Method::GET, authorization, "").await.expect(status);
            answer.header("www-authenticate").to_owned()
        };
        assert_eq!(challenge(None, 401).await, "Bearer realm=\"Latchkey\", scope=\"openid\"");
        for bad in ["Bearer nonsense", &format!("Bearer {}", text(&tokens, "id_token"))] {
            assert!(challenge(Some(bad), 401).await.contains("error=\"invalid_token\""), "{bad}");
        }
        let own = app.application(JOHN, "Own").await;
        let own = format!("Bearer {}", app.token(&own).await);
        assert!(challenge(Some(&own), 401).await.contains("invalid_token"), "nobody let it in");
        let without = asking.tokens().await;
        let without = format!("Bearer {}", text(&without, "access_token"));
        assert!(challenge(Some(&without), 403).await.contains("insufficient_scope"));
        // An ID token opens no API, and the token of userinfo alone does not either.
        assert_eq!(asking.call(text(&tokens, "id_token")).await, 401);
        assert_eq!(asking.call(token).await, 403);
        asking.post("/oauth2/revoke", &[("token", token)]).await.expect(200);
        assert!(challenge(Some(&bearer), 401).await.contains("invalid_token"));
    }

    /// OpenID Connect Discovery §3, §4; RFC 8414 §3: both documents say the same.
    async fn oidc_discovery_3_both_documents_say_the_same(db: TestDatabase) {
        let app = TestApp::https(db).await;
        let ours = app.get("/.well-known/openid-configuration").await.expect(200);
        assert_eq!(ours.json(), app.get("/.well-known/oauth-authorization-server").await.json());
        assert_eq!(ours.header("content-type"), "application/json");
        let answer = app.request(Method::POST, "/.well-known/openid-configuration", &[], axum::body::Body::empty()).await;
        assert_eq!(refusal(&answer), (405, "invalid_request".into()));
        let typed: openidconnect::core::CoreProviderMetadata = serde_json::from_value(ours.json()).unwrap();
        assert_eq!(typed.issuer().as_str(), "https://keys.example.com");
    }
}
