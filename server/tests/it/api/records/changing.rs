//! `PATCH` and `DELETE /api/{type}/{id}`: what is said changes, the rest stays, and nobody overwrites what they have not seen.

use super::{
    super::support::{Caller, assert_refused, mails},
    change, first, new, role, to_many, to_one,
};
use crate::support::{ADMIN, JOHN, PASSWORD, TestApp};
use http::{Method, header};
use serde_json::{Value, json};

store::on_both_engines! {
    async fn what_is_not_said_stays(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let john = app.user(JOHN).await.to_string();
        let path = format!("/api/users/{john}");
        let before = admin.get(&path).await;
        let patch = async |attributes: Value, relationships: Value| {
            let answer = admin.patch(&path, &change("users", &john, &attributes, &relationships)).await;
            assert_eq!(answer.status, 200, "{}", answer.document);
            answer
        };
        let renamed = patch(json!({ "lastName": "Roe" }), json!({})).await;
        assert_eq!(renamed.data()["attributes"]["name"], "John Roe");
        assert_eq!(renamed.data()["relationships"], before.data()["relationships"]);
        let manager = app.user(ADMIN).await;
        let managed = patch(json!({}), json!({ "manager": to_one("users", manager) })).await;
        assert_eq!(managed.data()["relationships"]["manager"], to_one("users", manager));
        // Again, by what was shown.
        let attributes = managed.data()["attributes"].clone();
        let same = patch(attributes, managed.data()["relationships"].clone()).await;
        assert_eq!(same.data(), managed.data());
        let alone = patch(json!({}), json!({ "manager": { "data": null } })).await;
        assert_eq!(alone.data()["relationships"]["manager"], json!({ "data": null }));
        let globex = app.organization("Globex").await.to_string();
        let both = to_many("organizations", &[app.acme().await.to_string(), globex]);
        let moved = patch(json!({}), json!({ "organizations": both })).await;
        assert_eq!(moved.data()["relationships"]["organizations"], both);
        assert_eq!(mails(&app).await, []);
    }

    async fn whoever_is_disabled_is_out_at_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let john = Caller::new(&app, JOHN).await;
        let id = app.user(JOHN).await.to_string();
        let path = format!("/api/users/{id}");
        let enabled = async |enabled: bool| {
            let answer = admin.patch(&path, &change("users", &id, &json!({ "enabled": enabled }), &json!({}))).await;
            assert_eq!(answer.status, 200, "{}", answer.document);
            assert_eq!(answer.data()["attributes"]["enabled"], enabled);
        };
        enabled(false).await;
        assert_eq!(john.get("/api/me").await.status, 401);
        app.browser().sign_in(JOHN, PASSWORD).await.expect(401);
        enabled(true).await;
        app.browser().sign_in(JOHN, PASSWORD).await.expect(303);
        // Nobody cuts off the branch they sit on.
        let own = app.user(ADMIN).await.to_string();
        let answer = admin.patch(&format!("/api/users/{own}"), &change("users", &own, &json!({ "enabled": false }), &json!({}))).await;
        assert_refused(&answer, 403, "forbidden", "-");
    }

    async fn what_is_changed_and_whether_it_is_enabled_happen_together_or_not_at_all(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let john = Caller::new(&app, JOHN).await;
        let (id, own) = (app.user(JOHN).await.to_string(), app.user(ADMIN).await.to_string());
        let patch = async |id: &str, attributes: Value| {
            admin.patch(&format!("/api/users/{id}"), &change("users", id, &attributes, &json!({}))).await
        };
        // They may rename themselves, but not disable themselves: then nothing of both.
        let both = patch(&own, json!({ "enabled": false, "lastName": "Gone" })).await;
        assert_refused(&both, 403, "forbidden", "-");
        assert_ne!(admin.get(&format!("/api/users/{own}")).await.data()["attributes"]["lastName"], "Gone");
        let taken = patch(&id, json!({ "enabled": false, "email": ADMIN })).await;
        assert_refused(&taken, 422, "duplicate_email", "/data/attributes/email");
        assert_eq!(john.get("/api/me").await.status, 200);

        let both = patch(&id, json!({ "enabled": false, "lastName": "Roe" })).await;
        assert_eq!(both.status, 200, "{}", both.document);
        let shown = &both.data()["attributes"];
        assert_eq!((&shown["enabled"], &shown["lastName"]), (&json!(false), &json!("Roe")));
        assert_eq!(both.data(), admin.get(&format!("/api/users/{id}")).await.data());
        assert_eq!(john.get("/api/me").await.status, 401, "at once, although it was memorised");
        for kind in ["customers", "organizations"] {
            let id = first(&admin, &format!("/api/{kind}?sort=-name")).await;
            let both = change(kind, &id, &json!({ "name": "New Name", "enabled": false }), &json!({}));
            let shown = admin.patch(&format!("/api/{kind}/{id}"), &both).await;
            let shown = &shown.data()["attributes"];
            assert_eq!((&shown["enabled"], &shown["name"]), (&json!(false), &json!("New Name")));
        }
    }

    async fn customers_and_organizations_are_changed_and_disabled(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        for (kind, list) in [("customers", "/api/customers"), ("organizations", "/api/organizations?filter[name]=globex")] {
            let id = first(&admin, list).await;
            let path = format!("/api/{kind}/{id}");
            let named = admin.patch(&path, &change(kind, &id, &json!({ "name": "New Name" }), &json!({}))).await;
            assert_eq!((named.status.as_u16(), &named.data()["attributes"]["name"]), (200, &json!("New Name")));
            let off = admin.patch(&path, &change(kind, &id, &json!({ "enabled": false }), &json!({}))).await;
            assert_eq!((off.status.as_u16(), &off.data()["attributes"]["enabled"]), (200, &json!(false)));
            assert_eq!(admin.get(&path).await.data(), off.data());
            // They are not deleted, as in the pages.
            assert_refused(&admin.delete(&path).await, 405, "method_not_allowed", "-");
        }
        let northwind = first(&admin, "/api/customers").await;
        let globex_id = first(&admin, "/api/organizations?filter[name]=new").await;
        let globex = to_one("organizations", &globex_id);
        let moved = change("customers", &northwind, &json!({}), &json!({ "organization": globex }));
        let answer = admin.patch(&format!("/api/customers/{northwind}"), &moved).await;
        assert_eq!(answer.status, 422, "{}", answer.document);
    }

    async fn a_role_is_changed_and_deleted_once_nobody_has_it(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let attributes = json!({ "name": "Reader", "side": "back_office", "permissions": { "users": { "view": "global" } } });
        let id = admin.post("/api/roles", &new("roles", &attributes, &json!({}))).await.id();
        let path = format!("/api/roles/{id}");
        let named = admin.patch(&path, &change("roles", &id, &json!({ "name": "Looker" }), &json!({}))).await;
        assert_eq!(named.data()["attributes"]["permissions"]["users"]["view"], "global");
        let levels = json!({ "permissions": { "roles": { "view": "organization" } } });
        let replaced = admin.patch(&path, &change("roles", &id, &levels, &json!({}))).await;
        let shown = &replaced.data()["attributes"]["permissions"];
        assert_eq!((&shown["users"]["view"], &shown["roles"]["view"]), (&json!("none"), &json!("organization")));
        let side = change("roles", &id, &json!({ "side": "customer" }), &json!({}));
        assert_refused(&admin.patch(&path, &side).await, 403, "read_only", "/data/attributes/side");
        let user = format!("/api/roles/{}", role(&admin, "User").await);
        assert_refused(&admin.delete(&user).await, 409, "role_in_use", "-");
        assert_eq!(admin.delete(&path).await.status, 204);
        assert_refused(&admin.delete(&path).await, 404, "not_found", "-");
    }

    async fn nobody_overwrites_what_they_have_not_seen(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let spare = json!({ "name": "Spare", "side": "back_office" });
        let spare = admin.post("/api/roles", &new("roles", &spare, &json!({}))).await.id();
        let john = app.user(JOHN).await.to_string();
        let (northwind, globex) = (first(&admin, "/api/customers").await, app.organization("Globex").await.to_string());
        let own = [("users", john, "lastName"), ("customers", northwind, "name"), ("organizations", globex, "name"), ("roles", spare, "name")];
        for (kind, id, name) in own {
            let path = format!("/api/{kind}/{id}");
            let seen = admin.get(&path).await.header(header::ETAG).expect("a version").to_owned();
            let patched = async |value: &str, version: &str| {
                let document = change(kind, &id, &json!({ name: value }), &json!({}));
                admin.send_document(Method::PATCH, &path, &document, &[(header::IF_MATCH, version)]).await
            };
            assert_eq!(patched("First", &seen).await.status, 200, "{kind}");
            assert_refused(&patched("Second", &seen).await, 412, "changed_meanwhile", "If-Match");
            assert_refused(&patched("Second", "W/\"1\"").await, 412, "changed_meanwhile", "If-Match");
            let now = admin.get(&path).await;
            assert_eq!(now.data()["attributes"][name], "First");
            assert_ne!(now.header(header::ETAG), Some(seen.as_str()));
            assert_eq!(patched("Third", "*").await.status, 200);
            if kind == "roles" {
                let stale = admin.request(Method::DELETE, &path).header(header::IF_MATCH, &seen);
                assert_refused(&admin.send(stale, axum::body::Body::empty()).await, 412, "changed_meanwhile", "If-Match");
            }
        }
    }

    async fn a_document_for_another_record_changes_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let (john, own) = (app.user(JOHN).await.to_string(), app.user(ADMIN).await.to_string());
        let path = format!("/api/users/{john}");
        let with = |kind: &str, id: &str, attributes: Value| change(kind, id, &attributes, &json!({}));
        for (document, status, code, place) in [
            (with("users", &own, json!({})), 409, "id_mismatch", "/data/id"),
            (with("customerusers", &john, json!({})), 409, "type_mismatch", "/data/type"),
            (with("users", &john, json!({ "name": "X" })), 403, "read_only", "/data/attributes/name"),
            (with("users", &john, json!({ "invite": true })), 403, "read_only", "/data/attributes/invite"),
            (with("users", &john, json!({ "password": "x" })), 422, "unknown_attribute", "/data/attributes/password"),
            (with("users", &john, json!({ "email": ADMIN })), 422, "duplicate_email", "/data/attributes/email"),
        ] {
            assert_refused(&admin.patch(&path, &document).await, status, code, place);
        }
        let amanda = app.user("amanda.cole@example.com").await.to_string();
        let answer = admin.patch(&format!("/api/users/{amanda}"), &with("users", &amanda, json!({ "lastName": "X" }))).await;
        assert_refused(&answer, 404, "not_found", "-");
        assert_eq!(mails(&app).await, []);
    }
}
