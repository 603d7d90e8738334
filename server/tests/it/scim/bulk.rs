//! RFC 7644 §3.7: several operations in one request.

use super::support::{GROUPS, SCIM_JSON, Scim, USERS, path_of, refused};
use crate::support::{ADMIN, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use serde_json::{Value, json};

const BULK: &str = "/scim/v2/Bulk";

impl Scim<'_> {
    async fn bulk(&self, body: Value) -> crate::support::Answer {
        let mut body = body;
        body["schemas"] = json!(["urn:ietf:params:scim:api:messages:2.0:BulkRequest"]);
        self.document(Method::POST, BULK, &body).await
    }

    /// What came of each operation.
    async fn statuses(&self, body: Value) -> Vec<String> {
        let answer = self.bulk(body).await.expect(200).json();
        assert_eq!(answer["schemas"], json!(["urn:ietf:params:scim:api:messages:2.0:BulkResponse"]));
        let results = answer["Operations"].as_array().unwrap().iter();
        results.map(|one| one["status"].as_str().unwrap().to_owned()).collect()
    }
}

fn user(bulk_id: &str, name: &str) -> Value {
    let data = json!({ "userName": format!("{name}@example.com"), "name": { "givenName": name, "familyName": "B" } });
    json!({ "method": "POST", "path": "/Users", "bulkId": bulk_id, "data": data })
}

fn group(bulk_id: &str, members: &[&str]) -> Value {
    let members: Vec<Value> = members.iter().map(|one| json!({ "value": format!("bulkId:{one}") })).collect();
    json!({ "method": "POST", "path": "/Groups", "bulkId": bulk_id, "data": { "displayName": bulk_id, "members": members } })
}

