//! RFC 7644 §3.3: users are added.

use super::support::{Scim, USERS, path_of_group, refused};
use crate::support::{ADMIN, JOHN, TestApp};
use http::{Method, header};
use serde_json::json;

store::on_both_engines! {
    async fn a_new_user_is_invited_and_has_the_role_of_users(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        // As Entra ID sends it, with much that is not stored.
        let new = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
            "externalId": "58342554", "userName": "Eve@Example.com", "active": true, "displayName": "Eve Adams",
            "emails": [{ "primary": true, "type": "work", "value": "eve@example.com" }],
            "name": { "formatted": "Eve Adams", "familyName": "Adams", "givenName": "Eve" },
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "R&D" },
        });
        let answer = scim.document(Method::POST, USERS, &new).await.expect(201);
        let user = answer.json();
        assert_eq!(user["userName"], "eve@example.com");
        assert_eq!((&user["active"], &user["roles"][0]["display"]), (&json!(true), &json!("User")));
        assert_eq!(answer.headers[header::LOCATION], user["meta"]["location"].as_str().unwrap());
        assert_eq!(answer.headers[header::ETAG], user["meta"]["version"].as_str().unwrap());
        let path = user["meta"]["location"].as_str().unwrap().strip_prefix("http://127.0.0.1:3000").unwrap();
        assert_eq!(scim.get(path).await.expect(200).json(), user);
        let mails = app.mails().await;
        assert_eq!(mails.iter().map(|mail| mail.to_address.as_str()).collect::<Vec<_>>(), ["eve@example.com"]);
    }

    async fn a_user_who_may_not_come_in_is_not_invited(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let new = json!({
            "userName": "eve@example.com", "active": "False", "roles": [{ "value": "customer user manager" }],
            "name": { "familyName": "Adams", "givenName": "Eve" },
        });
        let user = scim.document(Method::POST, USERS, &new).await.expect(201).json();
        assert_eq!((&user["active"], &user["roles"][0]["display"]), (&json!(false), &json!("Customer User Manager")));
        assert_eq!(app.mails().await.len(), 0);
    }

    async fn where_the_role_of_users_was_renamed_they_get_none(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of_group(&scim, "User").await;
        scim.patch(&path, &json!([{ "op": "replace", "path": "displayName", "value": "Person" }])).await.expect(204);
        let new = json!({ "userName": "eve@example.com", "name": { "familyName": "Adams", "givenName": "Eve" } });
        let user = scim.document(Method::POST, USERS, &new).await.expect(201).json();
        assert_eq!((&user["active"], &user["roles"], &user["groups"]), (&json!(true), &json!([]), &json!([])));
        assert_eq!(app.actor("eve@example.com").await.viewer.permissions, model::Permissions::none());
        assert_eq!(app.mails().await.len(), 1, "the invitation");
    }

    async fn what_is_wrong_changes_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let name = json!({ "familyName": "Adams", "givenName": "Eve" });
        for (new, expected) in [
            (json!({ "userName": JOHN, "name": name }), (409, "uniqueness")),
            (json!({ "userName": "eve", "name": name }), (400, "invalidValue")),
            (json!({ "userName": "eve@example.com" }), (400, "invalidValue")),
            (json!({ "userName": 7, "name": name }), (400, "invalidValue")),
            (json!({ "userName": "eve@example.com", "name": name, "active": 1 }), (400, "invalidValue")),
            (json!({ "userName": "eve@example.com", "name": name, "externalId": "x".repeat(256) }), (400, "invalidValue")),
            (json!({ "userName": "eve@example.com", "name": name, "externalId": "a\u{0}" }), (400, "invalidValue")),
            (json!({ "userName": "eve@example.com", "name": name, "roles": [{ "value": "King" }] }), (400, "invalidValue")),
        ] {
            let (status, word) = refused(&scim.document(Method::POST, USERS, &new).await);
            assert_eq!((status, word.as_str()), expected, "{new}");
        }
        assert_eq!(scim.found("userName pr").await.len(), 3);
        assert_eq!(app.mails().await.len(), 0);
    }
}
