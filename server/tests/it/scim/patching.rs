//! RFC 7644 §3.5.2, in the forms that Entra ID and Okta really send.

use super::support::{Scim, path_of, refused};
use crate::support::{ADMIN, JOHN, TestApp};
use http::Method;
use serde_json::{Value, json};

store::on_both_engines! {
    async fn every_form_of_disabling_works(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        for (off, on) in [
            (json!({ "op": "Replace", "path": "active", "value": "False" }), json!({ "op": "Replace", "path": "active", "value": "True" })),
            (json!({ "op": "replace", "value": { "active": false } }), json!({ "op": "replace", "value": { "id": "x", "active": true } })),
            (json!({ "OP": "Add", "PATH": "ACTIVE", "VALUE": false }), json!({ "op": "add", "value": { "Active": "true" } })),
        ] {
            assert_eq!(scim.patch(&path, &json!([off])).await.expect(200).json()["active"], false, "{off}");
            assert_eq!(scim.patch(&path, &json!([on])).await.expect(200).json()["active"], true, "{on}");
        }
        assert_eq!(app.mails().await.len(), 0);
    }

    async fn names_addresses_and_roles_change(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        let patch = async |operations: Value| scim.patch(&path, &operations).await.expect(200).json();
        let user = patch(json!([
            { "op": "Replace", "path": "name.givenName", "value": "Jack" },
            { "op": "Add", "value": { "name.familyName": "Smith", "displayName": "Ignored", "title": "Ignored" } },
            { "op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "R&D" },
        ])).await;
        assert_eq!(user["displayName"], "Jack Smith");
        assert_eq!(patch(json!([{ "op": "replace", "path": "name", "value": { "givenName": "Joe" } }])).await["displayName"], "Joe Smith");
        let work = json!([{ "op": "Replace", "path": "emails[type eq \"work\"].value", "value": "jack@example.com" }]);
        let user = patch(work).await;
        assert_eq!((&user["userName"], &user["emails"][0]["value"]), (&json!("jack@example.com"), &json!("jack@example.com")));
        assert_eq!(patch(json!([{ "op": "replace", "path": "userName", "value": JOHN }])).await["emails"][0]["value"], JOHN);
        let roles = |user: &Value| user["roles"].as_array().unwrap().iter().map(|role| role["display"].clone()).collect::<Vec<_>>();
        let user = patch(json!([{ "op": "add", "path": "roles", "value": [{ "value": "Customer User Manager" }] }])).await;
        assert_eq!(roles(&user), ["Customer User Manager", "User"]);
        let gone = user["roles"][0]["value"].as_str().unwrap();
        let user = patch(json!([{ "op": "Remove", "path": format!("roles[value eq \"{gone}\"]") }])).await;
        assert_eq!(roles(&user), ["User"]);
        let user = patch(json!([{ "op": "replace", "path": "roles", "value": [{ "value": gone }, { "value": "User" }] }])).await;
        assert_eq!(roles(&user).len(), 2);
        let user = patch(json!([{ "op": "Remove", "path": "roles", "value": [{ "value": gone }] }])).await;
        assert_eq!(roles(&user), ["User"]);
        assert_eq!(user["groups"][0]["display"], "User");
        let user = patch(json!([{ "op": "Remove", "path": "roles" }])).await;
        assert_eq!((roles(&user).len(), &user["groups"]), (0, &json!([])));
        // Whoever has none is changed as others are.
        assert_eq!(patch(json!([{ "op": "replace", "path": "name.givenName", "value": "Jo" }])).await["displayName"], "Jo Smith");
    }

    async fn one_bad_operation_undoes_them_all(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        let before = scim.get(&path).await.expect(200).json();
        for (operation, word) in [
            (json!({ "op": "move", "path": "active" }), "invalidSyntax"),
            (json!({ "op": "remove" }), "noTarget"),
            (json!({ "op": "replace", "path": "active" }), "invalidValue"),
            (json!({ "op": "replace", "path": "active", "value": "maybe" }), "invalidValue"),
            (json!({ "op": "replace", "value": "x" }), "invalidValue"),
            (json!({ "op": "replace", "path": "a b", "value": 1 }), "invalidPath"),
            (json!({ "op": "replace", "path": "emails[type eq", "value": 1 }), "invalidPath"),
            (json!({ "op": "replace", "path": 7, "value": 1 }), "invalidPath"),
            (json!({ "op": "replace", "path": "id", "value": "x" }), "mutability"),
            (json!({ "op": "replace", "path": "emails[type eq \"home\"].value", "value": "a@b.example" }), "noTarget"),
            (json!({ "op": "remove", "path": "userName" }), "invalidValue"),
            (json!({ "op": "add", "path": "groups", "value": before["groups"] }), "mutability"),
            (json!({ "op": "replace", "path": "externalId", "value": 7 }), "invalidValue"),
        ] {
            let first = json!({ "op": "replace", "path": "name.givenName", "value": "Changed" });
            let answer = scim.patch(&path, &json!([first, operation])).await;
            assert_eq!(refused(&answer), (400, word.to_owned()), "{operation}");
        }
        for body in [json!({}), json!({ "Operations": [] }), json!({ "Operations": {} }), json!({ "Operations": vec![json!({}); 101] })] {
            assert_eq!(refused(&scim.document(Method::PATCH, &path, &body).await), (400, "invalidSyntax".into()));
        }
        assert_eq!(scim.get(&path).await.expect(200).json(), before);
        // Whom one may not disable is not renamed either.
        let own = path_of(&app, ADMIN).await;
        scim.patch(&own, &json!([{ "op": "replace", "value": { "active": false, "name.givenName": "Changed" } }])).await.expect(403);
        assert_ne!(scim.get(&own).await.expect(200).json()["name"]["givenName"], "Changed");
        assert_eq!(app.mails().await.len(), 0);
    }
}
