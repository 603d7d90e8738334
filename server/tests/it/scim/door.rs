//! Who is let in, and what is refused before anybody looks at users.

use super::support::{SCIM_JSON, Scim, USERS, path_of, refused};
use crate::support::{ADMIN, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use model::ApiType;

store::on_both_engines! {
    async fn only_a_token_for_scim_opens_it(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let metadata = "resource_metadata=\"http://127.0.0.1:3000/.well-known/oauth-protected-resource/scim/v2\"";
        let answer = Scim::nobody(&app).get(USERS).await.expect(401);
        assert_eq!(answer.headers[header::WWW_AUTHENTICATE], format!("Bearer realm=\"Latchkey\", {metadata}").as_str());
        let other = Scim::with_api(&app, ADMIN, ApiType::JsonApi).await;
        let answer = other.get(USERS).await.expect(403);
        let challenge = answer.headers[header::WWW_AUTHENTICATE].to_str().unwrap();
        assert!(challenge.contains("error=\"insufficient_scope\"") && challenge.contains("scope=\"scim\""), "{challenge}");
        // And a token for SCIM opens nothing else.
        let scim = Scim::new(&app, ADMIN).await;
        scim.get(USERS).await.expect(200);
        let document = app.get("/.well-known/oauth-protected-resource/scim/v2").await.expect(200).json();
        assert_eq!(document["resource"], "http://127.0.0.1:3000/scim/v2");
        assert_eq!(document["scopes_supported"], serde_json::json!(["scim"]));
        assert_eq!(app.mails().await.len(), 0);
    }

    async fn the_rules_are_those_of_the_pages(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Scim::new(&app, JOHN).await;
        john.get(USERS).await.expect(403);
        john.get(&path_of(&app, ADMIN).await).await.expect(404);
        john.delete(&path_of(&app, ADMIN).await).await.expect(404);
        let new = serde_json::json!({ "userName": "eve@example.com", "name": { "givenName": "E", "familyName": "V" } });
        john.document(Method::POST, USERS, &new).await.expect(403);
        // Nobody disables themselves, and customer users are not to be found here.
        let admin = Scim::new(&app, ADMIN).await;
        admin.delete(&path_of(&app, ADMIN).await).await.expect(403);
        admin.get(&path_of(&app, "amanda.cole@example.com").await).await.expect(404);
        admin.delete(&path_of(&app, "amanda.cole@example.com").await).await.expect(404);
        assert_eq!(app.mails().await.len(), 0);
    }

    async fn what_is_no_request_is_refused_in_the_words_of_scim(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        for path in ["/scim/v2", "/scim/v2/", "/scim/v2/Groups/x", "/scim/v2/Users/x", "/scim/v2/Schemas/x"] {
            scim.get(path).await.expect(404);
        }
        let answer = scim.delete(USERS).await.expect(405);
        assert!(answer.headers[header::ALLOW].to_str().unwrap().contains("POST"));
        let post = async |media_type: &str, body: String| {
            refused(&scim.send(Method::POST, USERS, &[(header::CONTENT_TYPE, media_type)], Body::from(body)).await)
        };
        assert_eq!(post("text/plain", "{}".into()).await, (415, "-".into()));
        assert_eq!(post(SCIM_JSON, "{".into()).await, (400, "invalidSyntax".into()));
        assert_eq!(post("application/json; charset=utf-8", "[]".into()).await, (400, "invalidSyntax".into()));
        assert_eq!(post(SCIM_JSON, " ".repeat(1_100_000)).await, (413, "-".into()));
        assert_eq!(post(SCIM_JSON, "{}".into()).await, (400, "invalidValue".into()));
        assert_eq!(app.mails().await.len(), 0);
    }
}
