//! `private_key_jwt` (RFC 7523 §2.2, §3): applications that sign, and everything an attacker makes of an assertion.

use super::{
    authorizing::{Asking, REDIRECT, VERIFIER, text},
    post, refusal,
};
use crate::support::{ADMIN, Answer, FORM, JOHN, TestApp, form};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use domain::Error;
use model::{ApplicationId, ApplicationSettingsForm, Grace};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use serde_json::{Value, json};
use std::time::Duration;

const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const ISSUER: &str = "http://127.0.0.1:3000";

/// An application that signs.
pub(super) struct Signing<'a> {
    pub(super) app: &'a TestApp,
    pub(super) id: ApplicationId,
    pub(super) client_id: String,
    secret: String,
    p256: EcdsaKeyPair,
    ed25519: Ed25519KeyPair,
}

fn jwks(p256: &EcdsaKeyPair, ed25519: &Ed25519KeyPair) -> String {
    let point = p256.public_key().as_ref();
    let (x, y) = (BASE64.encode(&point[1..33]), BASE64.encode(&point[33..]));
    json!({"keys": [
        {"kty": "EC", "crv": "P-256", "kid": "one", "x": x, "y": y},
        {"kty": "OKP", "crv": "Ed25519", "x": BASE64.encode(ed25519.public_key().as_ref())},
    ]})
    .to_string()
}

impl<'a> Signing<'a> {
    pub(super) async fn on(app: &'a TestApp) -> Self {
        let created = app.application(JOHN, "Signing").await;
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        let p256 = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).unwrap();
        let document = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
        let ed25519 = Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap();
        let id = created.application.id;
        let form = ApplicationSettingsForm {
            authentication_method: "private_key_jwt".into(),
            jwks: jwks(&p256, &ed25519),
            ..ApplicationSettingsForm::default()
        };
        let john = app.actor(JOHN).await;
        app.office.change_application_settings(&john, id, &form).await.unwrap();
        let (client_id, secret) = (created.application.client_id, created.client_secret);
        Self { app, id, client_id, secret, p256, ed25519 }
    }

    /// Its keys, with another name for the first one.
    pub(super) fn jwks(&self, name: &str) -> String {
        jwks(&self.p256, &self.ed25519).replace("\"one\"", &format!("\"{name}\""))
    }

    pub(super) fn claims(&self, id: &str) -> Value {
        let now = self.app.office.now().0;
        json!({"iss": self.client_id, "sub": self.client_id, "aud": ISSUER, "exp": now + 60, "iat": now, "jti": id})
    }

    pub(super) fn sign(&self, header: &Value, claims: &Value) -> String {
        let signed = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
        let signature = if header["alg"] == "EdDSA" {
            self.ed25519.sign(signed.as_bytes()).as_ref().to_vec()
        } else {
            self.p256.sign(&SystemRandom::new(), signed.as_bytes()).unwrap().as_ref().to_vec()
        };
        format!("{signed}.{}", BASE64.encode(signature))
    }

    async fn ask(&self, path: &str, assertion: &str, more: &[(&str, &str)]) -> Answer {
        let mut fields = vec![("client_assertion_type", TYPE), ("client_assertion", assertion)];
        fields.extend(more);
        post(self.app, path, None, FORM, form(&fields)).await
    }

    pub(super) async fn token(&self, assertion: &str) -> Answer {
        self.ask("/oauth2/token", assertion, &[("grant_type", "client_credentials")]).await
    }
}

