//! `POST /api/oauthapplications/{id}/secrets`: a new secret, shown once, and the end of the old one.

use super::{
    snapshot::stable,
    support::{Caller, assert_refused, mails, path_of, token},
};
use crate::support::{Answer, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use insta::{allow_duplicates, assert_json_snapshot};
use model::CreatedApplication;
use serde_json::json;
use std::time::Duration;

async fn try_token(app: &TestApp, created: &CreatedApplication) -> Answer {
    let (id, secret) = (&created.application.client_id, &created.client_secret);
    let fields =
        [("grant_type", "client_credentials"), ("client_id", id.as_str()), ("client_secret", secret)];
    app.post_form("/oauth2/token", &fields).await
}

fn secrets_of(created: &CreatedApplication) -> String {
    format!("{}/secrets", path_of(&created.application.id.to_string()))
}

/// The subject of the mail that tells of a rotation.
const TOLD: &str = "New secret for OAuth application Robot";

store::on_both_engines! {
    async fn without_grace_the_old_secret_and_its_tokens_end_at_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let created = app.application(JOHN, "Robot").await;
        let robot = Caller::of(&app, &created).await;
        let rotated = john.send(john.request(Method::POST, &secrets_of(&created)), Body::empty()).await;
        assert_eq!(rotated.status, 200);
        // Both engines answer the same.
        allow_duplicates! { assert_json_snapshot!(stable(&rotated.document)["meta"], @r#"
        {
          "clientSecret": "<clientSecret>",
          "oldSecretUntil": null
        }
        "#) }
        let secret = rotated.document["meta"]["clientSecret"].as_str().expect("a secret");
        assert_refused(&robot.get("/api/me").await, 401, "invalid_token", "Authorization");
        try_token(&app, &created).await.expect(401);
        let again = Caller::with_token(&app, &token(&app, &created.application.client_id, secret).await);
        assert_eq!(again.get("/api/me").await.status, 200);
        assert_eq!(mails(&app).await, [(JOHN.to_owned(), TOLD.to_owned())]);
    }

    async fn a_grace_keeps_the_old_secret_for_a_while(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let created = app.application(JOHN, "Robot").await;
        app.clear_mails().await;
        let rotated = john.post(&secrets_of(&created), &json!({ "meta": { "grace": "hour" } })).await;
        assert_eq!(rotated.document["meta"]["oldSecretUntil"], "2026-11-23T10:30:00Z");
        try_token(&app, &created).await.expect(200);
        app.clock.advance(Duration::from_hours(1));
        try_token(&app, &created).await.expect(401);
        assert_eq!(mails(&app).await, [(JOHN.to_owned(), TOLD.to_owned())]);
    }

    async fn what_is_not_understood_rotates_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let created = app.application(JOHN, "Robot").await;
        app.clear_mails().await;
        let path = secrets_of(&created);
        for (document, status, code, place) in [
            (json!({}), 400, "malformed_document", ""),
            (json!({ "meta": { "grace": "year" } }), 422, "unknown_choice", "/meta/grace"),
            (json!({ "meta": { "grace": null } }), 422, "wrong_type", "/meta/grace"),
            (json!({ "meta": { "secret": "mine" } }), 422, "unknown_member", "/meta/secret"),
        ] {
            assert_refused(&john.post(&path, &document).await, status, code, place);
        }
        let form = john.request(Method::POST, &path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = john.send(form, Body::from("grace=hour")).await;
        assert_refused(&answer, 415, "unsupported_media_type", "Content-Type");
        let stale = [(header::IF_MATCH, "\"7\"")];
        let answer = john.send_document(Method::POST, &path, &json!({ "meta": {} }), &stale).await;
        assert_refused(&answer, 412, "changed_meanwhile", "If-Match");
        try_token(&app, &created).await.expect(200);
        assert_eq!(mails(&app).await, []);
    }
}
