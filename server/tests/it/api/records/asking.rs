//! Filters, order, pages, sparse fieldsets and included resources of every type (JSON:API 1.1, *Fetching Data*).

use super::{
    super::support::{Caller, assert_refused},
    TYPES, first,
};
use crate::support::{ADMIN, JOHN, TestApp};
use serde_json::json;

store::on_both_engines! {
    async fn filters_narrow_each_list(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let (acme, globex) = (app.acme().await, app.organization("Globex").await);
        let role = first(&admin, "/api/roles?filter[name][equals]=Administrator").await;
        let names = async |path: &str| {
            let answer = admin.get(path).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.document);
            answer.names().join(", ")
        };
        assert_eq!(names("/api/users?filter[name]=doe").await, "John Doe");
        assert_eq!(names("/api/users?filter[email][equals]=JOHN.DOE@example.com").await, "John Doe");
        assert_eq!(names("/api/users?filter[enabled]=false").await, "");
        assert_eq!(names(&format!("/api/users?filter[roles]={role}&filter[name]=doe")).await, "");
        assert_eq!(names("/api/users?filter[lastLoginAt][never]=true&filter[name]=doe").await, "John Doe");
        assert_eq!(names("/api/users?filter[createdAt][before]=2000-01-01").await, "");
        assert_eq!(names("/api/users?filter[createdAt][after]=2000-01-01&filter[name]=doe").await, "John Doe");
        assert_eq!(names("/api/customerusers?filter[customerName]=north&sort=name").await, "Amanda Cole, Brian Fox");
        assert_eq!(names("/api/customerusers?sort=-email&page[size]=1").await, "Brian Fox");
        assert_eq!(names(&format!("/api/customers?filter[organization]={acme}")).await, "Northwind");
        assert_eq!(names(&format!("/api/customers?filter[organization]={globex}")).await, "");
        assert_eq!(names("/api/organizations?filter[global]=true").await, "Acme");
        assert_eq!(names("/api/organizations?sort=-name").await, "Globex, Acme");
        assert_eq!(names("/api/roles?filter[side]=customer&sort=name&filter[name]=user").await, "Customer User");
        let rules = "/api/notificationrules?filter[event]=new_place,new_network&fields[notificationrules]=name,event";
        let rules = admin.get(&format!("{rules}&filter[organization]={acme}")).await;
        assert!(rules.data().as_array().is_some_and(|all| !all.is_empty()));
        for rule in rules.data().as_array().into_iter().flatten() {
            assert!(rule["attributes"]["event"].as_str().is_some_and(|event| event.starts_with("new_")));
            assert!(rule.get("relationships").is_none(), "{rule}");
        }
        let shipped = admin.get("/api/emailtemplates?filter[shipped]=false").await;
        assert_eq!(shipped.data(), &json!([]));
        app.application(JOHN, "Told").await;
        let waiting = admin.get("/api/outboxmails?filter[state]=waiting&filter[to]=john").await;
        assert_eq!(waiting.data()[0]["attributes"]["toAddress"], JOHN);
    }

    async fn pages_lead_on_and_end(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let mut next = "/api/roles?page[size]=2&sort=name&page[total]=true".to_owned();
        let (mut read, mut pages) = (0, 0);
        let total = loop {
            let page = admin.get(&next).await;
            read += page.names().len();
            pages += 1;
            let Some(url) = page.document["links"]["next"].as_str() else {
                break page.document["meta"]["page"]["total"].clone();
            };
            url.strip_prefix("http://127.0.0.1:3000").expect("our own URL").clone_into(&mut next);
        };
        assert_eq!(total, read);
        assert!(pages > 1);
        assert_eq!(admin.get("/api/roles?page[number]=9999").await.data(), &json!([]));
    }

    async fn related_resources_come_along_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let list = admin.get("/api/customerusers?include=customer,organizations,roles&fields[roles]=name&fields[customers]=").await;
        let included = list.document["included"].as_array().expect("included resources");
        let of = |kind: &str| included.iter().filter(|one| one["type"] == kind).collect::<Vec<_>>();
        assert_eq!((of("customers").len(), of("organizations").len()), (1, 1), "{included:?}");
        assert!(of("customers")[0].get("attributes").is_none());
        assert_eq!(of("organizations")[0]["attributes"], json!({ "name": "Acme", "global": true }));
        assert!(of("roles").len() > 1);
        let customer = admin.get(&format!("/api/customers/{}?include=organization", first(&admin, "/api/customers").await)).await;
        assert_eq!(customer.document["included"][0]["id"], app.acme().await.to_string());
        assert_eq!(admin.get("/api/customers").await.document.get("included"), None);
    }

    async fn what_is_not_known_is_refused_by_name(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        for (kind, name, value) in [
            ("users", "filter[password]", "x"),
            ("users", "filter[passwordHash]", "x"),
            ("users", "filter[customerName]", "x"),
            ("users", "filter[enabled]", "yes"),
            ("users", "filter[enabled][equals]", "true"),
            ("users", "filter[name][like]", "x"),
            ("users", "filter[name]", "%00"),
            ("users", "filter[roles]", "Administrator"),
            ("users", "filter[lastLoginAt]", "2026-01-01"),
            ("users", "filter[lastLoginAt][before]", "yesterday"),
            ("users", "filter[lastLoginAt][never]", "false"),
            ("users", "filter[lastLoginAt][unused]", "0"),
            ("users", "sort", "name,email"),
            ("users", "sort", "roles"),
            ("users", "sort", "last_login_at"),
            ("users", "include", "customer"),
            ("users", "fields[customers]", "name"),
            ("users", "page[size]", "101"),
            ("users", "page[cursor]", "x"),
            ("customers", "include", "users"),
            ("organizations", "include", "organization"),
            ("organizations", "sort", ""),
            ("outboxmails", "filter[text]", "x"),
            ("outboxmails", "fields[outboxmails]", "text"),
            ("emailtemplates", "filter[kind]", "nonsense"),
            ("notificationrules", "filter[event]", "new_place,nonsense"),
            ("roles", "access_token", "x"),
        ] {
            let answer = admin.get(&format!("/api/{kind}?{name}={value}")).await;
            assert_refused(&answer, 400, "invalid_query_parameter", name);
        }
        for kind in TYPES {
            // It need not be there: what is asked is looked at first.
            let answer = admin.get(&format!("/api/{kind}/01890a5d-ac96-774b-bcce-b302099a8057?sort=name")).await;
            assert_refused(&answer, 400, "invalid_query_parameter", "sort");
        }
    }
}
