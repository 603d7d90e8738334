//! Groups (RFC 7643 §4.2): the roles of the back office are listed, found, added, renamed and deleted.

use super::support::{GROUPS, SCIM_JSON, Scim, path_of, path_of_group, refused};
use crate::support::{ADMIN, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use model::Permissions;
use serde_json::{Value, json};

impl Scim<'_> {
    async fn group_names(&self, query: &str) -> Vec<String> {
        let list = self.get(&format!("{GROUPS}?{query}")).await.expect(200).json();
        let groups = list["Resources"].as_array().unwrap().iter();
        groups.map(|group| group["displayName"].as_str().unwrap().to_owned()).collect()
    }
}

const ALL: [&str; 4] = ["Administrator", "Customer User Manager", "Organization Administrator", "User"];

store::on_both_engines! {
    async fn lists_are_filtered_sorted_paged_and_cut_to_size(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let john = app.user(JOHN).await;
        let id = path_of_group(&scim, "user").await.replace("/scim/v2/Groups/", "");
        assert_eq!(scim.group_names("").await, ALL, "no roles of customer users");
        assert_eq!(scim.group_names("sortBy=displayName&sortOrder=descending&startIndex=2&count=1").await, [ALL[2]]);
        for (filter, found) in [
            (r#"displayName eq "USER""#.to_owned(), vec!["User"]),
            (r#"displayName co "admin" and not (displayName sw "org")"#.into(), vec!["Administrator"]),
            (r#"displayName gt "customer v" and displayName lt "user""#.into(), vec!["Organization Administrator"]),
            (format!("id eq \"{id}\" and members eq \"{john}\""), vec!["User"]),
            (format!("members[value eq \"{john}\"]"), vec!["User"]),
            (format!("members.value eq \"{john}\" and id ne \"{id}\""), vec![]),
            (r#"members.value eq "x""#.into(), vec![]),
            ("externalId pr".into(), vec![]),
            (r#"meta.lastModified ge "2001-01-01T00:00:00Z" and displayName ew "manager""#.into(), vec![ALL[1]]),
        ] {
            assert_eq!(scim.group_names(&format!("filter={filter}")).await, found, "{filter}");
        }
        for filter in ["members pr", "members[display eq \"x\"]", "title pr", "displayName eq 1", "members co \"1\""] {
            let answer = scim.get(&format!("{GROUPS}?filter={filter}")).await;
            assert_eq!(refused(&answer), (400, "invalidFilter".into()), "{filter}");
        }
        assert_eq!(refused(&scim.get(&format!("{GROUPS}?sortBy=members")).await), (400, "invalidValue".into()));
        let without = scim.get(&format!("{GROUPS}?excludedAttributes=members")).await.expect(200).json();
        assert_eq!((&without["totalResults"], &without["Resources"][0]["members"]), (&json!(4), &Value::Null));
        let group = scim.get(&format!("{GROUPS}/{id}")).await.expect(200).json();
        let location = format!("http://127.0.0.1:3000/scim/v2/Users/{john}");
        assert_eq!(group["members"], json!([{ "value": john.to_string(), "$ref": location, "display": "John Doe", "type": "User" }]));
    }

    async fn a_new_group_allows_nothing_until_an_administrator_says_so(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let john = app.user(JOHN).await;
        let new = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": " Staff ", "externalId": "g-1",
            "members": [{ "value": john.to_string(), "display": "whoever" }],
        });
        let answer = scim.document(Method::POST, GROUPS, &new).await.expect(201);
        let group = answer.json();
        assert_eq!((&group["displayName"], &group["externalId"]), (&json!("Staff"), &json!("g-1")));
        assert_eq!(group["members"][0]["display"], "John Doe");
        assert_eq!(answer.headers[header::LOCATION], group["meta"]["location"].as_str().unwrap());
        assert_eq!(answer.headers[header::ETAG], group["meta"]["version"].as_str().unwrap());
        let path = group["meta"]["location"].as_str().unwrap().strip_prefix("http://127.0.0.1:3000").unwrap();
        assert_eq!(scim.get(path).await.expect(200).json(), group);
        let roles = app.office.database().roles_of_side(model::Side::BackOffice).await.unwrap();
        let staff = roles.iter().find(|role| role.name == "Staff").unwrap();
        assert_eq!(staff.permissions, Permissions::none());
        // Names are unique without regard to case, and so are external ids as they are written.
        for same in [json!({ "displayName": "STAFF" }), json!({ "displayName": "Crew", "externalId": "g-1" })] {
            assert_eq!(refused(&scim.document(Method::POST, GROUPS, &same).await), (409, "uniqueness".into()), "{same}");
        }
        for (bad, word) in [
            (json!({}), "invalidValue"),
            (json!({ "displayName": " " }), "invalidValue"),
            (json!({ "displayName": 7 }), "invalidValue"),
            (json!({ "displayName": "Crew", "members": [{ "value": "x" }] }), "invalidValue"),
            (json!({ "displayName": "Crew", "members": [{ "value": john.to_string(), "type": "Group" }] }), "invalidValue"),
            (json!({ "displayName": "Crew", "members": [{ "value": staff.id.to_string() }] }), "invalidValue"),
        ] {
            assert_eq!(refused(&scim.document(Method::POST, GROUPS, &bad).await), (400, word.to_owned()), "{bad}");
        }
        assert_eq!(scim.group_names("filter=displayName eq \"Crew\"").await, [""; 0], "all or nothing");
        assert_eq!(app.mails().await.len(), 0);
    }

    async fn a_group_is_renamed_and_deleted_once_it_is_empty(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let john = app.user(JOHN).await;
        let new = json!({ "displayName": "Staff", "members": [{ "value": john.to_string() }] });
        let group = scim.document(Method::POST, GROUPS, &new).await.expect(201).json();
        let path = group["meta"]["location"].as_str().unwrap().strip_prefix("http://127.0.0.1:3000").unwrap();
        let put = async |tag: &str, body: Value| {
            let headers = [(header::CONTENT_TYPE, SCIM_JSON), (header::IF_MATCH, tag)];
            scim.send(Method::PUT, path, &headers, Body::from(body.to_string())).await
        };
        let old = group["meta"]["version"].as_str().unwrap();
        app.clock.advance(std::time::Duration::from_mins(1));
        let renamed = put(old, json!({ "displayName": "Crew" })).await.expect(200).json();
        assert_eq!((&renamed["displayName"], &renamed["members"]), (&json!("Crew"), &group["members"]));
        assert_ne!(renamed["meta"]["lastModified"], group["meta"]["lastModified"]);
        assert_eq!(renamed["meta"]["created"], group["meta"]["created"]);
        assert_eq!(refused(&put(old, json!({ "displayName": "Gang" })).await), (412, "-".into()));
        assert_eq!(refused(&put("*", json!({ "displayName": "user" })).await), (409, "uniqueness".into()));
        scim.delete(path).await.expect(409);
        put("*", json!({ "displayName": "Crew", "members": [] })).await.expect(200);
        let stale = scim.send(Method::DELETE, path, &[(header::IF_MATCH, old)], Body::empty()).await;
        assert_eq!(refused(&stale), (412, "-".into()));
        scim.delete(path).await.expect(204);
        scim.get(path).await.expect(404);
        scim.delete(path).await.expect(404);
        assert_eq!(scim.group_names("").await, ALL);
    }

    async fn whoever_has_the_current_version_is_not_sent_it_again(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        for path in [path_of_group(&scim, "User").await, path_of(&app, JOHN).await, "/scim/v2/Me".into()] {
            let tag = scim.get(&path).await.expect(200).headers[header::ETAG].to_str().unwrap().to_owned();
            for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".into()] {
                let answer = scim.send(Method::GET, &path, &[(header::IF_NONE_MATCH, &known)], Body::empty()).await.expect(304);
                assert_eq!((answer.body.len(), answer.headers[header::ETAG].to_str().unwrap()), (0, tag.as_str()));
            }
            scim.send(Method::GET, &path, &[(header::IF_NONE_MATCH, "\"x\"")], Body::empty()).await.expect(200);
        }
    }

    async fn groups_are_for_those_who_see_roles(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Scim::new(&app, ADMIN).await;
        let path = path_of_group(&admin, "User").await;
        let john = Scim::new(&app, JOHN).await;
        john.get(GROUPS).await.expect(403);
        john.get(&path).await.expect(404);
        john.delete(&path).await.expect(404);
        john.document(Method::POST, GROUPS, &json!({ "displayName": "Mine" })).await.expect(403);
        john.document(Method::PUT, &path, &json!({ "displayName": "Mine" })).await.expect(404);
        john.patch(&path, &json!([{ "op": "add", "path": "members", "value": [] }])).await.expect(404);
        // The roles of customer users are not to be found here.
        let roles = app.office.database().roles_of_side(model::Side::Customer).await.unwrap();
        admin.get(&format!("{GROUPS}/{}", roles[0].id)).await.expect(404);
        assert_eq!(app.mails().await.len(), 0);
    }
}
