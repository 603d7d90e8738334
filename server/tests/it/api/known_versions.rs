//! `If-None-Match` (RFC 9110 §13.1.2): whoever knows the version is not sent it again.

use super::support::{APPLICATIONS, Caller, JSON_API, change, path_of};
use crate::support::{JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use serde_json::json;

store::on_both_engines! {
    async fn a_version_that_is_known_is_not_sent_again(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let id = john.get(APPLICATIONS).await.data()[0]["id"].as_str().expect("an id").to_owned();
        let path = path_of(&id);
        let get = async |known: &str| {
            john.send(john.request(Method::GET, &path).header(header::IF_NONE_MATCH, known), Body::empty()).await
        };
        let first = john.get(&path).await;
        let version = first.header(header::ETAG).expect("a version").to_owned();
        for known in [version.as_str(), "*", &format!("\"0\", W/{version}")] {
            let again = get(known).await;
            assert_eq!((again.status.as_u16(), again.header(header::ETAG)), (304, Some(version.as_str())), "{known}");
            assert_eq!((again.header(header::CONTENT_TYPE), again.document.is_null()), (None, true), "{known}");
        }
        let renamed = john.patch(&path, &change(&id, &json!({ "name": "Another" }))).await;
        assert_eq!(renamed.status, 200);
        let now = get(&version).await;
        assert_eq!((now.status.as_u16(), now.header(header::CONTENT_TYPE)), (200, Some(JSON_API)));
        // A change is told, whatever of it is known, and so is a refusal.
        let request = john.request(Method::PATCH, &path).header(header::IF_NONE_MATCH, "*");
        let body = Body::from(change(&id, &json!({ "name": "A third" })).to_string());
        assert_eq!(john.send(request.header(header::CONTENT_TYPE, JSON_API), body).await.status, 200);
        let request = john.request(Method::GET, &path_of(&uuid::Uuid::nil().to_string()));
        assert_eq!(john.send(request.header(header::IF_NONE_MATCH, "*"), Body::empty()).await.status, 404);
        for list in ["/api/oauthapplications", "/api/me"] {
            let request = john.request(Method::GET, list).header(header::IF_NONE_MATCH, "*");
            assert_eq!(john.send(request, Body::empty()).await.status, 200, "{list} has no version");
        }
    }
}
