//! Whatever an operation answers in any test, its document says that it may.

use crate::support::TestApp;
use http::{Method, StatusCode};
use serde_json::Value;
use tokio::sync::OnceCell;

static BACK_OFFICE: OnceCell<Value> = OnceCell::const_new();
static CUSTOMER: OnceCell<Value> = OnceCell::const_new();

/// Panics if the document of the API does not know this answer of a path that it tells of.
pub async fn check(app: &TestApp, method: &Method, path: &str, status: StatusCode) {
    let (cell, at) = if path.starts_with("/customer-api/") {
        (&CUSTOMER, "/customer-api/openapi.json")
    } else {
        (&BACK_OFFICE, "/api/openapi.json")
    };
    let document = cell.get_or_init(|| async { app.get(at).await.expect(200).json() }).await;
    let paths = document["paths"].as_object().expect("paths");
    let Some((_, item)) = paths.iter().find(|(template, _)| fits(template, path)) else { return };
    let Some(operation) = item.get(method.as_str().to_lowercase()) else {
        assert_eq!(status, 405, "{method} {path} is not told of");
        return;
    };
    let answers = operation["responses"].as_object().expect("answers");
    let known = answers.contains_key(status.as_str()) || answers.contains_key("default");
    assert!(known, "{method} {path}: {status} is not told of");
}

/// Whether a path is one of these: `/api/users/{id}`.
fn fits(template: &str, path: &str) -> bool {
    let (template, path) = (template.split('/'), path.split('/'));
    template.clone().count() == path.clone().count()
        && template
            .zip(path)
            .all(|(expected, given)| expected == given || (expected == "{id}" && !given.is_empty()))
}
