//! `POST /api/{type}`: what pages can make, programs can make, by the same rules.

use super::{
    super::support::{Caller, assert_refused, mails},
    add, change, new, role, to_many, to_one,
};
use crate::support::{ADMIN, JOHN, TestApp};
use http::header;
use serde_json::{Value, json};

/// The attributes of Ada.
fn ada() -> Value {
    json!({ "email": " Ada@Example.com ", "firstName": "Ada", "lastName": "Lovelace" })
}

store::on_both_engines! {
    async fn a_user_is_added_and_invited_only_if_asked(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let roles = to_many("roles", &[role(&admin, "User").await]);
        let manager = to_one("users", app.user(JOHN).await);
        let created =
            admin.post("/api/users?include=manager", &new("users", &ada(), &json!({ "roles": roles, "manager": manager }))).await;
        assert_eq!(created.status, 201, "{}", created.document);
        let url = format!("http://127.0.0.1:3000/api/users/{}", created.id());
        assert_eq!(created.header(header::LOCATION), Some(url.as_str()));
        assert!(created.header(header::ETAG).is_some());
        assert_eq!(created.data()["attributes"]["email"], "ada@example.com");
        assert_eq!(created.data()["attributes"]["hasPassword"], false);
        assert_eq!(created.data()["relationships"]["organizations"], to_many("organizations", &[app.acme().await.to_string()]));
        assert_eq!(created.document["included"][0]["attributes"]["email"], JOHN);
        assert_eq!(admin.get(&format!("/api/users/{}", created.id())).await.data(), created.data());
        assert_eq!(mails(&app).await, []);
        let invited = json!({ "email": "grace@example.com", "firstName": "Grace", "lastName": "Hopper", "invite": true });
        let created = admin.post("/api/users", &new("users", &invited, &json!({ "roles": roles }))).await;
        assert_eq!(created.status, 201, "{}", created.document);
        assert!(created.data()["attributes"].get("invite").is_none());
        let told = mails(&app).await;
        assert_eq!((told.len(), told[0].0.as_str()), (1, "grace@example.com"));
    }

    async fn a_customer_and_its_user_are_added(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let maria = Caller::new(&app, "maria.lopez@example.com").await;
        let customer = maria.post("/api/customers", &new("customers", &json!({ "name": "Contoso" }), &json!({}))).await;
        assert_eq!(customer.status, 201, "{}", customer.document);
        assert_eq!(customer.data()["relationships"]["organization"], to_one("organizations", app.acme().await));
        // Who sees no roles has their ids from those who have them.
        let brian = app.user("brian.fox@example.com").await;
        let roles = maria.get(&format!("/api/customerusers/{brian}")).await.data()["relationships"]["roles"].clone();
        let relationships = json!({ "roles": roles, "customer": to_one("customers", customer.id()) });
        let created = maria.post("/api/customerusers", &new("customerusers", &ada(), &relationships)).await;
        assert_eq!(created.status, 201, "{}", created.document);
        assert_eq!(created.data()["relationships"]["customer"], to_one("customers", customer.id()));
        assert_eq!(mails(&app).await, []);
    }

    async fn an_organization_and_a_role_are_added(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let created = admin.post("/api/organizations", &new("organizations", &json!({ "name": "Initech", "global": true }), &json!({}))).await;
        assert_eq!((created.status.as_u16(), &created.data()["attributes"]["global"]), (201, &json!(true)));
        let permissions = json!({
            "users": { "view": "organization" },
            "applications": { "view": "own", "create": "own" },
        });
        let attributes = json!({ "name": "Reader", "side": "back_office", "permissions": permissions });
        let created = admin.post("/api/roles", &new("roles", &attributes, &json!({}))).await;
        assert_eq!(created.status, 201, "{}", created.document);
        let shown = &created.data()["attributes"]["permissions"];
        assert_eq!((&shown["users"]["view"], &shown["users"]["edit"]), (&json!("organization"), &json!("none")));
        // The role does what it says.
        add(&app, "reader@example.com", "Reader").await;
        let reader = Caller::new(&app, "reader@example.com").await;
        assert_eq!(reader.get("/api/users").await.status, 200);
        assert_refused(&reader.get("/api/roles").await, 403, "forbidden", "-");
    }

    async fn every_refusal_points_to_its_place(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let nobody = "01890a5d-ac96-774b-bcce-b302099a8057".to_owned();
        let user = role(&admin, "User").await;
        let roles = json!({ "roles": to_many("roles", &[user]) });
        let tables = ["users", "customers", "organizations", "roles"];
        let mut counted = Vec::new();
        for table in tables {
            counted.push(app.db.count(table).await);
        }
        let with = |name: &str, value: Value| {
            let mut attributes = ada();
            attributes[name] = value;
            attributes
        };
        let related = |name: &str, value: Value| {
            let mut relationships = roles.clone();
            relationships[name] = value;
            relationships
        };
        let none = json!({});
        for (kind, attributes, relationships, status, code, place) in [
            ("users", with("email", json!("x")), roles.clone(), 422, "not_an_email", "/data/attributes/email"),
            ("users", with("email", json!(JOHN)), roles.clone(), 422, "duplicate_email", "/data/attributes/email"),
            ("users", with("email", json!(1)), roles.clone(), 422, "wrong_type", "/data/attributes/email"),
            ("users", with("firstName", json!(" ")), roles.clone(), 422, "blank", "/data/attributes/firstName"),
            ("users", with("lastName", json!("a\u{0}")), roles.clone(), 422, "control_characters", "/data/attributes/lastName"),
            ("users", with("invite", json!("yes")), roles.clone(), 422, "wrong_type", "/data/attributes/invite"),
            ("users", with("password", json!("correct horse battery")), roles.clone(), 422, "unknown_attribute", "/data/attributes/password"),
            ("users", with("passwordHash", json!("x")), roles.clone(), 422, "unknown_attribute", "/data/attributes/passwordHash"),
            ("users", with("enabled", json!(false)), roles.clone(), 403, "read_only", "/data/attributes/enabled"),
            ("users", with("enabled", json!(1)), roles.clone(), 422, "wrong_type", "/data/attributes/enabled"),
            ("users", with("hasPassword", json!(true)), roles.clone(), 403, "read_only", "/data/attributes/hasPassword"),
            ("users", ada(), none.clone(), 422, "no_role", "/data/relationships/roles"),
            ("users", ada(), related("roles", to_many("roles", std::slice::from_ref(&nobody))), 422, "unknown_choice", "/data/relationships/roles"),
            ("users", ada(), related("roles", to_one("roles", &nobody)), 422, "malformed_relationship", "/data/relationships/roles"),
            ("users", ada(), related("roles", to_many("users", std::slice::from_ref(&nobody))), 422, "malformed_relationship", "/data/relationships/roles"),
            ("users", ada(), related("roles", to_many("roles", &["x".into()])), 422, "unknown_choice", "/data/relationships/roles"),
            ("users", ada(), related("manager", to_one("users", &nobody)), 422, "unknown_person", "/data/relationships/manager"),
            ("users", ada(), related("manager", json!(null)), 422, "malformed_relationship", "/data/relationships/manager"),
            ("users", ada(), related("customer", to_one("customers", &nobody)), 422, "unknown_relationship", "/data/relationships/customer"),
            ("customerusers", ada(), roles.clone(), 422, "blank", "/data/relationships/customer"),
            ("customerusers", ada(), related("customer", to_one("customers", &nobody)), 422, "unknown_choice", "/data/relationships/customer"),
            ("customers", json!({ "name": "northwind" }), none.clone(), 422, "name_taken", "/data/attributes/name"),
            ("customers", json!({}), none.clone(), 422, "blank", "/data/attributes/name"),
            ("customers", json!({ "name": "X" }), json!({ "organization": to_one("organizations", &nobody) }), 422, "unknown_organization", "/data/relationships/organization"),
            ("customers", json!({ "name": "X" }), json!({ "organization": { "data": null } }), 422, "malformed_relationship", "/data/relationships/organization"),
            ("organizations", json!({ "name": "acme" }), none.clone(), 422, "name_taken", "/data/attributes/name"),
            ("organizations", json!({ "name": "X", "global": "yes" }), none.clone(), 422, "wrong_type", "/data/attributes/global"),
            ("roles", json!({ "name": "X" }), none.clone(), 422, "unknown_choice", "/data/attributes/side"),
            ("roles", json!({ "name": "X", "side": "customer", "permissions": [] }), none.clone(), 422, "wrong_type", "/data/attributes/permissions"),
            ("roles", json!({ "name": "X", "side": "customer", "permissions": { "users": 1 } }), none.clone(), 422, "wrong_type", "/data/attributes/permissions/users"),
            ("roles", json!({ "name": "X", "side": "customer", "permissions": { "users": { "view": 1 } } }), none.clone(), 422, "wrong_type", "/data/attributes/permissions/users/view"),
            ("roles", json!({ "name": "X", "side": "customer", "permissions": { "users": { "view": "global" } } }), none.clone(), 422, "unknown_choice", "/data/attributes/permissions"),
        ] {
            let answer = admin.post(&format!("/api/{kind}"), &new(kind, &attributes, &relationships)).await;
            assert_refused(&answer, status, code, place);
        }
        let own_id = change("users", &nobody, &ada(), &roles);
        assert_refused(&admin.post("/api/users", &own_id).await, 403, "client_generated_id", "/data/id");
        assert_refused(&admin.post("/api/users", &new("customerusers", &ada(), &roles)).await, 409, "type_mismatch", "/data/type");
        let answer = admin.post("/api/users?include=x", &new("users", &ada(), &roles)).await;
        assert_refused(&answer, 400, "invalid_query_parameter", "include");
        for (table, before) in tables.into_iter().zip(counted) {
            assert_eq!(app.db.count(table).await, before, "{table}");
        }
        assert_eq!(mails(&app).await, []);
    }
}
