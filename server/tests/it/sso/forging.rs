//! A provider that is not the one it says it is, or says something else than it signed: between the two servers sits somebody who
//! has the provider's key and changes what it answers.

use super::company::{ID, another_of, configured, problem, who};
use crate::{
    oauth::verify::{encoded, foreign_key, own_key, parts, signed},
    support::{ADMIN, Browser, JOHN, TestApp, free_port},
};
use axum::{Router, body::Body, extract::Request, response::Response};
use http_body_util::BodyExt;
use model::{ApplicationForm, Side};
use ring::signature::EcdsaKeyPair;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use store::testing::TestDatabase;
use tokio::net::TcpListener;

/// What is done to an answer of this path.
type Change = Box<dyn Fn(&str, &mut Value) + Send>;

/// What is done to header and claims of an ID token, at this time.
type ForgeClaims = fn(&mut Value, &mut Value, i64);
/// What is done to an answer of the token endpoint.
type ForgeAnswer = fn(&mut Value);

struct Between {
    app: TestApp,
    provider: Arc<TestApp>,
    issuer: String,
    change: Arc<Mutex<Option<Change>>>,
}

impl Between {
    async fn on(db: TestDatabase) -> Self {
        let issuer = format!("http://127.0.0.1:{}", free_port());
        let provider = TestApp::with(another_of(&db).await, |config| {
            config.server.public_url = Some(issuer.parse().unwrap());
        })
        .await;
        let form = ApplicationForm {
            name: "Back office".into(),
            grant: "authorization_code".into(),
            redirect_uris: vec![format!("http://127.0.0.1:3000/sso/{ID}/callback")],
            ..ApplicationForm::new()
        };
        let admin = provider.actor(ADMIN).await;
        let client =
            provider.office.create_application_of_side(&admin, Side::BackOffice, &form).await.unwrap();
        let sso = configured(&issuer, &client, r#"{"link_by_email": "verified"}"#);
        let app = TestApp::with(db, |config| config.sso = sso).await;
        let (provider, change) = (Arc::new(provider), Arc::new(Mutex::new(None)));
        let listener = TcpListener::bind(issuer.trim_start_matches("http://")).await.unwrap();
        let (there, changes) = (Arc::clone(&provider), Arc::clone(&change));
        let between = Router::new()
            .fallback(move |request: Request| forward(Arc::clone(&there), Arc::clone(&changes), request));
        tokio::spawn(async move { axum::serve(listener, between).await });
        Self { app, provider, issuer, change }
    }

    fn set(&self, change: impl Fn(&str, &mut Value) + Send + 'static) {
        *self.change.lock().unwrap() = Some(Box::new(change));
    }

    async fn sign_in(&self, browser: &Browser<'_>) -> String {
        let location = browser.get(&format!("/sso/{ID}")).await.expect(303).header("location").to_owned();
        let there = self.provider.signed_in(JOHN).await;
        let answer = there.get(location.strip_prefix(&self.issuer).unwrap()).await.expect(303);
        let location = answer.header("location").to_owned();
        let back = match location.strip_prefix("/consent?") {
            Some(query) => {
                let fields = json!({"form": {"query": query, "answer": "grant"}});
                there.rpc("consent/answer", &fields).await.expect(200).json().as_str().unwrap().to_owned()
            }
            None => location,
        };
        let answer = browser.get(back.strip_prefix("http://127.0.0.1:3000").unwrap()).await.expect(303);
        if answer.header("location") == "/" { String::new() } else { problem(&answer) }
    }
}

async fn forward(provider: Arc<TestApp>, change: Arc<Mutex<Option<Change>>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let (mut parts, body) = provider.send(request).await.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let Ok(mut json) = serde_json::from_slice::<Value>(&body) else {
        return Response::from_parts(parts, Body::from(body));
    };
    if let Some(change) = &*change.lock().unwrap() {
        change(&path, &mut json);
    }
    parts.headers.remove(http::header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(json.to_string()))
}

/// Signs the ID token anew, with other claims and another header.
fn resign(answer: &mut Value, key: &EcdsaKeyPair, change: &dyn Fn(&mut Value, &mut Value)) {
    let (mut header, mut claims) = parts(answer["id_token"].as_str().unwrap());
    change(&mut header, &mut claims);
    answer["id_token"] = signed(key, &header, &claims).into();
}

store::on_both_engines! {
    /// OpenID Connect Core §3.1.3.7, §3.1.3.8; RFC 8725.
    async fn oidc_core_3_1_3_7_every_claim_of_the_id_token_counts(db: TestDatabase) {
        let between = Between::on(db).await;
        let now = between.app.office.now().0;
        // Whoever sits in between can sign, so what is refused below is refused for what they change.
        let table: [(&str, ForgeClaims, bool); 14] = [
            ("nothing", |_, _, _| {}, true),
            ("an issuer", |_, claims, _| claims["iss"] = "https://elsewhere.example".into(), false),
            ("an audience", |_, claims, _| claims["aud"] = json!(["another"]), false),
            ("one audience more", |_, claims, _| claims["aud"].as_array_mut().unwrap().push("another".into()), false),
            ("the party it was made for", |_, claims, _| claims["azp"] = "another".into(), false),
            ("another nonce", |_, claims, _| claims["nonce"] = "another".into(), false),
            ("no nonce", |_, claims, _| drop(claims.as_object_mut().unwrap().remove("nonce")), false),
            ("run out", |_, claims, now| claims["exp"] = (now - 61).into(), false),
            ("run out, as clocks differ", |_, claims, now| claims["exp"] = (now - 30).into(), true),
            ("from the future", |_, claims, now| claims["iat"] = (now + 120).into(), false),
            ("from the past", |_, claims, now| claims["iat"] = (now - 3_600).into(), false),
            ("another access token", |_, claims, _| claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA".into(), false),
            ("a key that is not known", |header, _, _| header["kid"] = "another".into(), false),
            ("a shared secret", |header, _, _| header["alg"] = "HS256".into(), false),
        ];
        for (what, forge, good) in table {
            let key = own_key(&between.provider);
            between.set(move |path, answer| {
                if path == "/oauth2/token" {
                    resign(answer, &key, &|header, claims| forge(header, claims, now));
                }
            });
            let browser = between.app.browser();
            let problem = between.sign_in(&browser).await;
            assert_eq!(problem, if good { "" } else { "untrusted" }, "{what}");
            assert_eq!(who(&browser, &between.app).await.is_some(), good, "{what}");
        }
    }

    async fn what_is_not_signed_by_the_provider_is_nothing(db: TestDatabase) {
        let between = Between::on(db).await;
        let table: [(&str, ForgeAnswer); 5] = [
            ("another key", |answer| resign(answer, &foreign_key(), &|_, _| {})),
            ("no signature", |answer| {
                let (_, claims) = parts(answer["id_token"].as_str().unwrap());
                answer["id_token"] = format!("{}.{}.", encoded(&json!({"alg": "none"})), encoded(&claims)).into();
            }),
            ("somebody else's claims", |answer| {
                let token = answer["id_token"].as_str().unwrap().to_owned();
                let (header, mut claims) = parts(&token);
                claims["sub"] = "somebody".into();
                let signature = token.rsplit_once('.').unwrap().1;
                answer["id_token"] = format!("{}.{}.{signature}", encoded(&header), encoded(&claims)).into();
            }),
            ("no ID token", |answer| drop(answer.as_object_mut().unwrap().remove("id_token"))),
            ("no token", |answer| answer["id_token"] = "a.b.c".into()),
        ];
        for (what, forge) in table {
            between.set(move |path, answer| if path == "/oauth2/token" { forge(answer); });
            let browser = between.app.browser();
            assert!(!between.sign_in(&browser).await.is_empty(), "{what}");
            assert_eq!(who(&browser, &between.app).await, None, "{what}");
        }
        assert_eq!(between.app.db.count("identities").await, 0);
    }

    /// OpenID Connect Core §5.3.2: userinfo of somebody else is not believed; of the same person it says what the ID token does not.
    async fn oidc_core_5_3_2_userinfo_is_of_the_same_person(db: TestDatabase) {
        let between = Between::on(db).await;
        let forge = |subject: Option<&'static str>, verified: Value| {
            let key = own_key(&between.provider);
            between.set(move |path, answer| match path {
                "/oauth2/token" => resign(answer, &key, &|_, claims| {
                    claims.as_object_mut().unwrap().retain(|name, _| !name.starts_with("email"));
                }),
                "/oauth2/userinfo" => {
                    answer["email_verified"] = verified.clone();
                    if let Some(subject) = subject {
                        answer["sub"] = subject.into();
                    }
                }
                _ => {}
            });
        };
        for (subject, verified, expected) in [
            (Some("somebody"), json!(true), "untrusted"),
            (None, json!(false), "not_linked"),
            (None, json!(null), "not_linked"),
            (None, json!(true), ""),
        ] {
            forge(subject, verified.clone());
            assert_eq!(between.sign_in(&between.app.browser()).await, expected, "{subject:?} {verified}");
        }
    }

    /// OpenID Connect Discovery §4.3: the issuer is the one that was configured, to the letter.
    async fn oidc_discovery_4_3_another_issuer_is_not_believed(db: TestDatabase) {
        let between = Between::on(db).await;
        between.set(|path, answer| {
            if path.starts_with("/.well-known/") {
                answer["issuer"] = format!("{}/", answer["issuer"].as_str().unwrap()).into();
            }
        });
        let browser = between.app.browser();
        assert_eq!(problem(&browser.get("/sso/company").await.expect(303)), "unreachable");
    }
}
