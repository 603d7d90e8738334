//! `GET /api/oauthapplications/{id}/secrets`: what secrets are recognised by, and never the secrets.

use super::support::{APPLICATIONS, Caller, assert_refused, change, mails, new_application, path_of, token};
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

    async fn they_have_labels_and_ends_and_come_along(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let attributes = json!({ "name": "Robot", "secretLabel": " first ", "secretLife": "month" });
        let made = john.post(&format!("{APPLICATIONS}?include=secrets,organization"), &new_application(&attributes)).await;
        assert_eq!(made.status, 201, "{}", made.document);
        let first = &made.document["included"][1];
        assert_eq!((&first["type"], &first["attributes"]["label"]), (&json!("secrets"), &json!("first")));
        assert_eq!(first["attributes"]["expiresAt"], "2026-12-23T09:30:00Z");
        let path = path_of(&made.id());
        let meta = json!({ "meta": { "grace": "day", "label": "second", "life": "year" } });
        let rotated = john.post(&format!("{path}/secrets?include=secrets&fields[secrets]=label,expiresAt"), &meta).await;
        let shown = rotated.document["included"].as_array().expect("secrets").iter();
        let shown: Vec<Value> = shown.map(|secret| secret["attributes"].clone()).collect();
        assert_eq!(shown, [
            json!({ "label": "second", "expiresAt": "2027-11-23T09:30:00Z" }),
            json!({ "label": "first", "expiresAt": "2026-11-24T09:30:00Z" }),
        ]);
        let read = john.get(&format!("{path}?include=secrets")).await;
        let linked = read.data()["relationships"]["secrets"]["data"].as_array().map(Vec::len);
        assert_eq!((linked, read.document["included"].as_array().map(Vec::len)), (Some(2), Some(2)));
        assert!(read.data()["relationships"]["secrets"]["links"]["related"].is_string());
        // What was shown can be sent back.
        let mut document = json!({ "data": read.data() });
        document["data"]["attributes"]["name"] = json!("Renamed");
        let renamed = john.patch(&path, &document).await;
        assert_eq!(renamed.status, 200, "{}", renamed.document);
        mails(&app).await;

        for (attributes, status, code, place) in [
            (json!({ "name": "B", "secretLife": "decade" }), 422, "unknown_choice", "secretLife"),
            (json!({ "name": "B", "secretLabel": "x".repeat(101) }), 422, "too_long", "secretLabel"),
            (json!({ "name": "B", "secretLabel": null }), 422, "wrong_type", "secretLabel"),
        ] {
            let refused = john.post(APPLICATIONS, &new_application(&attributes)).await;
            assert_refused(&refused, status, code, &format!("/data/attributes/{place}"));
        }
        let later = john.patch(&path, &change(&made.id(), &json!({ "secretLabel": "x" }))).await;
        assert_refused(&later, 403, "read_only", "/data/attributes/secretLabel");
        assert_refused(&john.get(&format!("{APPLICATIONS}?include=secrets")).await, 400, "invalid_query_parameter", "include");
        assert_eq!(mails(&app).await, []);
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
