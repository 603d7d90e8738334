//! `Idempotency-Key`: what is sent again is done once.

use super::{
    records::new,
    support::{APPLICATIONS, Answer, Caller, assert_refused, mails, new_application, path_of},
};
use crate::support::{ADMIN, JOHN, TestApp};
use domain::KeyedRequest;
use http::{HeaderName, Method, header};
use serde_json::{Value, json};
use std::time::Duration;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");

async fn post(caller: &Caller<'_>, path: &str, document: &Value, key: &str) -> Answer {
    caller.send_document(Method::POST, path, document, &[(KEY, key)]).await
}

fn robot() -> Value {
    new_application(&json!({ "name": "Robot" }))
}

/// The same answer without what tells that it is a repetition.
fn same(first: &Answer, again: &Answer) {
    assert_eq!((again.status, again.data()), (first.status, first.data()));
    for name in [header::LOCATION, header::ETAG, header::CONTENT_TYPE] {
        assert_eq!(again.header(name.clone()), first.header(name));
    }
    assert_eq!(again.document["meta"]["replayed"], true, "{}", again.document);
}

store::on_both_engines! {
    async fn an_application_is_made_once_and_its_secret_told_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let first = post(&john, APPLICATIONS, &robot(), "\"k-1\"").await;
        let secret = first.document["meta"]["clientSecret"].as_str().unwrap();
        for key in ["\"k-1\"", "k-1"] {
            let again = post(&john, APPLICATIONS, &robot(), key).await;
            same(&first, &again);
            assert!(again.document["meta"]["clientSecretShown"].is_string());
            assert!(!again.document.to_string().contains(secret));
        }
        assert_eq!(john.get(APPLICATIONS).await.names(), ["Caller", "Robot"]);
        assert_eq!(mails(&app).await.len(), 1);
        // Rotating, too.
        let path = format!("{}/secrets", path_of(&first.id()));
        let rotated = post(&john, &path, &json!({ "meta": { "grace": "day" } }), "k-2").await;
        let again = post(&john, &path, &json!({ "meta": { "grace": "day" } }), "k-2").await;
        same(&rotated, &again);
        assert_eq!(again.document["meta"]["oldSecretUntil"], rotated.document["meta"]["oldSecretUntil"]);
        assert!(again.document["meta"].get("clientSecret").is_none());
        assert_eq!(john.get(&path).await.data().as_array().map(Vec::len), Some(2));
        assert_eq!(mails(&app).await.len(), 1);
    }

    async fn every_type_and_the_operations_take_keys(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let role = new("roles", &json!({ "name": "Auditor", "side": "back_office" }), &json!({}));
        let first = post(&admin, "/api/roles", &role, "k").await;
        same(&first, &post(&admin, "/api/roles", &role, "k").await);
        let operations = json!([
            { "op": "add", "data": new_application(&json!({ "name": "Robot" }))["data"] },
            { "op": "remove", "ref": { "type": "roles", "id": first.id() } },
        ]);
        let done = admin.operate_with(&operations, &[(KEY, "l")]).await;
        let again = admin.operate_with(&operations, &[(KEY, "l")]).await;
        assert!(done.document["atomic:results"][0]["meta"]["clientSecret"].is_string());
        assert_eq!(again.document["atomic:results"][0], json!({ "data": done.document["atomic:results"][0]["data"], "meta": {} }));
        assert_eq!(again.document["meta"]["replayed"], true);
        assert_eq!(mails(&app).await.len(), 1);
        let role = admin.post("/api/roles", &role).await.id();
        let remove = json!([{ "op": "remove", "ref": { "type": "roles", "id": role } }]);
        for _ in 0..2 {
            assert_eq!(admin.operate_with(&remove, &[(KEY, "m")]).await.status, 204);
        }
    }

    async fn another_request_with_the_key_is_a_mistake(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let first = post(&john, APPLICATIONS, &robot(), "k").await;
        mails(&app).await;
        let secrets = format!("{}/secrets", path_of(&first.id()));
        for (path, document) in [
            (APPLICATIONS, new_application(&json!({ "name": "Other" }))),
            (&format!("{APPLICATIONS}?include=organization"), robot()),
            (&secrets, json!({ "meta": {} })),
        ] {
            assert_refused(&post(&john, path, &document, "k").await, 422, "idempotency_key_reused", "Idempotency-Key");
        }
        for key in ["", "\"", "\"a", "a b", &"k".repeat(256)] {
            assert_refused(&post(&john, APPLICATIONS, &robot(), key).await, 400, "invalid_idempotency_key", "Idempotency-Key");
        }
        let twice = john.send_document(Method::POST, APPLICATIONS, &robot(), &[(KEY, "a"), (KEY, "b")]).await;
        assert_refused(&twice, 400, "invalid_idempotency_key", "Idempotency-Key");
        assert_eq!(john.get(APPLICATIONS).await.names(), ["Caller", "Robot"]);
        assert_eq!(mails(&app).await, []);
        assert_refused(&post(&Caller::nobody(&app), APPLICATIONS, &robot(), "k").await, 401, "unauthorized", "Authorization");
        // Others have keys of their own, and after a day it is forgotten.
        let admin = Caller::new(&app, ADMIN).await;
        assert_eq!(post(&admin, APPLICATIONS, &robot(), "k").await.status, 201);
        app.clock.advance(Duration::from_hours(24));
        let john = Caller::of(&app, &app.application(JOHN, "Next").await).await;
        let later = new_application(&json!({ "name": "Later" }));
        assert_eq!(post(&john, APPLICATIONS, &later, "k").await.status, 201);
    }

    async fn what_was_refused_is_not_remembered(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let taken = new_application(&json!({ "name": "Caller" }));
        for _ in 0..2 {
            assert_refused(&post(&john, APPLICATIONS, &taken, "k").await, 422, "duplicate_name", "/data/attributes/name");
        }
        assert_eq!(post(&john, APPLICATIONS, &robot(), "k").await.status, 201);
        let path = format!("/api/users/{}", app.user(ADMIN).await);
        assert_refused(&post(&john, &path, &robot(), "l").await, 405, "method_not_allowed", "-");
        assert_eq!(mails(&app).await.len(), 1);
    }

    async fn one_that_is_under_way_has_no_answer_yet(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let created = app.application(JOHN, "Caller").await;
        let john = Caller::of(&app, &created).await;
        let via = domain::Via::Application { id: created.application.id, apis: Vec::new() };
        let actor = domain::Actor { via, ..app.actor(JOHN).await };
        let held = app.office.hold_key(&KeyedRequest::new(&actor, "k", &[]).unwrap());
        assert_refused(&post(&john, APPLICATIONS, &robot(), "k").await, 409, "idempotency_key_in_use", "Idempotency-Key");
        drop(held);
        assert_eq!(post(&john, APPLICATIONS, &robot(), "k").await.status, 201);
        assert_eq!(mails(&app).await.len(), 1);
    }

    async fn of_two_processes_one_does_it(db: TestDatabase) {
        let second = db.another().await;
        let app = TestApp::on(db).await;
        let created = app.application(JOHN, "Caller").await;
        let john = Caller::of(&app, &created).await;
        let other = app.beside(second);
        let beside = Caller::of(&other, &created).await;
        let robot = robot();
        let (one, two) = tokio::join!(
            post(&john, APPLICATIONS, &robot, "k"),
            post(&beside, APPLICATIONS, &robot, "k"),
        );
        assert_eq!((one.status.as_u16(), two.status.as_u16()), (201, 201), "{one:?} {two:?}");
        assert_eq!(one.id(), two.id());
        let told = [&one, &two].map(|answer| answer.document["meta"]["clientSecret"].is_string());
        assert_eq!(told.iter().filter(|told| **told).count(), 1);
        assert_eq!(mails(&app).await.len(), 1);
    }
}
