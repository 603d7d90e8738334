//! Who is in a group, as Entra ID and Okta say it (RFC 7644 §3.5.2), and who may say so.

use super::support::{GROUPS, Scim, path_of, path_of_group, refused};
use crate::support::{ADMIN, JOHN, TestApp};
use http::{Method, header};
use serde_json::{Value, json};

const MARIA: &str = "maria.lopez@example.com";

impl Scim<'_> {
    /// The names of a group's members.
    async fn members(&self, path: &str) -> Vec<String> {
        let group = self.get(path).await.expect(200).json();
        let members = group["members"].as_array().unwrap().iter();
        members.map(|member| member["display"].as_str().unwrap().to_owned()).collect()
    }

    async fn operate(&self, path: &str, operation: Value) -> Vec<String> {
        assert!(self.patch(path, &json!([operation])).await.expect(204).body.is_empty());
        self.members(path).await
    }
}

async fn empty_group(scim: &Scim<'_>) -> String {
    scim.document(Method::POST, GROUPS, &json!({ "displayName": "Staff" })).await.expect(201);
    path_of_group(scim, "Staff").await
}

store::on_both_engines! {
    async fn every_form_of_adding_and_removing_works(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = empty_group(&scim).await;
        let [john, maria] = [app.user(JOHN).await, app.user(MARIA).await].map(|id| id.to_string());
        let both = json!([{ "value": john }, { "value": maria }]);
        let (j, m) = ("John Doe".to_owned(), "Maria Lopez".to_owned());
        for (operation, after) in [
            // Entra ID.
            (json!({ "op": "Add", "path": "members", "value": [{ "$ref": null, "value": john }] }), vec![&j]),
            (json!({ "op": "Add", "path": "members", "value": both }), vec![&j, &m]),
            (json!({ "op": "Remove", "path": "members", "value": [{ "value": maria }] }), vec![&j]),
            (json!({ "op": "Replace", "path": "members", "value": [{ "value": maria }] }), vec![&m]),
            // Okta.
            (json!({ "op": "replace", "path": "members", "value": both }), vec![&j, &m]),
            (json!({ "op": "remove", "path": format!("members[value eq \"{john}\"]") }), vec![&m]),
            (json!({ "op": "add", "value": { "members": [{ "value": john, "display": "x" }] } }), vec![&j, &m]),
            (json!({ "op": "replace", "value": { "id": "x", "displayName": "Staff", "members": [{ "value": john }] } }), vec![&j]),
            // Others.
            (json!({ "op": "add", "path": "members", "value": { "value": maria } }), vec![&j, &m]),
            (json!({ "op": "remove", "path": "members[display sw \"mar\" and type eq \"user\"]" }), vec![&j]),
            (json!({ "op": "remove", "path": "members[value eq \"x\"]" }), vec![&j]),
            (json!({ "op": "remove", "path": "urn:ietf:params:scim:schemas:core:2.0:Group:members" }), vec![]),
            (json!({ "op": "remove", "path": "members", "value": [{ "value": maria }] }), vec![]),
        ] {
            let shown = operation.to_string();
            assert_eq!(scim.operate(&path, operation).await.iter().collect::<Vec<_>>(), after, "{shown}");
        }
        // One after the other, in one request.
        let operations = json!([
            { "op": "add", "path": "members", "value": both },
            { "op": "remove", "path": "members[display eq \"John Doe\"]" },
            { "op": "replace", "path": "displayName", "value": "Crew" },
            { "op": "add", "path": "externalId", "value": "g7" },
            { "op": "add", "path": "description", "value": "not stored" },
        ]);
        let shown = scim.patch(&format!("{path}?attributes=displayName,externalId,members"), &operations).await.expect(200).json();
        assert_eq!((&shown["displayName"], &shown["externalId"]), (&json!("Crew"), &json!("g7")));
        assert_eq!(scim.members(&path).await, ["Maria Lopez"], "what was added a moment before is meant, too");
        assert_eq!(app.mails().await.len(), 0);
    }

    async fn a_member_and_their_group_both_change(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let (path, john) = (empty_group(&scim).await, path_of(&app, JOHN).await);
        let before = (scim.get(&path).await.json()["meta"].clone(), scim.get(&john).await.json()["meta"].clone());
        app.clock.advance(std::time::Duration::from_mins(1));
        let add = json!([{ "op": "add", "path": "members", "value": [{ "value": app.user(JOHN).await.to_string() }] }]);
        let answer = scim.patch(&path, &add).await.expect(204);
        let (group, user) = (scim.get(&path).await.json(), scim.get(&john).await.json());
        assert_eq!(answer.headers[header::ETAG], group["meta"]["version"].as_str().unwrap());
        for (now, before) in [(&group["meta"], &before.0), (&user["meta"], &before.1)] {
            assert_ne!(now["version"], before["version"]);
            assert!(now["lastModified"].as_str() > before["lastModified"].as_str(), "{now}");
        }
        let told = json!({ "value": group["id"], "$ref": group["meta"]["location"], "display": "Staff", "type": "direct" });
        assert_eq!(user["groups"][0], told);
        // The same again changes nothing.
        scim.patch(&path, &add).await.expect(204);
        assert_eq!((scim.get(&path).await.json(), scim.get(&john).await.json()), (group, user));
        assert_eq!(scim.found(r#"groups[display eq "staff" and type eq "direct"]"#).await, [JOHN]);
        assert_eq!(scim.found(r#"groups.display ne "user""#).await.len(), 3);
    }

    async fn one_bad_operation_undoes_them_all(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let path = empty_group(&scim).await;
        let before = scim.get(&path).await.expect(200).json();
        let john = json!([{ "value": app.user(JOHN).await.to_string() }]);
        let amanda = app.user("amanda.cole@example.com").await.to_string();
        for (operation, expected) in [
            (json!({ "op": "add", "path": "members", "value": [{ "value": "x" }] }), (400, "invalidValue")),
            (json!({ "op": "add", "path": "members", "value": [{ "value": amanda }] }), (400, "invalidValue")),
            (json!({ "op": "add", "path": "members", "value": [{ "value": before["id"], "type": "Group" }] }), (400, "invalidValue")),
            (json!({ "op": "replace", "path": "members[value eq \"x\"].display", "value": "x" }), (400, "invalidPath")),
            (json!({ "op": "replace", "path": "members.display", "value": "x" }), (400, "invalidPath")),
            (json!({ "op": "remove", "path": "displayName" }), (400, "invalidValue")),
            (json!({ "op": "replace", "path": "displayName", "value": ["x"] }), (400, "invalidValue")),
            (json!({ "op": "replace", "path": "displayName", "value": "USER" }), (409, "uniqueness")),
            (json!({ "op": "replace", "path": "id", "value": "x" }), (400, "mutability")),
            (json!({ "op": "replace", "value": [] }), (400, "invalidValue")),
        ] {
            let first = json!({ "op": "add", "path": "members", "value": john });
            let answer = scim.patch(&path, &json!([first, operation])).await;
            let (status, word) = refused(&answer);
            assert_eq!((status, word.as_str()), expected, "{operation}");
            assert_eq!(scim.get(&path).await.expect(200).json(), before, "{operation}");
        }
        assert_eq!(app.mails().await.len(), 0);
    }

    async fn nobody_gives_what_they_do_not_have_and_the_last_administrator_stays(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Scim::new(&app, ADMIN).await;
        let administrators = path_of_group(&admin, "Administrator").await;
        // Oneself, the last one.
        let remove = json!([{ "op": "remove", "path": "members" }]);
        assert_eq!(refused(&admin.patch(&administrators, &remove).await), (409, "-".into()));
        assert_eq!(admin.members(&administrators).await.len(), 1);
        // Maria becomes administrator of the organization: she sees every group, and gives those within her own.
        let organization = path_of_group(&admin, "Organization Administrator").await;
        let [john, maria] = [app.user(JOHN).await, app.user(MARIA).await].map(|id| id.to_string());
        let add = |id: &str| json!([{ "op": "add", "path": "members", "value": [{ "value": id }] }]);
        admin.patch(&organization, &add(&maria)).await.expect(204);
        let scim = Scim::new(&app, MARIA).await;
        scim.patch(&administrators, &add(&john)).await.expect(403);
        scim.patch(&administrators, &add(&maria)).await.expect(403);
        scim.patch(&administrators, &remove).await.expect(403);
        let user = path_of_group(&scim, "User").await;
        scim.patch(&user, &json!([{ "op": "remove", "path": format!("members[value eq \"{john}\"]") }])).await.expect(204);
        scim.patch(&organization, &add(&john)).await.expect(204);
        // Renaming takes what changing a role takes.
        scim.patch(&user, &json!([{ "op": "replace", "path": "displayName", "value": "People" }])).await.expect(403);
        scim.document(Method::POST, GROUPS, &json!({ "displayName": "Mine" })).await.expect(403);
        assert_eq!(admin.members(&organization).await, ["John Doe", "Maria Lopez"]);
        assert_eq!(app.mails().await.len(), 0);
    }
}
