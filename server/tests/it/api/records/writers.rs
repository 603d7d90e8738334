//! Who may make, change and delete what: the same as in the pages, by the roles of the application's owner.

use super::{
    super::support::{Caller, application_in, assert_refused, mails},
    add, change, first, new, role, to_many, to_one,
};
use crate::support::{ADMIN, JOHN, TestApp};
use serde_json::json;

/// Administrator, organization administrator, customer-user manager, user.
const PEOPLE: [&str; 4] = [ADMIN, "chief@example.com", "maria.lopez@example.com", JOHN];

/// The statuses of making one and of changing one, for each of them.
const EXPECTED: [&str; 5] = [
    "users 201/200 201/200 403/404 403/404",
    "customerusers 201/200 201/200 201/200 403/404",
    "customers 201/200 201/200 201/200 403/404",
    "organizations 201/200 403/200 403/404 403/404",
    "roles 201/200 403/403 403/404 403/404",
];

store::on_both_engines! {
    async fn each_writes_what_the_pages_let_them(db: TestDatabase) {
        let app = TestApp::on(db).await;
        add(&app, PEOPLE[1], "Organization Administrator").await;
        add(&app, "target@example.com", "User").await;
        let mut callers = Vec::new();
        for email in PEOPLE {
            callers.push(Caller::of(&app, &app.application(email, "Caller").await).await);
        }
        let admin = &callers[0];
        let (user, customer_user) = (role(admin, "User").await, role(admin, "Customer User").await);
        let northwind = first(admin, "/api/customers").await;
        let target = app.user("target@example.com").await.to_string();
        let brian = app.user("brian.fox@example.com").await.to_string();
        let spare = json!({ "name": "Spare", "side": "back_office" });
        let spare = admin.post("/api/roles", &new("roles", &spare, &json!({}))).await.id();
        let acme = app.acme().await.to_string();
        let mut table = Vec::new();
        for kind in ["users", "customerusers", "customers", "organizations", "roles"] {
            let mut line = vec![kind.to_owned()];
            for (number, caller) in callers.iter().enumerate() {
                let name = format!("{kind} {number}");
                let person = json!({ "email": format!("{kind}{number}@example.com"), "firstName": "A", "lastName": "B" });
                let (id, attributes, relationships) = match kind {
                    "users" => (&target, person, json!({ "roles": to_many("roles", std::slice::from_ref(&user)) })),
                    "customerusers" => {
                        let roles = to_many("roles", std::slice::from_ref(&customer_user));
                        (&brian, person, json!({ "roles": roles, "customer": to_one("customers", &northwind) }))
                    }
                    "customers" => (&northwind, json!({ "name": name }), json!({})),
                    "organizations" => (&acme, json!({ "name": name }), json!({})),
                    _ => (&spare, json!({ "name": name, "side": "back_office" }), json!({})),
                };
                let created = caller.post(&format!("/api/{kind}"), &new(kind, &attributes, &relationships)).await;
                let said = if kind.ends_with("users") { "lastName" } else { "name" };
                let document = change(kind, id, &json!({ said: format!("Changed {number}") }), &json!({}));
                let changed = caller.patch(&format!("/api/{kind}/{id}"), &document).await;
                line.push(format!("{}/{}", created.status.as_u16(), changed.status.as_u16()));
            }
            table.push(line.join(" "));
        }
        assert_eq!(table, EXPECTED);
        for (caller, status) in callers.iter().rev().zip([404, 404, 403, 204]) {
            assert_eq!(caller.delete(&format!("/api/roles/{spare}")).await.status, status);
        }
        assert_eq!(mails(&app).await, []);
    }

    async fn nobody_gives_or_touches_more_than_they_have(db: TestDatabase) {
        let app = TestApp::on(db).await;
        add(&app, PEOPLE[1], "Organization Administrator").await;
        let admin = Caller::new(&app, ADMIN).await;
        let administrator = json!({ "roles": to_many("roles", &[role(&admin, "Administrator").await]) });
        let chief = Caller::new(&app, PEOPLE[1]).await;
        let person = json!({ "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace" });
        assert_refused(&chief.post("/api/users", &new("users", &person, &administrator)).await, 403, "forbidden", "-");
        let own = app.user(PEOPLE[1]).await.to_string();
        let answer = chief.patch(&format!("/api/users/{own}"), &change("users", &own, &json!({}), &administrator)).await;
        assert_refused(&answer, 403, "forbidden", "-");
        let boss = app.user(ADMIN).await.to_string();
        for attributes in [json!({ "email": "mine@example.com" }), json!({ "enabled": false })] {
            let answer = chief.patch(&format!("/api/users/{boss}"), &change("users", &boss, &attributes, &json!({}))).await;
            assert_refused(&answer, 403, "forbidden", "-");
        }
        // The office leaves out what the page does not show them; here they are told.
        let acme = app.acme().await.to_string();
        let global = change("organizations", &acme, &json!({ "global": false }), &json!({}));
        assert_refused(&chief.patch(&format!("/api/organizations/{acme}"), &global).await, 403, "forbidden", "-");
        assert_eq!(mails(&app).await, []);
    }

    async fn nobody_reaches_into_another_organization(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let there = Caller::of(&app, &application_in(&app, ADMIN, "Globex", "There").await).await;
        let (john, northwind) = (app.user(JOHN).await.to_string(), first(&admin, "/api/customers").await);
        for (kind, id, name) in [("users", john, "lastName"), ("customers", northwind, "name")] {
            let document = change(kind, &id, &json!({ name: "X" }), &json!({}));
            assert_refused(&there.patch(&format!("/api/{kind}/{id}"), &document).await, 404, "not_found", "-");
        }
        let acme = to_one("organizations", app.acme().await);
        let document = new("customers", &json!({ "name": "X" }), &json!({ "organization": acme }));
        let place = "/data/relationships/organization";
        assert_refused(&there.post("/api/customers", &document).await, 422, "unknown_organization", place);
    }
}
