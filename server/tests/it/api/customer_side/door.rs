//! Who is let in: a token of the customer side, made for this API, of somebody who is still there.

use super::{
    super::support::{Caller, assert_refused},
    AMANDA, BRIAN,
};
use crate::support::{JOHN, TestApp};
use http::{Method, header};
use serde_json::json;

const METADATA: &str = "/.well-known/oauth-protected-resource/customer-api";
const PATHS: [&str; 5] = ["me", "customers", "customerusers", "roles", "oauthapplications"];

store::on_both_engines! {
    /// RFC 6750 §3, RFC 9728 §5.1.
    async fn the_challenge_leads_to_the_metadata_of_this_api(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let answer = Caller::nobody(&app).get("/customer-api/me").await;
        assert_refused(&answer, 401, "unauthorized", "Authorization");
        let challenge = answer.header(header::WWW_AUTHENTICATE).expect("a challenge");
        assert_eq!(challenge, format!("Bearer realm=\"Latchkey\", resource_metadata=\"http://127.0.0.1:3000{METADATA}\""));
        let metadata = app.get(METADATA).await.expect(200).json();
        assert_eq!(metadata["resource"], "http://127.0.0.1:3000/customer-api");
        assert_eq!(metadata["scopes_supported"], json!(["customer_json_api"]));
    }

    async fn a_token_of_the_back_office_is_refused_here_and_one_of_a_customer_there(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (john, brian) = (Caller::new(&app, JOHN).await, Caller::new(&app, BRIAN).await);
        for (caller, path) in [(&john, "/customer-api/me"), (&john, "/customer-api/oauthapplications"), (&brian, "/api/me")] {
            let answer = caller.get(path).await;
            assert_refused(&answer, 403, "insufficient_scope", "Authorization");
        }
        let challenge = john.get("/customer-api/customers").await;
        let challenge = challenge.header(header::WWW_AUTHENTICATE).expect("a challenge");
        assert!(challenge.contains("scope=\"customer_json_api\""), "{challenge}");
        assert_eq!(brian.get("/customer-api/me").await.status, 200);
    }

    async fn what_is_not_there_and_what_cannot_be_done_is_said_in_the_words_of_json_api(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let brian = Caller::new(&app, BRIAN).await;
        for path in ["/customer-api", "/customer-api/", "/customer-api/users", "/customer-api/organizations", "/customer-api/me/x"] {
            assert_refused(&brian.get(path).await, 404, "not_found", "-");
        }
        for path in ["/customer-api/me", "/customer-api/customers", "/customer-api/roles"] {
            let request = brian.request(Method::DELETE, path);
            assert_refused(&brian.send(request, axum::body::Body::empty()).await, 405, "method_not_allowed", "-");
        }
        let request = brian.request(Method::GET, "/customer-api/me").header(header::ACCEPT, "application/vnd.api+json;v=1");
        assert_eq!(brian.send(request, axum::body::Body::empty()).await.status, 406);
    }

    async fn a_disabled_customer_opens_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (amanda, brian) = (Caller::new(&app, AMANDA).await, Caller::new(&app, BRIAN).await);
        assert_eq!(brian.get("/customer-api/me").await.status, 200);
        let admin = app.actor(crate::support::ADMIN).await;
        let northwind = app.actor(BRIAN).await.customer.expect("a customer");
        app.office.disable_customer(&admin, northwind).await.expect("to be disabled");
        for caller in [&amanda, &brian] {
            for path in PATHS {
                let answer = caller.get(&format!("/customer-api/{path}")).await;
                assert_refused(&answer, 401, "invalid_token", "Authorization");
            }
        }
    }
}
