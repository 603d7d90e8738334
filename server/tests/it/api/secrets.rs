//! `GET /api/oauthapplications/{id}/secrets`: what secrets are recognised by, and never the secrets.

use super::support::{Caller, assert_refused, path_of, token};
use crate::support::{ADMIN, JOHN, TestApp};
use serde_json::{Value, json};
use std::time::Duration;

store::on_both_engines! {
    async fn the_secrets_of_an_application_are_listed_newest_first(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let created = app.application(JOHN, "Robot").await;
        let john = Caller::of(&app, &created).await;
        let id = created.application.id.to_string();
        let path = format!("{}/secrets", path_of(&id));
        let shown = john.get(&path_of(&id)).await;
        let related = &shown.data()["relationships"]["secrets"]["links"]["related"];
        assert_eq!(related, &json!(format!("http://127.0.0.1:3000{path}")));
        app.clock.advance(Duration::from_mins(1));
        let rotated = john.post(&path, &json!({ "meta": { "grace": "hour" } })).await;
        let secret = rotated.document["meta"]["clientSecret"].as_str().expect("a secret").to_owned();
        let john = Caller::with_token(&app, &token(&app, &created.application.client_id, &secret).await);
        let list = john.get(&path).await;
        let rows = list.data().as_array().expect("a list");
        let at = |row: usize, name: &str| &rows[row]["attributes"][name];
        assert_eq!(rows.len(), 2);
        assert_eq!((at(0, "createdAt"), at(0, "expiresAt")), (&json!("2026-11-23T09:31:00Z"), &Value::Null));
        assert_eq!(at(1, "expiresAt"), "2026-11-23T10:31:00Z");
        assert_eq!((at(0, "ended"), at(1, "ended")), (&json!(false), &json!(false)));
        assert_eq!(rows[0]["relationships"]["application"]["data"]["id"], id);
        let text = list.document.to_string();
        assert!(!text.contains(&secret) && !text.contains(&created.client_secret) && !text.contains("hash"));
        let hint = john.get(&format!("{path}?fields[secrets]=hint")).await;
        assert_eq!(hint.data()[0]["attributes"].as_object().map(serde_json::Map::len), Some(1));
        assert_refused(&john.get(&format!("{path}?sort=hint")).await, 400, "invalid_query_parameter", "sort");
    }

    async fn the_secrets_of_others_are_not_found(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let others = app.application(ADMIN, "Of the administrator").await;
        let john = Caller::new(&app, JOHN).await;
        let path = format!("{}/secrets", path_of(&others.application.id.to_string()));
        assert_refused(&john.get(&path).await, 404, "not_found", "-");
        assert_refused(&Caller::nobody(&app).get(&path).await, 401, "unauthorized", "Authorization");
        let admin = Caller::new(&app, ADMIN).await;
        assert_eq!(admin.get(&path).await.data().as_array().map(Vec::len), Some(1));
    }
}
