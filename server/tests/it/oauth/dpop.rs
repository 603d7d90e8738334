//! Proofs of possession (RFC 9449): a stolen token is worth nothing without its key.

use super::{
    authorizing::{Asking, REDIRECT, VERIFIER, text},
    refusal,
    verify::parts,
};
use crate::support::{Answer, FORM, JOHN, TestApp, form};
use axum::body::Body;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use http::{HeaderName, Method, header};
use model::CreatedApplication;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use std::time::Duration;

const TOKEN: &str = "http://127.0.0.1:3000/oauth2/token";
const API: &str = "http://127.0.0.1:3000/api/me";

/// Somebody with a key.
pub(super) struct Holder {
    key: EcdsaKeyPair,
    jwk: Value,
}

impl Holder {
    pub(super) fn new() -> Self {
        let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
        let document = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).unwrap();
        let point = key.public_key().as_ref();
        let (x, y) = (BASE64.encode(&point[1..33]), BASE64.encode(&point[33..]));
        let jwk = json!({"kty": "EC", "crv": "P-256", "x": x, "y": y});
        Self { key, jwk }
    }

    /// RFC 7638 §3.
    fn thumbprint(&self) -> String {
        let of = |name: &str| self.jwk[name].as_str().unwrap().to_owned();
        BASE64.encode(domain::digest(&format!(
            r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#,
            of("x"),
            of("y")
        )))
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let signed = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
        let signature = self.key.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", BASE64.encode(signature.as_ref()))
    }

    pub(super) fn proof_with(&self, header: &[(&str, Value)], claims: &Value) -> String {
        let mut head = json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk});
        for (name, value) in header {
            head[*name] = value.clone();
        }
        self.sign(&head, claims)
    }
}

/// What a good proof for the token endpoint says.
pub(super) fn claims(app: &TestApp, id: &str) -> Value {
    let nonce = app.office.dpop_nonce().unwrap();
    json!({"jti": id, "htm": "POST", "htu": TOKEN, "iat": app.office.now().0, "nonce": nonce})
}

async fn ask(app: &TestApp, own: &CreatedApplication, proofs: &[&str]) -> Answer {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_id", &*own.application.client_id),
        ("client_secret", &own.client_secret),
    ];
    send(app, &fields, proofs).await
}

pub(super) async fn send(app: &TestApp, fields: &[(&str, &str)], proofs: &[&str]) -> Answer {
    let mut headers = vec![(header::CONTENT_TYPE, FORM)];
    headers.extend(proofs.iter().map(|proof| (HeaderName::from_static("dpop"), *proof)));
    app.request(Method::POST, "/oauth2/token", &headers, form(fields).into()).await
}

async fn call(app: &TestApp, authorization: &str, proofs: &[&str]) -> Answer {
    let mut headers = vec![(header::AUTHORIZATION, authorization)];
    headers.extend(proofs.iter().map(|proof| (HeaderName::from_static("dpop"), *proof)));
    app.request(Method::GET, "/api/me", &headers, Body::empty()).await
}

/// A proof for the API with this token.
fn at_api(app: &TestApp, holder: &Holder, id: &str, token: &str, changes: &[(&str, Value)]) -> String {
    let ath = BASE64.encode(domain::digest(token));
    let mut claims = json!({"jti": id, "htm": "GET", "htu": API, "iat": app.office.now().0, "ath": ath});
    for (name, value) in changes {
        claims[*name] = value.clone();
    }
    holder.proof_with(&[], &claims)
}

