//! `customerusers` made, changed, disabled and enabled by the administrator of their customer.

use super::{
    super::{
        records::{change, new, to_many, to_one},
        support::{Caller, assert_refused, mails},
    },
    AMANDA, BRIAN, STELLA, add_stella, customer_user,
};
use crate::support::TestApp;
use serde_json::{Value, json};

const USERS: &str = "/customer-api/customerusers";

fn ada() -> Value {
    json!({ "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace" })
}

store::on_both_engines! {
    async fn an_administrator_adds_users_to_their_own_customer(db: TestDatabase) {
        let app = TestApp::on(db).await;
        add_stella(&app).await;
        let amanda = Caller::new(&app, AMANDA).await;
        let roles = to_many("roles", &[customer_user(&amanda).await]);
        let northwind = app.actor(AMANDA).await.customer.expect("a customer");
        let created = amanda.post(USERS, &new("customerusers", &ada(), &json!({ "roles": roles }))).await;
        assert_eq!(created.status, 201, "{}", created.document);
        assert_eq!(created.data()["relationships"]["customer"], to_one("customers", northwind));
        assert!(created.header(http::header::LOCATION).is_some_and(|url| url.contains("/customer-api/customerusers/")));
        assert_eq!(mails(&app).await, []);
        let mut invited = ada();
        (invited["email"], invited["invite"]) = (json!("grace@example.com"), json!(true));
        assert_eq!(amanda.post(USERS, &new("customerusers", &invited, &json!({ "roles": roles }))).await.status, 201);
        assert_eq!(mails(&app).await.len(), 1);
        let contoso = app.actor(STELLA).await.customer.expect("a customer");
        let mut elsewhere = ada();
        elsewhere["email"] = json!("other@example.com");
        let relationships = json!({ "roles": roles, "customer": to_one("customers", contoso) });
        let refused = amanda.post(USERS, &new("customerusers", &elsewhere, &relationships)).await;
        assert_refused(&refused, 422, "unknown_choice", "/data/relationships/customer");
        let manager = json!({ "roles": roles, "manager": to_one("users", app.user(crate::support::JOHN).await) });
        let refused = amanda.post(USERS, &new("customerusers", &elsewhere, &manager)).await;
        assert_refused(&refused, 422, "unknown_relationship", "/data/relationships/manager");
        assert_eq!(mails(&app).await, []);
        assert_eq!(amanda.get(USERS).await.names().len(), 4);
    }

    async fn users_are_changed_disabled_and_enabled(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (amanda, brian) = (Caller::new(&app, AMANDA).await, Caller::new(&app, BRIAN).await);
        let id = app.user(BRIAN).await.to_string();
        let path = format!("{USERS}/{id}");
        let patch = async |attributes: Value| amanda.patch(&path, &change("customerusers", &id, &attributes, &json!({}))).await;
        let changed = patch(json!({ "lastName": "Wolf" })).await;
        assert_eq!((changed.status.as_u16(), &changed.data()["attributes"]["name"]), (200, &json!("Brian Wolf")));
        assert_eq!(patch(json!({ "enabled": false })).await.data()["attributes"]["enabled"], false);
        assert_refused(&brian.get("/customer-api/me").await, 401, "invalid_token", "Authorization");
        assert_eq!(patch(json!({ "enabled": true })).await.data()["attributes"]["enabled"], true);
        // What she was shown, sent back, changes nothing.
        let shown = amanda.get(&path).await;
        let back = json!({ "data": { "type": "customerusers", "id": id,
            "attributes": shown.data()["attributes"], "relationships": shown.data()["relationships"] } });
        assert_eq!(amanda.patch(&path, &back).await.data()["attributes"], shown.data()["attributes"]);
        assert_eq!(mails(&app).await, []);
    }

    async fn nobody_reaches_the_users_of_another_customer_and_a_plain_user_nobody(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let stella = add_stella(&app).await.to_string();
        let (amanda, brian) = (Caller::new(&app, AMANDA).await, Caller::new(&app, BRIAN).await);
        let document = |id: &str| change("customerusers", id, &json!({ "lastName": "Taken" }), &json!({}));
        let refused = amanda.patch(&format!("{USERS}/{stella}"), &document(&stella)).await;
        assert_refused(&refused, 404, "not_found", "-");
        let own = app.user(BRIAN).await.to_string();
        assert_refused(&brian.patch(&format!("{USERS}/{own}"), &document(&own)).await, 404, "not_found", "-");
        assert_refused(&brian.post(USERS, &new("customerusers", &ada(), &json!({}))).await, 403, "forbidden", "-");
        let roles = app.office.database().roles_of_side(model::Side::BackOffice).await.expect("roles");
        let roles = to_many("roles", &[roles[0].id.to_string()]);
        let refused = amanda.post(USERS, &new("customerusers", &ada(), &json!({ "roles": roles }))).await;
        assert_eq!((refused.status.as_u16(), refused.refused().1[0].1.as_str()), (422, "/data/relationships/roles"));
        assert_eq!(mails(&app).await, []);
    }
}
