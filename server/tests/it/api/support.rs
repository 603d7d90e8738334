//! A caller of the API for tests. Every answer is held against the rules of JSON:API 1.1 before a test sees it.

use super::{rules, told};
use crate::support::TestApp;
use axum::body::Body;
use domain::{Actor, Via};
use http::{HeaderMap, HeaderName, Method, Request, StatusCode, header};
use model::{ApplicationForm, CreatedApplication};
use serde_json::{Value, json};

/// The media type of JSON:API.
pub const JSON_API: &str = "application/vnd.api+json";
/// The same with the extension *Atomic Operations*.
pub const ATOMIC: &str = "application/vnd.api+json; ext=\"https://jsonapi.org/ext/atomic\"";
/// The path of the applications.
pub const APPLICATIONS: &str = "/api/oauthapplications";

/// An answer that kept the rules.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its document; null for an empty body.
    pub document: Value,
}

impl Answer {
    /// A header as text.
    pub fn header(&self, name: impl Into<HeaderName>) -> Option<&str> {
        self.headers.get(name.into()).map(|value| value.to_str().expect("a header of ASCII"))
    }

    /// The primary data.
    pub fn data(&self) -> &Value {
        &self.document["data"]
    }

    /// The id of the primary resource.
    pub fn id(&self) -> String {
        self.data()["id"].as_str().expect("one resource").to_owned()
    }

    /// The names in a list, in its order.
    pub fn names(&self) -> Vec<&str> {
        let rows = self.data().as_array().expect("a list").iter();
        rows.map(|row| row["attributes"]["name"].as_str().expect("a name")).collect()
    }

    /// Status, and code and place of every error.
    pub fn refused(&self) -> (u16, Vec<(String, String)>) {
        let errors =
            self.document["errors"].as_array().unwrap_or_else(|| panic!("no errors: {self:?}")).iter();
        let place = |error: &Value| match error["source"].as_object() {
            Some(source) => source.values().next().and_then(Value::as_str).unwrap_or_default().to_owned(),
            None => "-".to_owned(),
        };
        let errors =
            errors.map(|error| (error["code"].as_str().unwrap_or_default().to_owned(), place(error)));
        (self.status.as_u16(), errors.collect())
    }
}

/// Asserts that an answer is a refusal with one error of this code at this place.
#[track_caller]
pub fn assert_refused(answer: &Answer, status: u16, code: &str, place: &str) {
    assert_eq!(answer.refused(), (status, vec![(code.to_owned(), place.to_owned())]), "{}", answer.document);
}

/// Somebody who calls the API.
pub struct Caller<'a> {
    app: &'a TestApp,
    token: Option<String>,
}

impl<'a> Caller<'a> {
    /// Without a token.
    pub fn nobody(app: &'a TestApp) -> Self {
        Self { app, token: None }
    }

    /// With this token.
    pub fn with_token(app: &'a TestApp, token: &str) -> Self {
        Self { app, token: Some(token.to_owned()) }
    }

    /// With a token of a new application of this person, for everything.
    pub async fn new(app: &'a TestApp, email: &str) -> Self {
        Self::of(app, &app.application(email, "Caller").await).await
    }

    /// With a new token of this application. The outbox is empty afterwards.
    pub async fn of(app: &'a TestApp, created: &CreatedApplication) -> Self {
        app.clear_mails().await;
        Self::with_token(app, &app.token(created).await)
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path), Body::empty()).await
    }

    /// DELETE.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path), Body::empty()).await
    }

    /// POST of a document.
    pub async fn post(&self, path: &str, document: &Value) -> Answer {
        self.send_document(Method::POST, path, document, &[]).await
    }

    /// PATCH with a document.
    pub async fn patch(&self, path: &str, document: &Value) -> Answer {
        self.send_document(Method::PATCH, path, document, &[]).await
    }

    /// POST of atomic operations.
    pub async fn operate(&self, operations: &Value) -> Answer {
        self.operate_with(operations, &[]).await
    }

    /// The same with headers.
    pub async fn operate_with(&self, operations: &Value, headers: &[(HeaderName, &str)]) -> Answer {
        let request = self.request(Method::POST, "/api/operations").header(header::CONTENT_TYPE, ATOMIC);
        let request = headers.iter().fold(request, |all, (name, value)| all.header(name, *value));
        self.send(request, Body::from(json!({ "atomic:operations": operations }).to_string())).await
    }

    /// Any method with a document and headers.
    pub async fn send_document(
        &self,
        method: Method,
        path: &str,
        document: &Value,
        headers: &[(HeaderName, &str)],
    ) -> Answer {
        let mut request = self.request(method, path).header(header::CONTENT_TYPE, JSON_API);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        self.send(request, Body::from(document.to_string())).await
    }

    /// The beginning of a request.
    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
        match &self.token {
            Some(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        }
    }

    /// Sends it and checks the answer.
    pub async fn send(&self, request: http::request::Builder, body: Body) -> Answer {
        let request = request.body(body).expect("a request");
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let read = self.app.answer(request).await;
        let document = if read.body.is_empty() { Value::Null } else { read.json() };
        let answer = Answer { status: read.status, headers: read.headers, document };
        rules::check(&answer);
        told::check(self.app, &method, &path, answer.status).await;
        answer
    }
}

/// The document of a new application.
pub fn new_application(attributes: &Value) -> Value {
    json!({ "data": { "type": "oauthapplications", "attributes": attributes } })
}

/// The document of a change.
pub fn change(id: &str, attributes: &Value) -> Value {
    json!({ "data": { "type": "oauthapplications", "id": id, "attributes": attributes } })
}

/// Where an application is.
pub fn path_of(id: &str) -> String {
    format!("{APPLICATIONS}/{id}")
}

/// A person in an organization.
pub async fn actor_in(app: &TestApp, email: &str, organization: &str) -> Actor {
    let (user, organization) = (app.user(email).await, app.organization(organization).await);
    let actor = app.office.actor_for_user(user, organization, Via::Operator).await.expect("a database");
    actor.expect("somebody who may enter")
}

/// A new application of a person, made past HTTP while they work in this organization.
pub async fn application_in(
    app: &TestApp,
    email: &str,
    organization: &str,
    name: &str,
) -> CreatedApplication {
    let actor = actor_in(app, email, organization).await;
    let form = ApplicationForm { name: name.into(), ..ApplicationForm::new() };
    app.office.create_application(&actor, actor.viewer.id, &form).await.expect("a new application")
}

/// The subjects of the mails since the last time, with who they are for; the outbox is empty afterwards.
pub async fn mails(app: &TestApp) -> Vec<(String, String)> {
    let mails = app.mails().await.into_iter().map(|mail| (mail.to_address, mail.subject)).collect();
    app.clear_mails().await;
    mails
}

/// An access token for these credentials, from the token endpoint.
pub async fn token(app: &TestApp, client_id: &str, client_secret: &str) -> String {
    let fields =
        [("grant_type", "client_credentials"), ("client_id", client_id), ("client_secret", client_secret)];
    let answer = app.post_form("/oauth2/token", &fields).await.expect(200);
    answer.json()["access_token"].as_str().expect("a token").to_owned()
}
