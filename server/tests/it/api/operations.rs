//! The extension *Atomic Operations*: several changes in one request, all of them or none.

use super::{
    records::{first, new, role, to_many, to_one},
    support::{
        APPLICATIONS, ATOMIC, Answer, Caller, JSON_API, assert_refused, mails, new_application, path_of,
        token,
    },
};
use crate::support::{ADMIN, JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};
use serde_json::{Value, json};

const ZOE: &str = "zoe@example.com";

fn add(kind: &str, lid: &str, attributes: &Value, relationships: &Value) -> Value {
    let mut data = new(kind, attributes, relationships)["data"].take();
    data["lid"] = json!(lid);
    json!({ "op": "add", "data": data })
}

fn auditor() -> Value {
    add("roles", "r", &json!({ "name": "Auditor", "side": "back_office" }), &json!({}))
}

fn zoe(roles: &Value) -> Value {
    let attributes = json!({ "email": ZOE, "firstName": "Zoe", "lastName": "New", "invite": true });
    add("users", "z", &attributes, &json!({ "roles": roles }))
}

fn local(kind: &str, lid: &str) -> Value {
    json!({ "data": [{ "type": kind, "lid": lid }] })
}

async fn sent(caller: &Caller<'_>, content_type: &str, accept: &str) -> Answer {
    let request = caller.request(Method::POST, "/api/operations").header(header::CONTENT_TYPE, content_type);
    let document = json!({ "atomic:operations": [auditor()] }).to_string();
    caller.send(request.header(header::ACCEPT, accept), Body::from(document)).await
}

