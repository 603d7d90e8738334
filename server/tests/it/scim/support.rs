//! A caller of SCIM for tests. Every answer is held against what RFC 7644 asks of all of them before a test sees it.

use crate::support::{Answer, TestApp};
use axum::body::Body;
use http::{HeaderName, Method, Request, header};
use model::{ApiType, ApplicationForm};
use serde_json::{Value, json};

/// The media type of SCIM.
pub const SCIM_JSON: &str = "application/scim+json";
/// The path of the users.
pub const USERS: &str = "/scim/v2/Users";

/// The path of the groups.
pub const GROUPS: &str = "/scim/v2/Groups";

/// Somebody who calls SCIM.
pub struct Scim<'a> {
    app: &'a TestApp,
    token: Option<String>,
}

impl<'a> Scim<'a> {
    /// Without a token.
    pub fn nobody(app: &'a TestApp) -> Self {
        Self { app, token: None }
    }

    /// With a token of a new application of this person, for this API only. The outbox is empty afterwards.
    pub async fn with_api(app: &'a TestApp, email: &str, api: ApiType) -> Self {
        let change = |form: &mut ApplicationForm| {
            (form.name, form.all_apis, form.apis) = (api.scope().into(), false, vec![api.scope().into()]);
        };
        let created = app.application_with(email, change).await;
        let token = app.token(&created).await;
        app.clear_mails().await;
        Self { app, token: Some(token) }
    }

    /// The same for SCIM.
    pub async fn new(app: &'a TestApp, email: &str) -> Self {
        Self::with_api(app, email, ApiType::Scim).await
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// DELETE.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], Body::empty()).await
    }

    /// Any method with a document.
    pub async fn document(&self, method: Method, path: &str, document: &Value) -> Answer {
        let headers = [(header::CONTENT_TYPE, SCIM_JSON)];
        self.send(method, path, &headers, Body::from(document.to_string())).await
    }

    /// PATCH with these operations.
    pub async fn patch(&self, path: &str, operations: &Value) -> Answer {
        let schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
        self.document(Method::PATCH, path, &json!({ "schemas": [schema], "Operations": operations })).await
    }

    /// Any request.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(HeaderName, &str)],
        body: Body,
    ) -> Answer {
        let path = path.replace(' ', "%20").replace('"', "%22");
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let answer = self.app.answer(request.body(body).unwrap()).await;
        check(&answer);
        answer
    }

    /// The addresses a list gives for this filter.
    pub async fn found(&self, filter: &str) -> Vec<String> {
        let filter = filter.replace('&', "%26").replace('#', "%23").replace('+', "%2B");
        let answer = self.get(&format!("{USERS}?filter={filter}")).await.expect(200).json();
        let users = answer["Resources"].as_array().unwrap();
        assert_eq!(answer["totalResults"], users.len(), "{answer}");
        users.iter().map(|user| user["userName"].as_str().unwrap().to_owned()).collect()
    }
}

fn check(answer: &Answer) {
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    if answer.body.is_empty() {
        assert!([204, 304].contains(&answer.status.as_u16()), "{}", answer.status);
        return;
    }
    assert_eq!(answer.headers[header::CONTENT_TYPE], SCIM_JSON);
    let document = answer.json();
    if answer.status.is_client_error() {
        assert_eq!(document["schemas"], json!(["urn:ietf:params:scim:api:messages:2.0:Error"]));
        assert_eq!(document["status"], answer.status.as_str());
        assert!(document["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{document}");
    } else {
        assert!(document["schemas"].is_array(), "{document}");
    }
}

/// Status and `scimType` of a refusal.
pub fn refused(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.json()["scimType"].as_str().unwrap_or("-").to_owned())
}

/// Where a group is.
pub async fn path_of_group(scim: &Scim<'_>, name: &str) -> String {
    let filter = format!("displayName eq \"{name}\"");
    let list = scim.get(&format!("{GROUPS}?attributes=id&filter={filter}")).await.expect(200).json();
    assert_eq!(list["totalResults"], 1, "{name}");
    format!("{GROUPS}/{}", list["Resources"][0]["id"].as_str().unwrap())
}

/// Where a person is.
pub async fn path_of(app: &TestApp, email: &str) -> String {
    format!("{USERS}/{}", app.user(email).await)
}
