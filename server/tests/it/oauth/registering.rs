//! What tests of registration share: a token that an administrator handed out, and an application that uses it.

use super::post;
use crate::support::{ADMIN, Answer, TestApp};
use axum::body::Body;
use http::{Method, header};
use model::{NewRegistrationToken, RegistrationTokenForm, Side};
use serde_json::{Value, json};

/// What an application says of itself at the least.
pub(super) fn least() -> Value {
    json!({ "redirect_uris": ["https://app.example.com/cb"] })
}

/// The same with these members.
pub(super) fn with(members: Value) -> Value {
    let mut said = least();
    if let (Value::Object(said), Value::Object(members)) = (&mut said, members) {
        said.extend(members);
    }
    said
}

/// A token of the administrator's for Acme, for all APIs and a few applications.
pub(super) async fn token(app: &TestApp) -> NewRegistrationToken {
    token_with(app, Side::BackOffice, |_| {}).await
}

pub(super) async fn token_with(
    app: &TestApp,
    side: Side,
    change: impl FnOnce(&mut RegistrationTokenForm),
) -> NewRegistrationToken {
    let apis = side.api_types().iter().map(|api| api.scope().to_owned()).collect();
    let mut form = RegistrationTokenForm {
        name: "Laptops".into(),
        apis,
        most: "8".into(),
        ..RegistrationTokenForm::new()
    };
    change(&mut form);
    let admin = app.actor(ADMIN).await;
    app.office.create_registration_token(&admin, side, &form).await.expect("a token")
}

/// Registers with a token.
pub(super) async fn register(app: &TestApp, token: &str, said: &Value) -> Answer {
    post(app, "/oauth2/register", Some(&format!("Bearer {token}")), "application/json", said.to_string())
        .await
}

/// An application that registered itself.
pub(super) struct Registered<'a> {
    pub(super) app: &'a TestApp,
    /// What it was told.
    pub(super) told: Value,
    /// What it looks after itself with.
    pub(super) token: String,
}

impl<'a> Registered<'a> {
    pub(super) async fn on(app: &'a TestApp, said: &Value) -> Self {
        let token = token(app).await;
        let told = register(app, &token.value, said).await.expect(201).json();
        let token = told["registration_access_token"].as_str().expect("a token").to_owned();
        Self { app, told, token }
    }

    pub(super) fn client_id(&self) -> &str {
        self.told["client_id"].as_str().expect("a Client ID")
    }

    pub(super) fn secret(&self) -> &str {
        self.told["client_secret"].as_str().expect("a secret")
    }

    /// What it says to change itself: the least, and its Client ID.
    pub(super) fn said(&self, members: Value) -> Value {
        let mut said = with(members);
        said["client_id"] = self.client_id().into();
        said
    }

    pub(super) async fn read(&self) -> Answer {
        manage(self.app, Method::GET, self.client_id(), &self.token, None).await
    }

    /// Changes it; it keeps the new token.
    pub(super) async fn change(&mut self, members: Value) -> Answer {
        let said = self.said(members);
        let answer = manage(self.app, Method::PUT, self.client_id(), &self.token, Some(&said)).await;
        if answer.status == 200 {
            let told = answer.json();
            told["registration_access_token"].as_str().expect("a token").clone_into(&mut self.token);
        }
        answer
    }

    pub(super) async fn delete(&self) -> Answer {
        manage(self.app, Method::DELETE, self.client_id(), &self.token, None).await
    }
}

/// A request of an application about itself.
pub(super) async fn manage(
    app: &TestApp,
    method: Method,
    client_id: &str,
    token: &str,
    said: Option<&Value>,
) -> Answer {
    let bearer = format!("Bearer {token}");
    let mut headers = vec![(header::AUTHORIZATION, bearer.as_str())];
    if said.is_some() {
        headers.push((header::CONTENT_TYPE, "application/json"));
    }
    let body = said.map_or_else(Body::empty, |said| Body::from(said.to_string()));
    app.request(method, &format!("/oauth2/register/{client_id}"), &headers, body).await
}

/// Status and code of a refusal, after looking at what every one has.
#[track_caller]
pub(super) fn refusal(answer: &Answer) -> (u16, String) {
    assert_eq!(answer.header("content-type"), "application/json", "{answer:?}");
    assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
    let error = answer.json();
    let description = error["error_description"].as_str().expect("a description");
    assert!(
        description.bytes().all(|b| matches!(b, 0x20..=0x7e) && b != b'"' && b != b'\\'),
        "{description}"
    );
    assert_eq!(answer.header("www-authenticate").starts_with("Bearer realm="), answer.status == 401);
    (answer.status.as_u16(), error["error"].as_str().expect("a code").to_owned())
}