store::on_both_engines! {
    async fn what_was_made_can_be_named_before_it_has_an_id(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let spare = admin.post("/api/roles", &new("roles", &json!({ "name": "Spare", "side": "back_office" }), &json!({}))).await.id();
        let done = admin.operate(&json!([
            auditor(),
            zoe(&local("roles", "r")),
            { "op": "update", "ref": { "type": "users", "lid": "z" },
              "data": { "type": "users", "lid": "z", "attributes": { "lastName": "Newer", "enabled": false } } },
            add("oauthapplications", "", &json!({ "name": "Robot" }), &json!({ "owner": to_one("users", app.user(JOHN).await) })),
            { "op": "update", "data": { "type": "roles", "lid": "r", "attributes": { "name": "Chief Auditor" } } },
            { "op": "remove", "href": format!("/api/roles/{spare}") },
        ])).await;
        assert_eq!(done.status, 200, "{}", done.document);
        let results = done.document["atomic:results"].as_array().unwrap();
        assert_eq!(results.len(), 6);
        let (made, user) = (&results[0]["data"], &results[2]["data"]);
        assert_eq!(user["relationships"]["roles"], to_many("roles", &[made["id"].as_str().unwrap().to_owned()]));
        assert_eq!((&user["attributes"]["name"], &user["attributes"]["enabled"]), (&json!("Zoe Newer"), &json!(false)));
        assert_eq!(results[4]["data"]["attributes"]["name"], "Chief Auditor");
        assert_eq!(results[5], json!({}));
        // Each is what it is alone.
        let url = results[4]["data"]["links"]["self"].as_str().unwrap();
        assert_eq!(admin.get(url.strip_prefix("http://127.0.0.1:3000").unwrap()).await.data(), &results[4]["data"]);
        assert_refused(&admin.get(&format!("/api/roles/{spare}")).await, 404, "not_found", "-");
        // The secret works, and is nowhere else.
        let (application, secret) = (&results[3]["data"], results[3]["meta"]["clientSecret"].as_str().unwrap());
        token(&app, application["attributes"]["clientId"].as_str().unwrap(), secret).await;
        assert!(!admin.get(&path_of(application["id"].as_str().unwrap())).await.document.to_string().contains(secret));
        let mut told = mails(&app).await;
        told.sort_unstable();
        assert_eq!(told.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), [JOHN, ZOE]);
    }

    async fn all_of_them_or_none(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let john = Caller::new(&app, JOHN).await;
        let (id, own) = (app.user(JOHN).await.to_string(), app.user(ADMIN).await.to_string());
        let disable = |id: &str| json!({ "op": "update", "data": { "type": "users", "id": id, "attributes": { "enabled": false } } });
        let user = to_many("roles", &[role(&admin, "User").await]);
        let application = add("oauthapplications", "a", &json!({ "name": "Robot" }), &json!({}));
        let nameless = add("roles", "", &json!({ "name": " ", "side": "back_office", "permissions": { "users": { "fly": "global" } } }), &json!({}));
        for (last, status, code, place) in [
            (disable(&own), 403, "forbidden", "/atomic:operations/3"),
            (nameless, 422, "blank", "/atomic:operations/3/data/attributes/name"),
            (add("roles", "", &json!({ "name": "x", "nose": 1 }), &json!({})), 422, "unknown_attribute", "/atomic:operations/3/data/attributes/nose"),
            (json!({ "op": "remove", "ref": { "type": "roles", "id": role(&admin, "User").await } }), 409, "role_in_use", "/atomic:operations/3"),
            (json!({ "op": "remove", "ref": { "type": "users", "id": id } }), 405, "method_not_allowed", "/atomic:operations/3"),
        ] {
            let refused = admin.operate(&json!([zoe(&user), application, disable(&id), last])).await;
            let (found, errors) = refused.refused();
            assert_eq!((found, errors[0].0.as_str(), errors[0].1.as_str()), (status, code, place), "{}", refused.document);
        }
        assert_eq!(john.get("/api/me").await.status, 200);
        assert_eq!(admin.get("/api/users?filter[email]=zoe").await.data(), &json!([]));
        assert_eq!(admin.get(APPLICATIONS).await.names().iter().filter(|name| **name == "Robot").count(), 0);
        assert_eq!(mails(&app).await, []);
        // Every one of them was good.
        let done = admin.operate(&json!([zoe(&user), application, disable(&id)])).await;
        assert_eq!(done.status, 200, "{}", done.document);
        assert_eq!(john.get("/api/me").await.status, 401, "at once");
        assert_eq!(mails(&app).await.len(), 2);
    }

    async fn who_may_not_do_it_alone_may_not_do_it_among_others(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (admin, john) = (Caller::new(&app, ADMIN).await, Caller::new(&app, JOHN).await);
        let id = role(&admin, "User").await;
        let user = to_many("roles", std::slice::from_ref(&id));
        for (operation, status) in [
            (auditor(), 403),
            (zoe(&user), 403),
            (json!({ "op": "remove", "ref": { "type": "roles", "id": id } }), 404),
            (json!({ "op": "update", "data": { "type": "users", "id": app.user(ADMIN).await.to_string(), "attributes": {} } }), 404),
        ] {
            let answer = john.operate(&json!([add("oauthapplications", "", &json!({ "name": "Robot" }), &json!({})), operation])).await;
            assert_eq!(answer.status.as_u16(), status, "{}", answer.document);
        }
        assert_eq!(john.get(APPLICATIONS).await.names(), ["Caller"]);
        assert_eq!(mails(&app).await, []);
        let anybody = Caller::nobody(&app).operate(&json!([auditor()])).await;
        assert_refused(&anybody, 401, "unauthorized", "Authorization");
    }

    async fn what_is_no_operation_is_refused_at_its_place(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let id = first(&admin, "/api/customers").await;
        let customer = json!({ "type": "customers", "id": id });
        let long: Vec<Value> = vec![json!({}); 101];
        for (operations, status, code, place) in [
            (json!(null), 400, "malformed_document", ""),
            (json!([]), 400, "malformed_document", ""),
            (json!(long), 413, "too_many_operations", ""),
            (json!([7]), 400, "malformed_document", "/0"),
            (json!([{}]), 400, "malformed_document", "/0/op"),
            (json!([{ "op": "replace" }]), 400, "malformed_document", "/0/op"),
            (json!([{ "op": "add" }]), 400, "malformed_document", "/0"),
            (json!([{ "op": "add", "data": [] }]), 400, "malformed_document", "/0/data"),
            (json!([{ "op": "add", "data": {} }]), 400, "malformed_document", "/0/data"),
            (json!([{ "op": "add", "data": { "type": "cats" } }]), 404, "not_found", "/0"),
            (json!([{ "op": "add", "data": { "type": "../me" } }]), 404, "not_found", "/0/data/type"),
            (json!([{ "op": "add", "data": { "type": "operations" } }]), 404, "not_found", "/0"),
            (json!([{ "op": "add", "ref": customer, "data": customer }]), 400, "malformed_document", "/0/ref"),
            (json!([{ "op": "add", "data": customer }]), 403, "client_generated_id", "/0/data/id"),
            (json!([{ "op": "remove" }]), 400, "malformed_document", "/0"),
            (json!([{ "op": "remove", "ref": { "type": "roles" } }]), 400, "malformed_document", "/0/ref"),
            (json!([{ "op": "remove", "ref": { "type": "roles", "id": "../../me" } }]), 404, "not_found", "/0/ref/id"),
            (json!([{ "op": "remove", "ref": { "type": "roles", "lid": "r" } }]), 422, "unknown_lid", "/0/ref/lid"),
            (json!([{ "op": "remove", "href": "https://elsewhere.example/api/roles/1" }]), 404, "not_found", "/0/href"),
            (json!([{ "op": "remove", "href": "/api/roles/1?x=1" }]), 404, "not_found", "/0/href"),
            (json!([{ "op": "remove", "href": "/api/roles/1", "ref": customer }]), 400, "malformed_document", "/0/href"),
            (json!([{ "op": "update", "ref": { "type": "users", "id": id, "relationship": "roles" }, "data": [] }]), 403, "unsupported_operation", "/0/ref/relationship"),
            (json!([{ "op": "update", "ref": { "type": "customers", "id": app.user(JOHN).await.to_string() }, "data": customer }]), 409, "id_mismatch", "/0/data/id"),
            (json!([auditor(), auditor()]), 409, "duplicate_lid", "/1/data/lid"),
            (json!([zoe(&local("roles", "r"))]), 422, "unknown_lid", "/0/data/relationships/roles/data/0/lid"),
        ] {
            let answer = admin.operate(&operations).await;
            assert_refused(&answer, status, code, &format!("/atomic:operations{place}"));
        }
        let request = admin.request(Method::POST, "/api/operations?include=roles").header(header::CONTENT_TYPE, ATOMIC);
        let asked = admin.send(request, Body::from(json!({ "atomic:operations": [auditor()] }).to_string())).await;
        assert_refused(&asked, 400, "invalid_query_parameter", "include");
        assert_eq!(admin.get("/api/roles?filter[name]=Auditor").await.data(), &json!([]));
        assert_eq!(mails(&app).await, []);
    }

    async fn the_extension_is_spoken_here_and_only_here(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let other = "application/vnd.api+json;ext=\"https://a.example/e\"";
        for (content_type, accept, status) in
            [(JSON_API, "*/*", 415), (other, "*/*", 415), (ATOMIC, other, 406), (ATOMIC, ATOMIC, 200)]
        {
            assert_eq!(sent(&admin, content_type, accept).await.status.as_u16(), status, "{content_type} {accept}");
        }
        let request = admin.request(Method::POST, APPLICATIONS).header(header::CONTENT_TYPE, ATOMIC);
        let elsewhere = admin.send(request, Body::from(new_application(&json!({ "name": "x" })).to_string())).await;
        assert_refused(&elsewhere, 415, "unsupported_media_type", "Content-Type");
        let request = admin.request(Method::GET, APPLICATIONS).header(header::ACCEPT, ATOMIC);
        assert_refused(&admin.send(request, Body::empty()).await, 406, "not_acceptable", "Accept");
        assert_refused(&admin.get("/api/operations").await, 405, "method_not_allowed", "-");
    }

    async fn where_nothing_is_told_there_is_no_document(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let made = admin.operate(&json!([auditor()])).await;
        let id = &made.document["atomic:results"][0]["data"]["id"];
        let removed = admin.operate(&json!([{ "op": "remove", "ref": { "type": "roles", "id": id } }])).await;
        assert_eq!((removed.status.as_u16(), removed.document), (204, Value::Null));
    }
}