store::on_both_engines! {
    async fn operations_speak_of_what_others_make_also_before_they_do(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let john = path_of(&app, JOHN).await;
        let version = scim.get(&john).await.json()["meta"]["version"].clone();
        let answer = scim.bulk(json!({ "Operations": [
            group("Crew", &["ann", "bob"]),
            user("ann", "ann"),
            user("bob", "bob"),
            { "method": "patch", "path": john.strip_prefix("/scim/v2").unwrap(), "version": version,
              "data": { "Operations": [{ "op": "replace", "path": "active", "value": false }] } },
            { "method": "PATCH", "path": "/Users/bulkId:ann",
              "data": { "Operations": [{ "op": "replace", "path": "name.familyName", "value": "Last" }] } },
            { "method": "DELETE", "path": "/Users/bulkId:bob" },
        ] })).await.expect(200).json();
        let results = answer["Operations"].as_array().unwrap();
        let told: Vec<(&str, &str)> =
            results.iter().map(|one| (one["method"].as_str().unwrap(), one["status"].as_str().unwrap())).collect();
        assert_eq!(told, [("POST", "201"), ("POST", "201"), ("POST", "201"), ("PATCH", "200"), ("PATCH", "200"), ("DELETE", "204")]);
        assert_eq!((&results[0]["bulkId"], &results[3]["bulkId"]), (&json!("Crew"), &Value::Null));
        assert_eq!(results[4]["location"], results[1]["location"], "the id is in the place of the reference");
        let path = |place: usize| results[place]["location"].as_str().unwrap().strip_prefix("http://127.0.0.1:3000").unwrap();
        let crew = scim.get(path(0)).await.expect(200).json();
        assert_eq!(crew["members"].as_array().unwrap().iter().map(|one| &one["display"]).collect::<Vec<_>>(), ["ann Last"]);
        let ann = scim.get(path(1)).await.expect(200);
        assert_eq!(results[4]["version"], ann.headers[header::ETAG].to_str().unwrap());
        scim.get(path(2)).await.expect(404);
        assert_eq!(scim.get(&john).await.json()["active"], false);
        assert_eq!(app.mails().await.len(), 2, "two invitations");
    }

    async fn each_failure_is_told_and_undoes_nothing_else(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let own = path_of(&app, ADMIN).await;
        let answer = scim.bulk(json!({ "Operations": [
            user("ann", "ann"),
            user("again", "ANN"),
            group("Crew", &["again"]),
            group("One", &["Other"]),
            group("Other", &["One"]),
            { "method": "DELETE", "path": own.strip_prefix("/scim/v2").unwrap() },
            { "method": "DELETE", "path": "/Groups/x", "version": "\"1\"" },
            { "method": "PUT", "path": own.strip_prefix("/scim/v2").unwrap(), "version": "\"999\"", "data": { "userName": ADMIN } },
            group("Nobody", &[]),
        ] })).await.expect(200).json();
        let results = answer["Operations"].as_array().unwrap();
        let told: Vec<(&str, &str)> = results.iter().map(|one| {
            assert_eq!(one["response"].is_null(), one["status"].as_str() < Some("400"), "{one}");
            (one["status"].as_str().unwrap(), one["response"]["scimType"].as_str().unwrap_or("-"))
        }).collect();
        assert_eq!(told, [
            ("201", "-"), ("409", "uniqueness"), ("409", "invalidValue"), ("409", "-"), ("409", "-"),
            ("403", "-"), ("404", "-"), ("412", "-"), ("201", "-"),
        ]);
        assert!(results[1]["location"].is_null(), "nothing was made");
        let names = scim.get(&format!("{GROUPS}?filter=displayName eq \"Crew\" or displayName sw \"o\"")).await.json();
        assert_eq!(names["totalResults"], 1, "only Organization Administrator");
    }

    async fn after_so_many_errors_the_rest_is_not_done(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let operations = json!([user("a", "x y"), user("b", "ann"), user("c", "x y"), user("d", "bob")]);
        assert_eq!(scim.statuses(json!({ "failOnErrors": 2, "Operations": operations })).await, ["400", "201", "400"]);
        assert_eq!(scim.found(r#"userName sw "bob""#).await, [""; 0]);
        assert_eq!(scim.statuses(json!({ "failOnErrors": 1, "Operations": operations })).await, ["400"]);
    }

    async fn what_is_no_bulk_request_changes_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let good = user("ann", "ann");
        for bad in [
            json!({ "method": "GET", "path": "/Users/x" }),
            json!({ "method": "POST", "path": "/Users", "data": {} }),
            json!({ "method": "POST", "path": "/Bulk", "bulkId": "b", "data": {} }),
            json!({ "method": "POST", "path": "/Users/x", "bulkId": "b", "data": {} }),
            json!({ "method": "PUT", "path": "/Users", "data": {} }),
            json!({ "method": "PATCH", "path": "/Users/x?attributes=id", "data": {} }),
            json!({ "method": "PUT", "path": "/Users/x" }),
            json!({ "method": 7, "path": "/Users/x" }),
            json!("x"),
        ] {
            let answer = scim.bulk(json!({ "Operations": [good, bad] })).await;
            assert_eq!(refused(&answer), (400, "invalidSyntax".into()), "{bad}");
        }
        for (body, expected) in [
            (json!({ "Operations": [good, good] }), (400, "invalidValue")),
            (json!({ "Operations": [good], "failOnErrors": 0 }), (400, "invalidValue")),
            (json!({ "Operations": [good], "failOnErrors": "1" }), (400, "invalidValue")),
            (json!({ "Operations": [] }), (400, "invalidSyntax")),
            (json!({}), (400, "invalidSyntax")),
            (json!({ "Operations": vec![good.clone(); 101] }), (413, "-")),
        ] {
            let (status, word) = refused(&scim.bulk(body).await);
            assert_eq!((status, word.as_str()), expected);
        }
        let large = format!("{{\"Operations\":[{}]}}", " ".repeat(1_100_000));
        let headers = [(header::CONTENT_TYPE, SCIM_JSON)];
        assert_eq!(refused(&scim.send(Method::POST, BULK, &headers, Body::from(large)).await), (413, "-".into()));
        Scim::nobody(&app).bulk(json!({ "Operations": [good] })).await.expect(401);
        scim.get(BULK).await.expect(405);
        let john = Scim::new(&app, JOHN).await;
        assert_eq!(john.statuses(json!({ "Operations": [good] })).await, ["403"]);
        let configuration = scim.get("/scim/v2/ServiceProviderConfig").await.json();
        assert_eq!(configuration["bulk"], json!({ "supported": true, "maxOperations": 100, "maxPayloadSize": 1_048_576 }));
        assert_eq!(scim.get(USERS).await.json()["totalResults"], 3);
        assert_eq!(app.mails().await.len(), 0);
    }
}
