//! What is read: oneself, one's customer, its users and the roles to give them, as far as the pages show them.

use super::{
    super::{
        records::{first, to_one},
        support::{Caller, assert_refused, mails},
    },
    AMANDA, BRIAN, STELLA, add_stella, customer_user,
};
use crate::support::TestApp;
use serde_json::{Value, json};

store::on_both_engines! {
    async fn everybody_sees_themselves_with_their_customer(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let created = app.application(BRIAN, "Robot").await;
        let brian = Caller::of(&app, &created).await;
        let me = brian.get("/customer-api/me").await;
        assert_eq!(me.document["links"]["self"], "http://127.0.0.1:3000/customer-api/me");
        assert_eq!(me.document["meta"]["apis"], json!(["customer_json_api"]));
        let northwind = app.actor(BRIAN).await.customer.expect("a customer");
        assert_eq!(
            *me.data(),
            json!({
                "type": "customerusers",
                "id": app.user(BRIAN).await.to_string(),
                "attributes": { "name": "Brian Fox", "email": BRIAN, "side": "customer" },
                "relationships": {
                    "organization": to_one("organizations", app.acme().await),
                    "customer": to_one("customers", northwind),
                    "application": to_one("oauthapplications", created.application.id),
                },
            })
        );
        let included = me.document["included"].as_array().expect("both");
        let names: Vec<&Value> = included.iter().map(|one| &one["attributes"]["name"]).collect();
        assert_eq!(names, ["Acme", "Northwind"]);
        let narrow = brian.get("/customer-api/me?include=customer&fields[customers]=name&fields[customerusers]=customer").await;
        assert_eq!(narrow.document["included"][0]["attributes"], json!({ "name": "Northwind" }));
        assert_eq!(narrow.document["included"].as_array().map(Vec::len), Some(1));
        assert!(brian.get("/customer-api/me?include=").await.document.get("included").is_none());
        let unknown = brian.get("/customer-api/me?fields[customerusers]=manager").await;
        assert_refused(&unknown, 400, "invalid_query_parameter", "fields[customerusers]");
    }

    async fn the_customer_is_ones_own_and_no_other(db: TestDatabase) {
        let app = TestApp::on(db).await;
        add_stella(&app).await;
        let (brian, stella) = (Caller::new(&app, BRIAN).await, Caller::new(&app, STELLA).await);
        let list = brian.get("/customer-api/customers?include=organization").await;
        assert_eq!(list.names(), ["Northwind"]);
        assert_eq!(list.document["included"][0]["attributes"]["name"], "Acme");
        let attributes = list.data()[0]["attributes"].as_object().expect("attributes");
        assert_eq!(attributes.keys().collect::<Vec<_>>(), ["createdAt", "enabled", "name"], "not how many users it has");
        assert_eq!(stella.get("/customer-api/customers").await.names(), ["Contoso"]);
        assert_eq!(brian.get("/customer-api/customers?page[number]=2").await.names(), [""; 0]);
        let own = format!("/customer-api/customers/{}", first(&brian, "/customer-api/customers").await);
        let read = brian.get(&own).await;
        assert_eq!(read.data()["links"]["self"], format!("http://127.0.0.1:3000{own}"));
        assert_refused(&stella.get(&own).await, 404, "not_found", "-");
        assert_refused(&stella.get("/customer-api/customers?filter[name]=N").await, 400, "invalid_query_parameter", "filter[name]");
    }

    async fn its_users_and_roles_are_for_those_who_see_them_in_the_pages(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let stella_id = add_stella(&app).await;
        let (amanda, brian) = (Caller::new(&app, AMANDA).await, Caller::new(&app, BRIAN).await);
        let list = amanda.get("/customer-api/customerusers?sort=-name&include=customer,roles").await;
        assert_eq!(list.names(), ["Brian Fox", "Amanda Cole"]);
        assert_eq!(amanda.get("/customer-api/customerusers?filter[email]=amanda").await.names(), ["Amanda Cole"]);
        let one = amanda.get(&format!("/customer-api/customerusers/{}", app.user(BRIAN).await)).await;
        assert_eq!(one.data()["attributes"]["email"], BRIAN);
        assert!(one.data()["relationships"].get("manager").is_none());
        assert_refused(&amanda.get(&format!("/customer-api/customerusers/{stella_id}")).await, 404, "not_found", "-");
        let john = app.user(crate::support::JOHN).await;
        assert_refused(&amanda.get(&format!("/customer-api/customerusers/{john}")).await, 404, "not_found", "-");
        let roles = amanda.get("/customer-api/roles").await;
        assert_eq!(roles.names(), ["Customer Administrator", "Customer User"]);
        assert_eq!(amanda.get("/customer-api/roles?page[size]=1&page[number]=2").await.names(), ["Customer User"]);
        let role = format!("/customer-api/roles/{}", customer_user(&amanda).await);
        assert_eq!(amanda.get(&role).await.data()["attributes"], json!({ "name": "Customer User" }));
        // A plain customer user has no such pages.
        for list in ["/customer-api/customerusers", "/customer-api/roles"] {
            assert_refused(&brian.get(list).await, 403, "forbidden", "-");
        }
        for one in [format!("/customer-api/customerusers/{}", app.user(AMANDA).await), role] {
            assert_refused(&brian.get(&one).await, 404, "not_found", "-");
        }
        assert_eq!(mails(&app).await, []);
    }

    /// The document is made of what the handlers are made of, so it names what is here and nothing of the back office.
    async fn the_openapi_document_is_of_this_api(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let document = app.get("/customer-api/openapi.json").await.expect(200).json();
        let paths: Vec<&String> = document["paths"].as_object().expect("paths").keys().collect();
        assert_eq!(
            paths,
            [
                "/customer-api/customers",
                "/customer-api/customers/{id}",
                "/customer-api/customerusers",
                "/customer-api/customerusers/{id}",
                "/customer-api/me",
                "/customer-api/oauthapplications",
                "/customer-api/oauthapplications/{id}",
                "/customer-api/oauthapplications/{id}/activity",
                "/customer-api/oauthapplications/{id}/secrets",
                "/customer-api/operations",
                "/customer-api/roles",
                "/customer-api/roles/{id}",
            ]
        );
        let methods = |path: &str| {
            let operations = document["paths"][path].as_object().expect("operations").keys();
            operations.filter(|name| *name != "parameters").cloned().collect::<Vec<_>>()
        };
        assert_eq!(methods("/customer-api/customers/{id}"), ["get"]);
        assert_eq!(methods("/customer-api/customerusers/{id}"), ["get", "patch"]);
        assert!(document["components"]["schemas"].get("users").is_none());
    }
}
