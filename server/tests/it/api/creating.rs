//! `POST /api/oauthapplications`: what is accepted, what is refused and where, and that a refusal leaves nothing behind.

use super::support::{APPLICATIONS, Caller, JSON_API, assert_refused, mails, new_application, path_of};
use crate::support::{ADMIN, JOHN, TestApp};
use serde_json::{Value, json};

const UNKNOWN: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn in_organization(name: &str, id: &str) -> Value {
    let mut document = new_application(&json!({ "name": name }));
    document["data"]["relationships"] =
        json!({ "organization": { "data": { "type": "organizations", "id": id } } });
    document
}

store::on_both_engines! {
    async fn chosen_apis_and_activity_are_kept(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let attributes = json!({
            "name": "Größe 🔑", "active": false, "apis": ["scim", "json_api", "scim"], "grantType": "client_credentials",
        });
        let created = john.post(APPLICATIONS, &new_application(&attributes)).await;
        assert_eq!(created.status, 201);
        let found = john.get(&path_of(&created.id())).await;
        assert_eq!(found.data(), created.data());
        let shown = &found.data()["attributes"];
        assert_eq!(shown["name"], "Größe 🔑");
        assert_eq!((&shown["active"], &shown["allApis"]), (&json!(false), &json!(false)));
        assert_eq!(shown["apis"], json!(["json_api", "scim"]));
        assert_eq!(mails(&app).await.len(), 1);
    }

    async fn each_refusal_names_its_place_and_nothing_is_left(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let name = "/data/attributes/name";
        let apis = "/data/attributes/apis";
        for (attributes, status, code, place) in [
            (json!({}), 422, "blank", name),
            (json!({ "name": " \u{a0}" }), 422, "blank", name),
            (json!({ "name": "é".repeat(256) }), 422, "too_long", name),
            (json!({ "name": "a\u{0}b" }), 422, "control_characters", name),
            (json!({ "name": "caller" }), 422, "duplicate_name", name),
            (json!({ "name": 5 }), 422, "wrong_type", name),
            (json!({ "name": null }), 422, "wrong_type", name),
            (json!({ "name": "R", "active": "true" }), 422, "wrong_type", "/data/attributes/active"),
            (json!({ "name": "R", "apis": [] }), 422, "no_api", apis),
            (json!({ "name": "R", "allApis": false }), 422, "no_api", apis),
            (json!({ "name": "R", "apis": ["soap"] }), 422, "unknown_api", apis),
            (json!({ "name": "R", "apis": ["customer_json_api"] }), 422, "unknown_api", apis),
            (json!({ "name": "R", "apis": ["a\u{0}"] }), 422, "unknown_api", apis),
            (json!({ "name": "R", "apis": "scim" }), 422, "wrong_type", apis),
            (json!({ "name": "R", "apis": ["scim", {}] }), 422, "wrong_type", "/data/attributes/apis/1"),
            (json!({ "name": "R", "allApis": true, "apis": ["scim"] }), 422, "contradiction", apis),
            (json!({ "name": "R", "grantType": "password" }), 422, "unknown_choice", "/data/attributes/grantType"),
            (json!({ "name": "R", "secret": "x" }), 422, "unknown_attribute", "/data/attributes/secret"),
            (json!({ "name": "R", "a/b~": 1 }), 422, "unknown_attribute", "/data/attributes/a~1b~0"),
            (json!({ "name": "R", "clientId": "mine" }), 403, "read_only", "/data/attributes/clientId"),
        ] {
            let answer = john.post(APPLICATIONS, &new_application(&attributes)).await;
            assert_refused(&answer, status, code, place);
        }
        assert_eq!(john.get(APPLICATIONS).await.names(), ["Caller"]);
        assert_eq!(mails(&app).await, []);
    }

    async fn documents_that_are_no_new_application_are_refused(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        for (document, status, code, place) in [
            (json!({}), 400, "malformed_document", ""),
            (json!({ "data": [] }), 400, "malformed_document", "/data"),
            (json!({ "data": { "type": "users" } }), 409, "type_mismatch", "/data/type"),
            (json!({ "data": { "type": "oauthapplications", "id": UNKNOWN } }), 403, "client_generated_id", "/data/id"),
            (json!({ "data": { "type": "oauthapplications", "attributes": 1 } }), 400, "malformed_document", "/data/attributes"),
        ] {
            assert_refused(&john.post(APPLICATIONS, &document).await, status, code, place);
        }
        let valid = new_application(&json!({ "name": "Robot" }));
        let answer = john.post("/api/oauthapplications?include=owner", &valid).await;
        assert_refused(&answer, 400, "invalid_query_parameter", "include");
        assert_eq!(john.get(APPLICATIONS).await.names(), ["Caller"]);
        assert_eq!(mails(&app).await, []);
    }

    async fn an_organization_can_be_chosen_where_the_owner_may_enter_it(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let place = "/data/relationships/organization";
        let (acme, globex) = (app.acme().await.to_string(), app.organization("Globex").await.to_string());
        let admin = Caller::new(&app, ADMIN).await;
        let there = admin.post("/api/oauthapplications?include=organization", &in_organization("Robot", &globex)).await;
        assert_eq!(there.status, 201);
        assert_eq!(there.document["included"][0]["attributes"], json!({ "global": false, "name": "Globex" }));
        let here = admin.post(APPLICATIONS, &in_organization("Robot", &acme)).await;
        assert_eq!(here.status, 201);
        assert_eq!(mails(&app).await.len(), 2);

        let john = Caller::new(&app, JOHN).await;
        for id in [globex.as_str(), UNKNOWN, "acme", "", "a\u{0}"] {
            let answer = john.post(APPLICATIONS, &in_organization("Robot", id)).await;
            if id.is_empty() {
                // As if it were not said: the current one.
                assert_eq!(answer.data()["relationships"]["organization"]["data"]["id"], acme);
                assert_eq!(mails(&app).await.len(), 1);
            } else {
                assert_refused(&answer, 422, "unknown_organization", place);
            }
        }
        assert_eq!(mails(&app).await, []);
    }

    async fn the_same_name_at_the_same_time_is_taken_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let document = new_application(&json!({ "name": "Robot" }));
        let (one, other) = tokio::join!(john.post(APPLICATIONS, &document), john.post(APPLICATIONS, &document));
        let (won, lost) = if one.status == 201 { (one, other) } else { (other, one) };
        assert_eq!(won.status, 201);
        assert_refused(&lost, 422, "duplicate_name", "/data/attributes/name");
        assert_eq!(mails(&app).await.len(), 1);
    }

    async fn a_new_application_is_shown_as_narrowly_as_asked(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let request = john.request(http::Method::POST, "/api/oauthapplications?fields[oauthapplications]=clientId");
        let request = request.header(http::header::CONTENT_TYPE, JSON_API);
        let document = new_application(&json!({ "name": "Robot" })).to_string();
        let created = john.send(request, document.into()).await;
        let names: Vec<_> = created.data()["attributes"].as_object().expect("attributes").keys().collect();
        assert_eq!(names, ["clientId"]);
        assert!(created.document["meta"]["clientSecret"].as_str().is_some_and(|secret| secret.starts_with("lk_")));
        assert_eq!(mails(&app).await.len(), 1);
    }
}