store::on_both_engines! {
    /// RFC 9449 §5, §6.1, §7.1.
    async fn rfc9449_5_a_token_is_bound_to_the_key_that_was_proven(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (own, holder) = (app.application(JOHN, "Own").await, Holder::new());
        let answer = ask(&app, &own, &[&holder.proof_with(&[], &claims(&app, "1"))]).await.expect(200);
        assert!(!answer.header("dpop-nonce").is_empty(), "§8.2");
        let tokens = answer.json();
        assert_eq!(tokens["token_type"], "DPoP");
        let token = text(&tokens, "access_token");
        assert_eq!(parts(token).1["cnf"]["jkt"], holder.thumbprint());
        let bound = format!("DPoP {token}");
        call(&app, &bound, &[&at_api(&app, &holder, "2", token, &[])]).await.expect(200);
        // Query and fragment do not count (§4.3).
        let proof = at_api(&app, &holder, "3", token, &[("htu", format!("{API}?x=1#y").into())]);
        call(&app, &bound, &[&proof]).await.expect(200);
        let fields = form(&[
            ("token", token), ("client_id", &own.application.client_id), ("client_secret", &own.client_secret),
        ]);
        let about = app.request(Method::POST, "/oauth2/introspect", &[(header::CONTENT_TYPE, FORM)], fields.into()).await;
        let about = about.expect(200).json();
        assert_eq!((&about["token_type"], &about["cnf"]["jkt"]), (&"DPoP".into(), &holder.thumbprint().into()));
    }

    /// RFC 9449 §4.3, every check of it, at the token endpoint.
    async fn rfc9449_4_3_every_flaw_of_a_proof_is_refused(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (own, holder, thief) = (app.application(JOHN, "Own").await, Holder::new(), Holder::new());
        let with = |name: &str, value: Value| {
            let mut claims = claims(&app, &format!("{name} {value}"));
            claims[name] = value;
            holder.proof_with(&[], &claims)
        };
        let head = |name: &str, value: Value| holder.proof_with(&[(name, value)], &claims(&app, name));
        let now = app.office.now().0;
        let mut private = holder.jwk.clone();
        private["d"] = "AA".into();
        let mut off_curve = holder.jwk.clone();
        off_curve["y"] = holder.jwk["x"].clone();
        for (what, proof) in [
            ("another method", with("htm", "GET".into())),
            ("a method in small letters", with("htm", "post".into())),
            ("another address", with("htu", "http://127.0.0.1:3000/oauth2/revoke".into())),
            ("another host", with("htu", "https://evil.example/oauth2/token".into())),
            ("the alias", with("htu", "http://127.0.0.1:3000/oauth2-token".into())),
            ("too old", with("iat", (now - 61).into())),
            ("from the future", with("iat", (now + 61).into())),
            ("no number", with("iat", "now".into())),
            ("an empty id", with("jti", "".into())),
            ("a long id", with("jti", "x".repeat(256).into())),
            ("another type", head("typ", "JWT".into())),
            ("no algorithm", head("alg", "none".into())),
            ("a secret's algorithm", head("alg", "HS256".into())),
            ("an extension", head("crit", json!(["x"]))),
            ("a secret key", head("jwk", json!({"kty": "oct", "k": "AA"}))),
            ("a private key", head("jwk", private)),
            ("no point of the curve", head("jwk", off_curve)),
            ("somebody else's key", head("jwk", thief.jwk.clone())),
            ("no key", head("jwk", Value::Null)),
            ("nothing", "x".into()),
            ("three times nothing", "..".into()),
            ("huge", "x".repeat(60_000)),
        ] {
            let answer = ask(&app, &own, &[&proof]).await;
            assert_eq!(refusal(&answer), (400, "invalid_dpop_proof".into()), "{what}");
        }
        let (one, two) = (with("iat", now.into()), with("iat", (now - 1).into()));
        assert_eq!(refusal(&ask(&app, &own, &[&one, &two]).await), (400, "invalid_dpop_proof".into()));
        ask(&app, &own, &[&one]).await.expect(200);
        // §11.1: once.
        assert_eq!(refusal(&ask(&app, &own, &[&one]).await), (400, "invalid_dpop_proof".into()));
    }

    /// RFC 9449 §8: the nonce is of this server, and of now; all processes with the same key take it.
    async fn rfc9449_8_the_nonce_is_ours_and_of_now(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (own, holder) = (app.application(JOHN, "Own").await, Holder::new());
        let with = |id: &str, nonce: Value| {
            let mut claims = claims(&app, id);
            claims["nonce"] = nonce;
            holder.proof_with(&[], &claims)
        };
        for nonce in [Value::Null, "".into(), "nonsense".into()] {
            let answer = ask(&app, &own, &[&with(&nonce.to_string(), nonce)]).await;
            assert_eq!(refusal(&answer), (400, "use_dpop_nonce".into()));
            assert_eq!(answer.header("dpop-nonce"), app.office.dpop_nonce().unwrap());
        }
        let nonce = app.office.dpop_nonce().unwrap();
        app.clock.advance(Duration::from_mins(2));
        assert_ne!(app.office.dpop_nonce().unwrap(), nonce);
        let beside = app.beside(app.db.another().await);
        ask(&beside, &own, &[&with("a", nonce.as_str().into())]).await.expect(200);
        app.clock.advance(Duration::from_mins(2));
        let late = ask(&app, &own, &[&with("b", nonce.into())]).await;
        assert_eq!(refusal(&late), (400, "use_dpop_nonce".into()));
    }

    /// RFC 9449 §7.1, §7.2: what a thief can do with a token, or with a token and an old proof.
    async fn rfc9449_7_2_a_stolen_token_opens_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (own, holder, thief) = (app.application(JOHN, "Own").await, Holder::new(), Holder::new());
        let tokens = ask(&app, &own, &[&holder.proof_with(&[], &claims(&app, "1"))]).await.expect(200).json();
        let (token, unbound) = (text(&tokens, "access_token"), app.token(&own).await);
        let bound = format!("DPoP {token}");
        let seen = at_api(&app, &holder, "seen", token, &[]);
        call(&app, &bound, &[&seen]).await.expect(200);
        for (what, authorization, proof, code) in [
            ("as a bearer token", format!("Bearer {token}"), None, "Bearer invalid_token"),
            ("without a proof", bound.clone(), None, "DPoP invalid_dpop_proof"),
            ("with a proof that was seen", bound.clone(), Some(seen), "DPoP invalid_dpop_proof"),
            ("with another key", bound.clone(), Some(at_api(&app, &thief, "2", token, &[])), "DPoP invalid_dpop_proof"),
            ("of another token", bound.clone(), Some(at_api(&app, &holder, "3", &unbound, &[])), "DPoP invalid_dpop_proof"),
            ("of no token", bound.clone(), Some(at_api(&app, &holder, "4", token, &[("ath", Value::Null)])), "DPoP invalid_dpop_proof"),
            ("for another method", bound.clone(), Some(at_api(&app, &holder, "5", token, &[("htm", "POST".into())])), "DPoP invalid_dpop_proof"),
            ("for another address", bound.clone(), Some(at_api(&app, &holder, "6", token, &[("htu", TOKEN.into())])), "DPoP invalid_dpop_proof"),
            ("an unbound one as bound", format!("DPoP {unbound}"), Some(at_api(&app, &holder, "7", &unbound, &[])), "DPoP invalid_token"),
            ("nonsense as bound", "DPoP x".into(), None, "DPoP invalid_token"),
        ] {
            let proofs: Vec<&str> = proof.iter().map(String::as_str).collect();
            let answer = call(&app, &authorization, &proofs).await.expect(401);
            let (scheme, error) = code.split_once(' ').unwrap();
            let challenge = answer.header("www-authenticate");
            assert!(challenge.starts_with(&format!("{scheme} ")), "{what}: {challenge}");
            assert!(challenge.contains(&format!("error=\"{error}\"")), "{what}: {challenge}");
            assert_eq!(challenge.contains("algs=\"ES256\""), scheme == "DPoP", "{what}");
        }
        let (one, two) = (at_api(&app, &holder, "8", token, &[]), at_api(&app, &holder, "9", token, &[]));
        call(&app, &bound, &[&one, &two]).await.expect(401);
        call(&app, &format!("Bearer {unbound}"), &[]).await.expect(200);
        call(&app, &bound, &[&one]).await.expect(200);
    }

    /// RFC 9449 §5, §10: codes and the refresh tokens of public applications are bound as well.
    async fn rfc9449_10_codes_and_refresh_tokens_are_bound(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::public(&app).await;
        let (holder, thief) = (Holder::new(), Holder::new());
        let code = asking.code_for(&[("dpop_jkt", &holder.thumbprint()), ("scope", "openid offline_access")]).await;
        let fields = [
            ("grant_type", "authorization_code"), ("client_id", asking.client_id()), ("redirect_uri", REDIRECT),
            ("code", &code), ("code_verifier", VERIFIER),
        ];
        let proven = async |holder: &Holder, id: &str, fields: &[(&str, &str)]| {
            send(&app, fields, &[&holder.proof_with(&[], &claims(&app, id))]).await
        };
        assert_eq!(refusal(&send(&app, &fields, &[]).await), (400, "invalid_grant".into()));
        assert_eq!(refusal(&proven(&thief, "1", &fields).await), (400, "invalid_grant".into()));
        let tokens = proven(&holder, "2", &fields).await.expect(200).json();
        assert_eq!(tokens["token_type"], "DPoP");

        let refresh = [
            ("grant_type", "refresh_token"), ("client_id", asking.client_id()),
            ("refresh_token", text(&tokens, "refresh_token")),
        ];
        assert_eq!(refusal(&send(&app, &refresh, &[]).await), (400, "invalid_grant".into()));
        assert_eq!(refusal(&proven(&thief, "3", &refresh).await), (400, "invalid_grant".into()));
        let next = proven(&holder, "4", &refresh).await.expect(200).json();
        assert_eq!(parts(text(&next, "access_token")).1["cnf"]["jkt"], holder.thumbprint());

        // What userinfo says is bound, too.
        let token = text(&next, "access_token");
        let userinfo = async |authorization: String, proof: Option<String>| {
            let mut headers = vec![(header::AUTHORIZATION, authorization.as_str())];
            headers.extend(proof.iter().map(|proof| (HeaderName::from_static("dpop"), proof.as_str())));
            app.request(Method::GET, "/oauth2/userinfo", &headers, Body::empty()).await
        };
        let here: Value = "http://127.0.0.1:3000/oauth2/userinfo".into();
        let proof = |holder: &Holder, id: &str| at_api(&app, holder, id, token, &[("htu", here.clone())]);
        userinfo(format!("Bearer {token}"), None).await.expect(401);
        userinfo(format!("DPoP {token}"), Some(proof(&thief, "5"))).await.expect(401);
        userinfo(format!("DPoP {token}"), Some(proof(&holder, "6"))).await.expect(200);

        let query = asking.query(&[("dpop_jkt", "short")]);
        let answer = asking.ask(&app.signed_in(JOHN).await, &query).await.expect(303);
        assert!(answer.header("location").contains("error=invalid_request"), "{answer:?}");
    }
}
