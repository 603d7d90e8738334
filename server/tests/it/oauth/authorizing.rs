//! What tests of grants that act for people share: an application that people let in, and a browser to do it with.

use super::{basic, post};
use crate::support::{ADMIN, Answer, Browser, FORM, JOHN, TestApp};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::digest;
use http::header;
use model::{ApplicationForm, NewApplication, Side, decode_pairs, escape};
use serde_json::Value;

pub(super) const REDIRECT: &str = "https://app.example.com/cb?tenant=1";
pub(super) const VERIFIER: &str = "a-code-verifier-of-at-least-43-characters-0123456789";

/// The challenge of [`VERIFIER`].
pub(super) fn challenge() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(digest(VERIFIER))
}

/// An application that people let in.
pub(super) struct Asking<'a> {
    pub(super) app: &'a TestApp,
    pub(super) new: NewApplication,
}

impl<'a> Asking<'a> {
    /// A confidential one.
    pub(super) async fn confidential(app: &'a TestApp) -> Self {
        Self::with(app, Side::BackOffice, |_| {}).await
    }

    /// One without a secret.
    pub(super) async fn public(app: &'a TestApp) -> Self {
        Self::with(app, Side::BackOffice, |form| form.confidential = false).await
    }

    pub(super) async fn with(
        app: &'a TestApp,
        side: Side,
        change: impl FnOnce(&mut ApplicationForm),
    ) -> Self {
        let mut form = ApplicationForm {
            name: "Asking".into(),
            grant: "authorization_code".into(),
            redirect_uris: vec![REDIRECT.into()],
            ..ApplicationForm::new()
        };
        change(&mut form);
        let admin = app.actor(ADMIN).await;
        let new =
            app.office.create_application_of_side(&admin, side, &form).await.expect("a new application");
        Self { app, new }
    }

    pub(super) fn client_id(&self) -> &str {
        &self.new.application.client_id
    }

    /// A good request, with this put in place of what it has, or added.
    pub(super) fn query(&self, changes: &[(&str, &str)]) -> String {
        let challenge = challenge();
        let mut pairs = vec![
            ("response_type", "code"),
            ("client_id", self.client_id()),
            ("redirect_uri", REDIRECT),
            ("state", "st&te"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        for change in changes {
            pairs.retain(|pair| pair.0 != change.0);
        }
        pairs.extend(changes.iter().filter(|change| !change.1.is_empty()));
        pairs.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&")
    }

    /// Where this request leads a browser.
    pub(super) async fn ask(&self, browser: &Browser<'_>, query: &str) -> Answer {
        browser.get(&format!("/oauth2/authorize?{query}")).await
    }

    /// Lets the application in, on the page if that asks; what the application gets to know.
    pub(super) async fn let_in(&self, browser: &Browser<'_>, query: &str) -> Vec<(String, String)> {
        let answer = self.ask(browser, query).await.expect(303);
        let location = answer.header("location").to_owned();
        if !location.starts_with("/consent?") {
            return returned(&location);
        }
        let fields = serde_json::json!({"form": {"query": query, "answer": "grant"}});
        let answer = browser.rpc("consent/answer", &fields).await.expect(200);
        returned(answer.json().as_str().expect("an address"))
    }

    /// A code that John gave.
    pub(super) async fn code(&self) -> String {
        self.code_for(&[]).await
    }

    /// A code that John gave for a request with this in it.
    pub(super) async fn code_for(&self, changes: &[(&str, &str)]) -> String {
        let browser = self.app.signed_in(JOHN).await;
        value(&self.let_in(&browser, &self.query(changes)).await, "code")
    }

    /// Posts to the token endpoint, with the secret if there is one.
    pub(super) async fn token(&self, fields: &[(&str, &str)]) -> Answer {
        self.post("/oauth2/token", fields).await
    }

    pub(super) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut fields = fields.to_vec();
        let authorization = self.new.client_secret.as_ref().map(|secret| basic(self.client_id(), secret));
        if authorization.is_none() {
            fields.push(("client_id", self.client_id()));
        }
        post(self.app, path, authorization.as_deref(), FORM, crate::support::form(&fields)).await
    }

    /// Exchanges a code as it should be done.
    pub(super) async fn exchange(&self, code: &str) -> Answer {
        let grant = [("grant_type", "authorization_code"), ("redirect_uri", REDIRECT)];
        self.token(&[grant[0], grant[1], ("code", code), ("code_verifier", VERIFIER)]).await
    }

    /// Tokens that came of John's letting it in.
    pub(super) async fn tokens(&self) -> Value {
        let code = self.code().await;
        self.exchange(&code).await.expect(200).json()
    }

    pub(super) async fn refresh(&self, token: &str) -> Answer {
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// The status of a call of the API with an access token.
    pub(super) async fn call(&self, token: &str) -> u16 {
        let bearer = format!("Bearer {token}");
        let headers = [(header::AUTHORIZATION, bearer.as_str())];
        let answer =
            self.app.request(http::Method::GET, "/api/me", &headers, axum::body::Body::empty()).await;
        answer.status.as_u16()
    }
}

/// What an application is told in an address of its own, after looking at what every one has.
#[track_caller]
pub(super) fn returned(location: &str) -> Vec<(String, String)> {
    let rest = location.strip_prefix(REDIRECT).unwrap_or_else(|| panic!("not the application's: {location}"));
    let pairs = decode_pairs(rest.as_bytes()).expect("a query");
    assert_eq!(value(&pairs, "iss"), "http://127.0.0.1:3000", "RFC 9207 §2");
    pairs
}

#[track_caller]
pub(super) fn value(pairs: &[(String, String)], name: &str) -> String {
    let found = pairs.iter().find(|pair| pair.0 == name);
    found.unwrap_or_else(|| panic!("no {name} in {pairs:?}")).1.clone()
}

/// A member of a JSON object that is a text.
#[track_caller]
pub(super) fn text<'a>(json: &'a Value, name: &str) -> &'a str {
    json[name].as_str().unwrap_or_else(|| panic!("no {name} in {json}"))
}