store::on_both_engines! {
    async fn rfc7523_2_2_an_application_that_signs_gets_tokens(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let signing = Signing::on(&app).await;
        for (number, header) in [
            json!({"alg": "ES256", "kid": "one"}), json!({"alg": "ES256"}), json!({"alg": "EdDSA", "typ": "JWT"}),
        ]
        .iter()
        .enumerate()
        {
            let mut claims = signing.claims(&format!("id {number}"));
            if number == 1 {
                claims["aud"] = json!([format!("{ISSUER}/oauth2/token")]);
            }
            let tokens = signing.token(&signing.sign(header, &claims)).await.expect(200).json();
            let bearer = format!("Bearer {}", text(&tokens, "access_token"));
            let headers = [(http::header::AUTHORIZATION, bearer.as_str())];
            app.request(http::Method::GET, "/api/me", &headers, axum::body::Body::empty()).await.expect(200);
            // At the other endpoints as well.
            let assertion = signing.sign(header, &signing.claims(&format!("again {number}")));
            let told = signing.ask("/oauth2/introspect", &assertion, &[("token", text(&tokens, "access_token"))]).await;
            assert_eq!(told.expect(200).json()["active"], true);
        }
        app.office.flush_last_used().await.unwrap();
        let john = app.actor(JOHN).await;
        assert!(app.office.find_application(&john, signing.id).await.unwrap().last_used_at.is_some());
    }

    /// RFC 7523 §3, RFC 8725 §3.1, §3.11; RFC 9700 §4.5: nothing of what an attacker sends passes.
    async fn rfc7523_3_every_flaw_is_refused(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let signing = Signing::on(&app).await;
        let es256 = json!({"alg": "ES256", "kid": "one"});
        let now = app.office.now().0;
        let with = |name: &str, value: Value| {
            let mut claims = signing.claims(&format!("{name} {value}"));
            claims[name] = value;
            signing.sign(&es256, &claims)
        };
        let without = |name: &str| {
            let mut claims = signing.claims(name);
            claims.as_object_mut().unwrap().remove(name);
            signing.sign(&es256, &claims)
        };
        let head = |header: Value| signing.sign(&header, &signing.claims(&header.to_string()));
        let good = signing.sign(&es256, &signing.claims("stripped"));
        let other = app.application(ADMIN, "Other").await.application.client_id;
        for (what, assertion) in [
            ("another issuer", with("iss", other.as_str().into())),
            ("another subject", with("sub", other.as_str().into())),
            ("another audience", with("aud", "https://evil.example".into())),
            ("an audience that begins like ours", with("aud", format!("{ISSUER}/oauth2/token/x").into())),
            ("several audiences", with("aud", json!([ISSUER, "https://evil.example"]))),
            ("no audience", with("aud", json!([]))),
            ("ended", with("exp", (now - 1).into())),
            ("ends now", with("exp", now.into())),
            ("lives too long", with("exp", (now + 361).into())),
            ("ends in words", with("exp", "tomorrow".into())),
            ("not yet", with("nbf", (now + 61).into())),
            ("issued in the future", with("iat", (now + 61).into())),
            ("an empty id", with("jti", "".into())),
            ("a long id", with("jti", "x".repeat(256).into())),
            ("no id", without("jti")),
            ("no end", without("exp")),
            ("no issuer", without("iss")),
            ("no algorithm", head(json!({"alg": "none"}))),
            ("a secret's algorithm", head(json!({"alg": "HS256"}))),
            ("another curve", head(json!({"alg": "ES384"}))),
            ("an unknown key", head(json!({"alg": "ES256", "kid": "two"}))),
            ("an extension", head(json!({"alg": "ES256", "crit": ["x"], "x": 1}))),
            ("a key of its own", head(json!({"alg": "ES384", "jwk": {"kty": "EC"}}))),
            ("no signature", good.rsplit_once('.').unwrap().0.to_owned() + "."),
            ("nothing", "..".into()),
            ("two parts", "a.b".into()),
            ("huge", "x".repeat(60_000)),
            ("deep", format!("{}.{}.x", BASE64.encode("{\"alg\":".to_owned() + &"[".repeat(4_000)), BASE64.encode("{}"))),
        ] {
            let answer = signing.token(&assertion).await;
            assert_ne!(answer.status, 200, "{what}");
            let named = refusal(&answer);
            assert!(matches!(named.0, 401 | 429), "{what}: {answer:?}");
            assert_eq!(named.1, "invalid_client", "{what}");
            // What is counted per address is not what is proven here.
            app.clock.advance(Duration::from_millis(1));
            app.office.flush_last_used().await.unwrap();
        }
        app.clock.advance(Duration::from_secs(61));
        signing.token(&signing.sign(&es256, &signing.claims("at last"))).await.expect(200);
    }

    /// RFC 7523 §3 (7): once, also at another endpoint.
    async fn rfc7523_3_7_an_assertion_works_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let signing = Signing::on(&app).await;
        let assertion = signing.sign(&json!({"alg": "ES256"}), &signing.claims("only"));
        signing.token(&assertion).await.expect(200);
        assert_eq!(refusal(&signing.token(&assertion).await), (401, "invalid_client".into()));
        let answer = signing.ask("/oauth2/introspect", &assertion, &[("token", "x")]).await;
        assert_eq!(refusal(&answer), (401, "invalid_client".into()));
        app.clock.advance(Duration::from_secs(59));
        assert_eq!(refusal(&signing.token(&assertion).await), (401, "invalid_client".into()));
    }

    /// An application has one way to show who it is, and does not fall back to a weaker one.
    async fn one_way_only(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let signing = Signing::on(&app).await;
        let basic = crate::oauth::basic(&signing.client_id, &signing.secret);
        let grant = "grant_type=client_credentials";
        let answer = post(&app, "/oauth2/token", Some(&basic), FORM, grant).await;
        assert_eq!(refusal(&answer), (401, "invalid_client".into()));
        let alone = format!("{grant}&client_id={}", signing.client_id);
        assert_eq!(refusal(&post(&app, "/oauth2/token", None, FORM, alone).await), (401, "invalid_client".into()));
        let john = app.actor(JOHN).await;
        let rotated = app.office.rotate_secret(&john, signing.id, Grace::None).await;
        assert!(matches!(rotated, Err(Error::Forbidden)));

        // Going back, it has no secret until one is made, and its assertions are worth nothing.
        let form = ApplicationSettingsForm::default();
        app.office.change_application_settings(&john, signing.id, &form).await.unwrap();
        let assertion = signing.sign(&json!({"alg": "ES256"}), &signing.claims("late"));
        assert_eq!(refusal(&signing.token(&assertion).await), (401, "invalid_client".into()));
        assert_eq!(refusal(&post(&app, "/oauth2/token", Some(&basic), FORM, grant).await), (401, "invalid_client".into()));
        let rotated = app.office.rotate_secret(&john, signing.id, Grace::None).await.unwrap();
        let basic = crate::oauth::basic(&signing.client_id, &rotated.client_secret);
        post(&app, "/oauth2/token", Some(&basic), FORM, grant).await.expect(200);
    }

    async fn codes_are_exchanged_with_an_assertion(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let signing = Signing::on(&app).await;
        let admin = app.actor(ADMIN).await;
        let id = asking.new.application.id;
        let mut form = ApplicationSettingsForm::of(&app.office.find_application_settings(&admin, id).await.unwrap());
        form.authentication_method = "private_key_jwt".into();
        form.jwks = jwks(&signing.p256, &signing.ed25519);
        form.refresh_idle_days = "1".into();
        form.refresh_absolute_days = "2".into();
        app.office.change_application_settings(&admin, id, &form).await.unwrap();
        let asserted = async |id: &str, fields: &[(&str, &str)]| {
            let mut claims = signing.claims(id);
            claims["iss"] = asking.client_id().into();
            claims["sub"] = asking.client_id().into();
            signing.ask("/oauth2/token", &signing.sign(&json!({"alg": "EdDSA"}), &claims), fields).await
        };
        let code = asking.code().await;
        let exchange = [
            ("grant_type", "authorization_code"), ("redirect_uri", REDIRECT), ("code", code.as_str()),
            ("code_verifier", VERIFIER),
        ];
        let tokens = asserted("1", &exchange).await.expect(200).json();
        // Its own lifetimes: a day unused, two altogether.
        let refresh = async |id: &str, token: &str| {
            asserted(id, &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
        };
        app.clock.advance(Duration::from_hours(23));
        let tokens = refresh("2", text(&tokens, "refresh_token")).await.expect(200).json();
        app.clock.advance(Duration::from_hours(23));
        let tokens = refresh("3", text(&tokens, "refresh_token")).await.expect(200).json();
        app.clock.advance(Duration::from_hours(2));
        let late = refresh("4", text(&tokens, "refresh_token")).await;
        assert_eq!(refusal(&late), (400, "invalid_grant".into()));
    }

    async fn settings_are_refused_in_words_and_change_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let signing = Signing::on(&app).await;
        let john = app.actor(JOHN).await;
        let before = app.office.find_application_settings(&john, signing.id).await.unwrap();
        app.clear_mails().await;
        let good = ApplicationSettingsForm::of(&before);
        for bad in ["{}", "not JSON", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}"] {
            let form = ApplicationSettingsForm { jwks: bad.into(), ..good.clone() };
            let refused = app.office.change_application_settings(&john, signing.id, &form).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{bad}: {refused:?}");
        }
        let stale = ApplicationSettingsForm { version: "1".into(), jwks: good.jwks.replace("one", "two"), ..good.clone() };
        let refused = app.office.change_application_settings(&john, signing.id, &stale).await;
        assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
        let amanda = app.actor("amanda.cole@example.com").await;
        let refused = app.office.change_application_settings(&amanda, signing.id, &good).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        assert_eq!(app.office.find_application_settings(&john, signing.id).await.unwrap(), before);
        app.office.change_application_settings(&john, signing.id, &good).await.unwrap();
        assert!(app.mails().await.is_empty(), "nothing was changed");
    }
}
