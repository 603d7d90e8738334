//! Attempts to sign in, as a program of an administrator reads them.

use super::super::support::{Caller, assert_refused};
use crate::support::{ADMIN, JOHN, TestApp};
use serde_json::json;

store::on_both_engines! {
    async fn who_came_in_and_who_did_not_is_told(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        app.signed_in(JOHN).await;
        app.clock.advance(std::time::Duration::from_secs(1));
        app.browser().post("/sign-in", &[("email", "hunter2 "), ("password", "typed the other way round")]).await;
        let list = admin.get("/api/loginattempts?include=user").await;
        let rows = list.data().as_array().expect("a list");
        let attributes = |index: usize| {
            let mut attributes = rows[index]["attributes"].clone();
            attributes["createdAt"].take();
            attributes
        };
        let told = |email: &str, succeeded: bool, reason: Option<&str>| json!({
            "email": email, "clientId": null, "source": "form", "succeeded": succeeded, "reason": reason, "address": "127.0.0.1",
            "userAgent": "Mozilla/5.0 (a test)", "createdAt": null,
        });
        assert_eq!(attributes(0), told("", false, Some("unknown_address")));
        assert_eq!(rows[0]["relationships"]["user"]["data"], json!(null));
        assert_eq!(attributes(1), told(JOHN, true, None));
        assert_eq!(rows[1]["relationships"]["user"]["data"]["type"], "users");
        assert_eq!(list.document["included"][0]["attributes"]["email"], JOHN);
        assert!(!list.document.to_string().contains("hunter2"), "it may be a password");

        for (filter, count) in [
            ("filter[succeeded]=true", 1),
            ("filter[succeeded]=false", 1),
            ("filter[reason]=unknown_address,disabled", 1),
            ("filter[email][starts_with]=john", 1),
            ("filter[source]=link", 0),
            ("filter[source]=token", 0),
            ("sort=-clientId", 2),
        ] {
            let found = admin.get(&format!("/api/loginattempts?{filter}")).await;
            assert_eq!(found.data().as_array().map(Vec::len), Some(count), "{filter}: {}", found.document);
        }
        let id = rows[1]["id"].as_str().expect("an id");
        for method in ["PATCH", "DELETE"] {
            let request = admin.request(method.parse().expect("a method"), &format!("/api/loginattempts/{id}"));
            assert_refused(&admin.send(request, axum::body::Body::empty()).await, 405, "method_not_allowed", "-");
        }
    }
}
