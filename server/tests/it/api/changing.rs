//! `PATCH /api/oauthapplications/{id}`: what is said changes, the rest stays, and nobody overwrites what they have not seen.

use super::support::{Answer, Caller, assert_refused, change, mails, path_of};
use crate::support::{ADMIN, JOHN, TestApp};
use http::{Method, header};
use serde_json::{Value, json};

async fn patched_if(caller: &Caller<'_>, id: &str, attributes: &Value, matches: &str) -> Answer {
    let headers = [(header::IF_MATCH, matches)];
    caller.send_document(Method::PATCH, &path_of(id), &change(id, attributes), &headers).await
}

store::on_both_engines! {
    async fn what_is_not_said_stays(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let id = app.application(JOHN, "Robot").await.application.id.to_string();
        app.clear_mails().await;
        let patch = async |attributes: Value| john.patch(&path_of(&id), &change(&id, &attributes)).await;
        let shown = |answer: &Answer| {
            let attributes = &answer.data()["attributes"];
            (attributes["name"].clone(), attributes["active"].clone(), attributes["apis"].clone())
        };
        let all = json!(["json_api", "email_addon", "scim"]);
        let answer = patch(json!({ "name": " Robot 2 " })).await;
        assert_eq!(shown(&answer), (json!("Robot 2"), json!(true), all.clone()));
        let answer = patch(json!({ "active": false })).await;
        assert_eq!(shown(&answer), (json!("Robot 2"), json!(false), all.clone()));
        let answer = patch(json!({ "apis": ["scim"] })).await;
        assert_eq!(shown(&answer), (json!("Robot 2"), json!(false), json!(["scim"])));
        let answer = patch(json!({ "allApis": true, "active": true })).await;
        assert_eq!(shown(&answer), (json!("Robot 2"), json!(true), all));
        assert_eq!(patch(json!({})).await.status, 200);
        // Whether it is active concerns its owner; the rest is told where somebody enabled that rule.
        let stopped = "OAuth application Robot 2 was deactivated".to_owned();
        assert_eq!(mails(&app).await, [(JOHN.to_owned(), stopped)]);
    }

    async fn what_was_read_can_be_sent_back(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let id = app.application(JOHN, "Robot").await.application.id.to_string();
        app.clear_mails().await;
        let mut document = json!({ "data": john.get(&path_of(&id)).await.data() });
        document["data"]["attributes"]["name"] = json!("Robot 2");
        let answer = john.patch(&path_of(&id), &document).await;
        assert_eq!((answer.status.as_u16(), &answer.data()["attributes"]["name"]), (200, &json!("Robot 2")));
        assert_eq!(mails(&app).await, []);
    }

    async fn each_refusal_names_its_place_and_changes_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let id = app.application(JOHN, "Robot").await.application.id.to_string();
        app.clear_mails().await;
        let before = john.get(&path_of(&id)).await;
        let other = "01890a5d-ac96-774b-bcce-b302099a8057";
        let with = |members: Value| {
            let mut document = change(&id, &json!({ "name": "Robot 2" }));
            for (name, value) in members.as_object().expect("an object") {
                document["data"][name] = value.clone();
            }
            document
        };
        for (document, status, code, place) in [
            (with(json!({ "id": other })), 409, "id_mismatch", "/data/id"),
            (with(json!({ "id": 1 })), 400, "malformed_document", "/data/id"),
            (with(json!({ "type": "users" })), 409, "type_mismatch", "/data/type"),
            (with(json!({ "attributes": { "name": "" } })), 422, "blank", "/data/attributes/name"),
            (with(json!({ "attributes": { "name": "caller" } })), 422, "duplicate_name", "/data/attributes/name"),
            (with(json!({ "attributes": { "apis": ["soap"] } })), 422, "unknown_api", "/data/attributes/apis"),
            (with(json!({ "attributes": { "createdAt": "2020-01-01T00:00:00Z" } })), 403, "read_only", "/data/attributes/createdAt"),
            (with(json!({ "attributes": { "clientSecret": "x" } })), 422, "unknown_attribute", "/data/attributes/clientSecret"),
            (
                with(json!({ "relationships": { "owner": { "data": { "type": "users", "id": other } } } })),
                403,
                "read_only",
                "/data/relationships/owner",
            ),
            (
                with(json!({ "relationships": { "organization": { "data": null } } })),
                422,
                "malformed_relationship",
                "/data/relationships/organization",
            ),
        ] {
            assert_refused(&john.patch(&path_of(&id), &document).await, status, code, place);
        }
        assert_eq!(john.get(&path_of(&id)).await.data(), before.data());
        assert_eq!(mails(&app).await, []);
    }

    async fn a_version_that_is_gone_is_not_overwritten(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let id = app.application(JOHN, "Robot").await.application.id.to_string();
        app.clear_mails().await;
        let tag = |answer: &Answer| answer.header(header::ETAG).expect("a tag").to_owned();
        let first = tag(&john.get(&path_of(&id)).await);
        let second = tag(&patched_if(&john, &id, &json!({ "name": "Robot 2" }), &first).await);
        assert_ne!(first, second);
        for stale in [first.as_str(), "\"\"", "W/\"2\"", "2", "nonsense"] {
            let answer = patched_if(&john, &id, &json!({ "name": "Robot 3" }), stale).await;
            assert_refused(&answer, 412, "changed_meanwhile", "If-Match");
            let request = john.request(Method::DELETE, &path_of(&id)).header(header::IF_MATCH, stale);
            assert_refused(&john.send(request, axum::body::Body::empty()).await, 412, "changed_meanwhile", "If-Match");
        }
        assert_eq!(john.get(&path_of(&id)).await.data()["attributes"]["name"], "Robot 2");
        let both = format!("{first}, {second}");
        assert_eq!(patched_if(&john, &id, &json!({ "name": "Robot 3" }), &both).await.status, 200);
        assert_eq!(patched_if(&john, &id, &json!({ "name": "Robot 4" }), "*").await.status, 200);
        assert_eq!(mails(&app).await, []);
    }

    async fn changes_of_different_attributes_at_once_are_both_kept(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let id = app.application(JOHN, "Robot").await.application.id.to_string();
        app.clear_mails().await;
        let (name, active) = (change(&id, &json!({ "name": "Robot 2" })), change(&id, &json!({ "active": false })));
        let path = path_of(&id);
        let (one, other) = tokio::join!(john.patch(&path, &name), john.patch(&path, &active));
        assert_eq!((one.status.as_u16(), other.status.as_u16()), (200, 200));
        let attributes = john.get(&path).await.data()["attributes"].clone();
        assert_eq!((&attributes["name"], &attributes["active"]), (&json!("Robot 2"), &json!(false)));
        let mails = mails(&app).await;
        let [(to, subject)] = mails.as_slice() else { panic!("{mails:?}") };
        // By one name or the other: nobody knows which change came first.
        assert!(to == JOHN && subject.ends_with("was deactivated"), "{subject}");
    }

    async fn the_administrator_changes_what_belongs_to_others(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let id = app.application(JOHN, "Robot").await.application.id.to_string();
        app.clear_mails().await;
        let answer = admin.patch(&path_of(&id), &change(&id, &json!({ "name": "Robot 2" }))).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.data()["relationships"]["owner"]["data"]["id"], app.user(JOHN).await.to_string());
        assert_eq!(mails(&app).await, []);
    }
}
