//! The OAuth endpoints as the developers of applications meet them.

mod authorization;
mod authorization_errors;
mod authorizing;
mod backchannel_logout;
mod bad_input;
mod clients;
mod code;
mod cors;
mod devices;
mod documents;
mod dpop;
mod forged;
mod introspection;
mod jwks_uri;
mod key_rotation;
mod let_in_mail;
mod life;
mod logout;
mod metadata_documents;
mod openid;
mod outage;
mod password_grant;
mod private_key_jwt;
mod publisher;
mod pushed;
mod refreshing;
mod refused_applications;
mod registering;
mod registration;
mod registration_management;
mod registration_tokens;
mod requirements;
mod revocation;
mod throttle;
mod token;
mod token_exchange;
mod tokens_of_people;
mod two_processes;
pub(crate) mod verify;
mod waiting;

use crate::support::{Answer, FORM, JOHN, TestApp};
use axum::body::Body;
use base64::{Engine, prelude::BASE64_STANDARD};
use http::{Method, header};
use model::CreatedApplication;
use serde_json::Value;
use store::testing::TestDatabase;

/// A server with an application of John's.
struct Desk {
    app: TestApp,
    created: CreatedApplication,
}

impl Desk {
    async fn on(db: TestDatabase) -> Self {
        Self::of(TestApp::on(db).await).await
    }

    async fn of(app: TestApp) -> Self {
        let created = app.application(JOHN, "First App").await;
        Self { app, created }
    }

    fn client_id(&self) -> &str {
        &self.created.application.client_id
    }

    fn secret(&self) -> &str {
        &self.created.client_secret
    }

    fn basic(&self) -> String {
        basic(self.client_id(), self.secret())
    }

    /// Posts a form as it stands, authenticated with Basic.
    async fn post(&self, path: &str, form: &str) -> Answer {
        post(&self.app, path, Some(&self.basic()), FORM, form.to_owned()).await
    }

    async fn token(&self) -> String {
        self.app.token(&self.created).await
    }

    async fn introspect(&self, token: &str) -> Value {
        self.post("/oauth2/introspect", &format!("token={token}")).await.expect(200).json()
    }

    /// Calls the API with a token.
    async fn call(&self, token: &str) -> Answer {
        let bearer = format!("Bearer {token}");
        self.app.request(Method::GET, "/api/me", &[(header::AUTHORIZATION, &bearer)], Body::empty()).await
    }

    /// That a token opens nothing and is said to be dead.
    async fn assert_dead(&self, token: &str) {
        let answer = self.call(token).await.expect(401);
        assert!(answer.header("www-authenticate").contains("error=\"invalid_token\""), "{answer:?}");
        assert_eq!(self.introspect(token).await, serde_json::json!({"active": false}));
    }
}

fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{id}:{secret}")))
}

async fn post(
    app: &TestApp,
    path: &str,
    authorization: Option<&str>,
    media_type: &str,
    body: impl Into<Body>,
) -> Answer {
    let mut headers = vec![(header::CONTENT_TYPE, media_type)];
    headers.extend(authorization.map(|value| (header::AUTHORIZATION, value)));
    app.request(Method::POST, path, &headers, body.into()).await
}

/// Status and code of an error, after looking at what every error of these endpoints has.
#[track_caller]
fn refusal(answer: &Answer) -> (u16, String) {
    assert_eq!(answer.header("content-type"), "application/json", "{answer:?}");
    assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
    let error = answer.json();
    let description = error["error_description"].as_str().expect("a description");
    // RFC 6749 §5.2 allows these characters and no others.
    assert!(
        description.bytes().all(|b| matches!(b, 0x20..=0x7e) && b != b'"' && b != b'\\'),
        "{description}"
    );
    let basic = "Basic realm=\"Latchkey\", charset=\"UTF-8\"";
    assert_eq!(answer.header("www-authenticate"), if answer.status == 401 { basic } else { "" });
    (answer.status.as_u16(), error["error"].as_str().expect("a code").to_owned())
}
