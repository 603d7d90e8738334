//! RFC 7644 §3.6: whoever is deleted is not found any more, and comes back with the same `userName`.

use super::support::{GROUPS, SCIM_JSON, Scim, USERS, path_of, refused};
use crate::support::{ADMIN, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use serde_json::{Value, json};

fn john() -> Value {
    json!({ "userName": JOHN, "name": { "givenName": "Jack", "familyName": "Doe" } })
}

store::on_both_engines! {
    async fn whoever_is_deleted_is_not_there_and_their_tokens_die(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let johns = app.token(&app.application(JOHN, "Robot").await).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        scim.patch(&path, &json!([{ "op": "add", "path": "externalId", "value": "j1" }])).await.expect(200);
        let authorization = format!("Bearer {johns}");
        let call = async || {
            let headers = [(header::AUTHORIZATION, authorization.as_str())];
            app.request(Method::GET, "/api/me", &headers, Body::empty()).await.status.as_u16()
        };
        assert_eq!(call().await, 200);
        assert!(scim.delete(&path).await.expect(204).body.is_empty());
        assert_eq!(call().await, 401);
        scim.get(&path).await.expect(404);
        scim.patch(&path, &json!([{ "op": "replace", "path": "active", "value": true }])).await.expect(404);
        scim.document(Method::PUT, &path, &john()).await.expect(404);
        scim.delete(&path).await.expect(404);
        for filter in [r#"userName eq "john.doe@example.com""#, r#"externalId eq "j1""#, "active eq false"] {
            assert_eq!(scim.found(filter).await, [""; 0], "{filter}");
        }
        assert_eq!(scim.found("userName pr").await.len(), 2);
        let id = app.user(JOHN).await;
        let groups = scim.get(GROUPS).await.expect(200);
        assert!(!String::from_utf8_lossy(&groups.body).contains(&id.to_string()), "no member either");
        // In the back office they stay, disabled and without a role.
        let john = app.office.find_user(&app.actor(ADMIN).await, id).await.unwrap();
        assert_eq!((john.enabled, john.roles.len(), john.removed_at.is_some()), (false, 0, true));
        assert_eq!(app.mails().await.len(), 0);
    }

    async fn the_same_name_brings_them_back_as_if_they_were_new(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let johns = app.token(&app.application(JOHN, "Robot").await).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        let manager = json!([{ "op": "add", "path": "roles", "value": [{ "value": "Customer User Manager" }] }]);
        scim.patch(&path, &manager).await.expect(200);
        scim.delete(&path).await.expect(204);
        let answer = scim.document(Method::POST, USERS, &john()).await.expect(201);
        assert_eq!(answer.headers[header::LOCATION], format!("http://127.0.0.1:3000{path}").as_str());
        let back = answer.json();
        assert_eq!((&back["displayName"], &back["active"]), (&json!("Jack Doe"), &json!(true)));
        assert_eq!(back["roles"].as_array().unwrap().len(), 1, "what they could do before does not come back");
        assert_eq!(back["roles"][0]["display"], "User");
        assert_eq!(scim.get(&path).await.expect(200).json(), back);
        let mails = app.mails().await;
        assert_eq!(mails.iter().map(|mail| (mail.event.as_str(), mail.to_address.as_str())).collect::<Vec<_>>(), [("invitation", JOHN)]);
        let authorization = format!("Bearer {johns}");
        let headers = [(header::AUTHORIZATION, authorization.as_str())];
        app.request(Method::GET, "/api/me", &headers, Body::empty()).await.expect(401);
        assert_eq!(refused(&scim.document(Method::POST, USERS, &john()).await), (409, "uniqueness".into()));

        scim.delete(&path).await.expect(204);
        app.clear_mails().await;
        let mut idle = john();
        (idle["active"], idle["externalId"]) = (json!(false), json!("j2"));
        let back = scim.document(Method::POST, USERS, &idle).await.expect(201).json();
        assert_eq!((&back["active"], &back["externalId"]), (&json!(false), &json!("j2")));
        assert_eq!(scim.found(r#"externalId eq "j2""#).await, [JOHN]);
        assert_eq!(app.mails().await.len(), 0);
    }

    async fn whoever_is_enabled_in_the_back_office_is_there_again(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        scim.delete(&path).await.expect(204);
        app.office.enable_user(&app.actor(ADMIN).await, app.user(JOHN).await).await.unwrap();
        assert_eq!(scim.get(&path).await.expect(200).json()["active"], true);
    }

    async fn only_the_version_that_was_seen_is_deleted(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        let old = scim.get(&path).await.expect(200).headers[header::ETAG].to_str().unwrap().to_owned();
        scim.patch(&path, &json!([{ "op": "replace", "path": "name.givenName", "value": "Jack" }])).await.expect(200);
        let headers = [(header::IF_MATCH, old.as_str()), (header::CONTENT_TYPE, SCIM_JSON)];
        assert_eq!(refused(&scim.send(Method::DELETE, &path, &headers, Body::empty()).await), (412, "-".into()));
        scim.get(&path).await.expect(200);
    }

    async fn an_id_of_their_own_is_told_only_where_it_was_given(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        let set = |value: Value| json!([{ "op": "replace", "path": "externalId", "value": value }]);
        assert_eq!(scim.patch(&path, &set(json!("Ü-7 "))).await.expect(200).json()["externalId"], "Ü-7 ");
        let other = path_of(&app, "maria.lopez@example.com").await;
        assert_eq!(refused(&scim.patch(&other, &set(json!("Ü-7 "))).await), (409, "uniqueness".into()));
        assert_eq!(scim.found(r#"externalId eq "Ü-7 ""#.replace('Ü', "%C3%9C").as_str()).await, [JOHN]);
        // Capitals count in it (RFC 7643 §3.1).
        assert_eq!(scim.found(r#"externalId eq "%C3%BC-7 ""#).await, [""; 0]);
        assert_eq!(scim.found("externalId pr").await, [JOHN]);
        assert_eq!(scim.found(r#"externalId ne "x" and externalId pr or externalId eq null"#).await.len(), 3);
        // PUT without it leaves it, null takes it away.
        let mut body = john();
        assert_eq!(scim.document(Method::PUT, &path, &body).await.expect(200).json()["externalId"], "Ü-7 ");
        body["externalId"] = Value::Null;
        assert_eq!(scim.document(Method::PUT, &path, &body).await.expect(200).json()["externalId"], Value::Null);
        scim.patch(&other, &set(json!("Ü-7 "))).await.expect(200);
        // In another organization people are called otherwise.
        let elsewhere = app.office.external_ids_of_users(&{
            let mut actor = app.actor(ADMIN).await;
            actor.viewer.organization.id = app.organization("Globex").await;
            actor
        }, &[app.user("maria.lopez@example.com").await]).await.unwrap();
        assert!(elsewhere.is_empty());
    }
}
