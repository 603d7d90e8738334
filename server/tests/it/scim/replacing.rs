//! RFC 7644 §3.5.1 and §3.14: users are replaced, by those who saw the latest version.

use super::support::{SCIM_JSON, Scim, path_of, refused};
use crate::support::{ADMIN, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use serde_json::json;

store::on_both_engines! {
    async fn what_was_shown_can_be_sent_back(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        let shown = scim.get(&path).await.expect(200).json();
        assert_eq!(scim.document(Method::PUT, &path, &shown).await.expect(200).json(), shown);
        let mut other = shown.clone();
        other["name"]["familyName"] = json!("Smith");
        other["id"] = json!("ignored");
        let changed = scim.document(Method::PUT, &path, &other).await.expect(200).json();
        assert_eq!((&changed["displayName"], &changed["id"]), (&json!("John Smith"), &shown["id"]));
        assert_ne!(changed["meta"]["version"], shown["meta"]["version"]);
        let answer = scim.document(Method::PUT, &path, &json!({ "userName": JOHN })).await;
        assert_eq!(refused(&answer), (400, "invalidValue".into()));
    }

    async fn an_older_version_is_not_overwritten(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        let answer = scim.get(&path).await.expect(200);
        let old = answer.headers[header::ETAG].to_str().unwrap().to_owned();
        let put = async |tag: &str, name: &str| {
            let body = json!({ "userName": JOHN, "name": { "givenName": name, "familyName": "Doe" } }).to_string();
            let headers = [(header::CONTENT_TYPE, SCIM_JSON), (header::IF_MATCH, tag)];
            scim.send(Method::PUT, &path, &headers, Body::from(body)).await
        };
        put(&old, "Jack").await.expect(200);
        put(&old, "Joe").await.expect(412);
        let delete = scim.send(Method::DELETE, &path, &[(header::IF_MATCH, old.as_str())], Body::empty()).await;
        assert_eq!(refused(&delete), (412, "-".into()));
        let user = scim.get(&path).await.expect(200).json();
        assert_eq!((&user["name"]["givenName"], &user["active"]), (&json!("Jack"), &json!(true)));
    }
}
