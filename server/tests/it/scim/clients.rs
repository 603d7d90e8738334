//! What Entra ID and Okta really send, request by request, each test named for who sends it.

use super::support::{GROUPS, Scim, USERS, path_of, path_of_group, refused};
use crate::support::{ADMIN, JOHN, TestApp};
use http::Method;
use serde_json::{Value, json};

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

store::on_both_engines! {
    async fn entra_id_asks_whether_the_connection_works(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        // A random name that nobody has must give an empty list with 200, not 404.
        let list = scim.get(&format!("{USERS}?filter=userName eq \"5c1e4f0a-non-existing\"")).await.expect(200).json();
        assert_eq!((&list["totalResults"], &list["Resources"]), (&json!(0), &json!([])));
        let list = scim.get(&format!("{GROUPS}?excludedAttributes=members&filter=displayName eq \"nothing\"")).await.expect(200).json();
        assert_eq!(list["totalResults"], 0);
        scim.get(&format!("{USERS}/5171a35d82074e068ce2")).await.expect(404);
    }

    async fn entra_id_adds_a_user_and_finds_them_by_either_id(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let new = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
            "externalId": "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef", "userName": "Test_User@example.com", "active": true,
            "emails": [{ "primary": true, "type": "work", "value": "Test_User@example.com" }],
            "meta": { "resourceType": "User" },
            "name": { "formatted": "Given Family", "familyName": "Family", "givenName": "Given" }, "roles": [],
        });
        let user = scim.document(Method::POST, USERS, &new).await.expect(201).json();
        assert_eq!((&user["userName"], &user["roles"][0]["display"]), (&json!("test_user@example.com"), &json!("User")));
        for filter in [r#"userName eq "Test_User@example.com""#, r#"externalId eq "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef""#] {
            assert_eq!(scim.found(filter).await, ["test_user@example.com"]);
        }
        assert_eq!(refused(&scim.document(Method::POST, USERS, &new).await), (409, "uniqueness".into()));
    }

    async fn entra_id_changes_what_it_knows_and_much_that_is_not_kept(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = path_of(&app, JOHN).await;
        let user = scim.patch(&path, &json!([
            { "op": "Replace", "path": "emails[type eq \"work\"].value", "value": "updated@example.com" },
            { "op": "Replace", "path": "name.familyName", "value": "Updated" },
            { "op": "Add", "path": "externalId", "value": "e-7" },
            // RFC 7644 §3.3 lets a server leave alone what it does not keep, and §3.5.2 has no error for it.
            { "op": "Add", "path": format!("{ENTERPRISE}:manager"), "value": "7" },
            { "op": "Add", "path": format!("{ENTERPRISE}:department"), "value": "R&D" },
            { "op": "Add", "path": "addresses[type eq \"work\"].country", "value": "DE" },
            { "op": "Add", "path": "phoneNumbers[type eq \"mobile\"].value", "value": "+49" },
            { "op": "Replace", "path": "displayName", "value": "Ignored" },
        ])).await.expect(200).json();
        assert_eq!((&user["userName"], &user["displayName"]), (&json!("updated@example.com"), &json!("John Updated")));
        assert_eq!((&user["externalId"], &user["phoneNumbers"]), (&json!("e-7"), &Value::Null));
        // Several attributes in one operation without a path, names with dots among them.
        let value = json!({ "name.givenName": "Jo", "active": "False", format!("{ENTERPRISE}:department"): "Sales" });
        let user = scim.patch(&path, &json!([{ "op": "Add", "value": value }])).await.expect(200).json();
        assert_eq!((&user["name"]["givenName"], &user["active"]), (&json!("Jo"), &json!(false)));
        assert_eq!(app.mails().await.len(), 0);
    }

    async fn entra_id_fills_a_group_and_asks_who_is_in_it(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let john = app.user(JOHN).await.to_string();
        let new = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group", "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
            "externalId": "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159", "displayName": "displayName", "meta": { "resourceType": "Group" },
        });
        let group = scim.document(Method::POST, GROUPS, &new).await.expect(201).json();
        let path = format!("{GROUPS}/{}", group["id"].as_str().unwrap());
        let add = json!([{ "op": "Add", "path": "members", "value": [{ "$ref": null, "value": john }] }]);
        assert!(scim.patch(&path, &add).await.expect(204).body.is_empty());
        let asked = format!("{GROUPS}?excludedAttributes=members&filter=id eq {} and members eq \"{john}\"", group["id"]);
        assert_eq!(scim.get(&asked).await.expect(200).json()["totalResults"], 1);
        let remove = json!([{ "op": "Remove", "path": "members", "value": [{ "$ref": null, "value": john }] }]);
        scim.patch(&path, &remove).await.expect(204);
        assert_eq!(scim.get(&asked).await.expect(200).json()["totalResults"], 0);
        scim.patch(&path, &json!([{ "op": "Replace", "path": "displayName", "value": "1879db59" }])).await.expect(204);
        scim.delete(&path).await.expect(204);
        scim.get(&path).await.expect(404);
    }

    async fn okta_tests_the_server_before_it_is_used(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let list = scim.get(&format!("{USERS}?count=1&startIndex=1")).await.expect(200).json();
        assert_eq!((&list["itemsPerPage"], &list["startIndex"], &list["totalResults"]), (&json!(1), &json!(1), &json!(3)));
        let user = &list["Resources"][0];
        let id = user["id"].as_str().unwrap();
        for part in [&user["name"]["familyName"], &user["name"]["givenName"], &user["userName"], &user["emails"][0]["value"]] {
            assert!(part.as_str().is_some_and(|part| !part.is_empty()), "{user}");
        }
        assert!(user["active"].is_boolean());
        assert_eq!(scim.get(&format!("{USERS}/{id}")).await.expect(200).json()["id"], *id);
        let nobody = format!("{USERS}?startIndex=1&count=1&filter=userName eq \"abcdefgh@atko.com\"");
        let list = scim.get(&nobody).await.expect(200).json();
        assert_eq!((&list["totalResults"], &list["Resources"]), (&json!(0), &json!([])));
        let missing = scim.get(&format!("{USERS}/010101001010101011001010101011")).await.expect(404).json();
        assert_eq!((&missing["status"], &missing["schemas"][0]), (&json!("404"), &json!("urn:ietf:params:scim:api:messages:2.0:Error")));
    }

    async fn okta_adds_replaces_and_disables_a_user(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let mut user = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "runscope@atko.com",
            "name": { "givenName": "Run", "familyName": "Scope" }, "locale": "en-US", "externalId": "00ujl29u0le5T6Aj10h7",
            "emails": [{ "primary": true, "value": "runscope@atko.com", "type": "work" }],
            "displayName": "Run Scope", "groups": [], "password": "1mz050nq", "active": true,
        });
        let made = scim.document(Method::POST, USERS, &user).await.expect(201).json();
        assert!(made["password"].is_null() && made["id"].is_string());
        assert_eq!(refused(&scim.document(Method::POST, USERS, &user).await), (409, "uniqueness".into()));
        let path = format!("{USERS}/{}", made["id"].as_str().unwrap());
        user["id"] = made["id"].clone();
        user["name"]["familyName"] = json!("Changed");
        assert_eq!(scim.document(Method::PUT, &path, &user).await.expect(200).json()["displayName"], "Run Changed");
        user["active"] = json!(false);
        assert_eq!(scim.document(Method::PUT, &path, &user).await.expect(200).json()["active"], false);
        let on = json!([{ "op": "replace", "value": { "active": true } }]);
        assert_eq!(scim.patch(&path, &on).await.expect(200).json()["active"], true);
        assert_eq!(app.mails().await.len(), 1, "one invitation");
    }

    async fn okta_pushes_a_group(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let john = app.user(JOHN).await.to_string();
        let new = json!({ "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Test SCIMv2", "members": [] });
        scim.document(Method::POST, GROUPS, &new).await.expect(201);
        let path = path_of_group(&scim, "Test SCIMv2").await;
        let id = path.rsplit('/').next().unwrap();
        let rename = json!([{ "op": "replace", "value": { "id": id, "displayName": "Test SCIMv2 again" } }]);
        scim.patch(&path, &rename).await.expect(204);
        let whole = json!({ "schemas": [], "id": id, "displayName": "Test SCIMv2 again", "members": [{ "value": john, "display": JOHN }] });
        let group = scim.document(Method::PUT, &path, &whole).await.expect(200).json();
        assert_eq!(group["members"][0]["value"], john.as_str());
        let operations = json!([
            { "op": "remove", "path": format!("members[value eq \"{john}\"]") },
            { "op": "add", "path": "members", "value": [{ "value": john, "display": JOHN }] },
        ]);
        scim.patch(&path, &operations).await.expect(204);
        assert_eq!(scim.get(&path).await.json()["members"].as_array().unwrap().len(), 1);
        let list = scim.get(&format!("{GROUPS}?startIndex=1&count=100")).await.expect(200).json();
        assert_eq!(list["totalResults"], 5);
    }
}
