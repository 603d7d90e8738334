//! The Email Addon API at `/email-addon/v1`, as the side panel of a mail program meets it. Nothing here sends a mail.

mod attaching;
mod documents;
mod door;
mod messages;
mod people;

use crate::support::{Answer, TestApp};
use axum::body::Body;
use http::{HeaderName, Method, header};
use model::CreatedApplication;
use serde_json::{Value, json};

/// Where people are found.
const PEOPLE: &str = "/email-addon/v1/people";
/// A manager of customer users.
const MARIA: &str = "maria.lopez@example.com";
/// A customer user.
const BRIAN: &str = "brian.fox@example.com";

/// A panel somebody uses.
struct Panel<'a> {
    app: &'a TestApp,
    token: String,
}

impl<'a> Panel<'a> {
    /// Of this person, with a new application for everything. The outbox is empty afterwards.
    async fn new(app: &'a TestApp, email: &str) -> Self {
        Self::of(app, &app.application(email, "Mail Panel").await).await
    }

    /// With this application.
    async fn of(app: &'a TestApp, created: &CreatedApplication) -> Self {
        app.clear_mails().await;
        Self { app, token: app.token(created).await }
    }

    async fn send(&self, method: Method, path: &str, more: &[(HeaderName, &str)], body: String) -> Answer {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![(header::AUTHORIZATION, authorization.as_str())];
        headers.extend_from_slice(more);
        let answer = self.app.request(method, path, &headers, Body::from(body)).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(self.app.mails().await.is_empty(), "nobody is told");
        answer
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], String::new()).await
    }

    async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], String::new()).await
    }

    async fn post(&self, path: &str, document: &Value) -> Answer {
        let json = [(header::CONTENT_TYPE, "application/json")];
        self.send(Method::POST, path, &json, document.to_string()).await
    }
}

/// The path of somebody's messages.
async fn messages_of(app: &TestApp, email: &str) -> String {
    format!("{PEOPLE}/{}/messages", app.user(email).await)
}

/// A message as a panel sends it.
fn message(number: u32) -> Value {
    json!({
        "message_id": format!("<m{number}@mail.example.com>"),
        "subject": format!("Message {number}"),
        "from": { "name": "Ada Lovelace", "address": "ada@example.com" },
        "to": [{ "name": "Brian Fox", "address": BRIAN }],
        "date": "2026-11-20T10:00:00+01:00",
        "snippet": "Dear Brian,",
    })
}

/// The problem (RFC 9457) of a refusal: its status, its code, and where each flaw is.
#[track_caller]
fn problem(answer: &Answer) -> (u16, String, Vec<String>) {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text());
    let problem = answer.json();
    assert_eq!(problem["type"], "about:blank");
    assert_eq!(problem["status"], answer.status.as_u16());
    assert_eq!(problem["request_id"], answer.header("x-request-id"));
    for member in ["title", "detail", "code"] {
        assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "{member}: {problem}");
    }
    let place = |error: &Value| {
        ["pointer", "parameter", "header"]
            .iter()
            .find_map(|name| error[name].as_str())
            .unwrap_or("-")
            .to_owned()
    };
    let places = problem["errors"].as_array().into_iter().flatten().map(place).collect();
    (answer.status.as_u16(), problem["code"].as_str().unwrap_or_default().to_owned(), places)
}

/// The refusal of what is not there or not to be seen.
fn not_found() -> (u16, String, Vec<String>) {
    (404, "not_found".into(), vec![])
}
