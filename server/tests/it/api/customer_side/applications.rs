//! `oauthapplications`: one's own, and for a customer's administrator those of its users.

use super::{
    super::{
        records::to_one,
        support::{Caller, assert_refused, change, mails, new_application, token},
    },
    AMANDA, BRIAN, STELLA, add_stella,
};
use crate::support::TestApp;
use serde_json::json;

const APPLICATIONS: &str = "/customer-api/oauthapplications";

store::on_both_engines! {
    async fn a_plain_user_has_their_own_through_its_whole_life(db: TestDatabase) {
        let app = TestApp::on(db).await;
        app.application(AMANDA, "Hers").await;
        let brian = Caller::new(&app, BRIAN).await;
        let created = brian.post(APPLICATIONS, &new_application(&json!({ "name": "Robot" }))).await;
        assert_eq!(created.status, 201, "{}", created.document);
        assert_eq!(created.data()["attributes"]["apis"], json!(["customer_json_api"]));
        assert_eq!(created.data()["relationships"]["owner"], to_one("customerusers", app.user(BRIAN).await));
        assert_eq!(mails(&app).await.len(), 1);
        let path = format!("{APPLICATIONS}/{}", created.id());
        assert_eq!(created.data()["links"]["self"], format!("http://127.0.0.1:3000{path}"));
        let secret = created.document["meta"]["clientSecret"].as_str().expect("a secret").to_owned();
        let client_id = created.data()["attributes"]["clientId"].as_str().expect("an id").to_owned();
        let robot = Caller::with_token(&app, &token(&app, &client_id, &secret).await);
        assert_eq!(robot.get("/customer-api/me").await.status, 200);
        assert_eq!(brian.get(APPLICATIONS).await.names(), ["Caller", "Robot"]);
        let off = brian.patch(&path, &change(&created.id(), &json!({ "active": false }))).await;
        assert_eq!(off.data()["attributes"]["active"], false);
        assert_refused(&robot.get("/customer-api/me").await, 401, "invalid_token", "Authorization");
        let on = brian.patch(&path, &change(&created.id(), &json!({ "active": true, "name": "Robot 2" }))).await;
        assert_eq!(on.data()["attributes"]["name"], "Robot 2");
        let rotated = brian.post(&format!("{path}/secrets"), &json!({ "meta": { "grace": "hour" } })).await;
        assert_ne!(rotated.document["meta"]["clientSecret"], json!(secret));
        let secrets = brian.get(&format!("{path}/secrets")).await;
        assert_eq!(secrets.data().as_array().map(Vec::len), Some(2));
        assert!(!secrets.document.to_string().contains(&secret));
        assert_eq!(brian.delete(&path).await.status, 204);
        assert_refused(&brian.get(&path).await, 404, "not_found", "-");
    }

    async fn an_administrator_has_those_of_the_customers_users(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let stella = add_stella(&app).await;
        let brians = app.application(BRIAN, "His").await.application.id.to_string();
        let stellas = app.application(STELLA, "Elsewhere").await.application.id.to_string();
        let amanda = Caller::new(&app, AMANDA).await;
        assert_eq!(amanda.get(&format!("{APPLICATIONS}?sort=name")).await.names(), ["Caller", "His"]);
        let filter = format!("{APPLICATIONS}?filter[owner]={}", app.user(BRIAN).await);
        assert_eq!(amanda.get(&filter).await.names(), ["His"]);
        let mut document = new_application(&json!({ "name": "For Brian" }));
        document["data"]["relationships"] = json!({ "owner": to_one("customerusers", app.user(BRIAN).await) });
        assert_eq!(amanda.post(APPLICATIONS, &document).await.status, 201);
        let told = mails(&app).await;
        assert_eq!((told.len(), told[0].0.as_str()), (1, BRIAN));
        let changed = amanda.patch(&format!("{APPLICATIONS}/{brians}"), &change(&brians, &json!({ "name": "Renamed" }))).await;
        assert_eq!(changed.status, 200, "{}", changed.document);
        // Not for those of another customer, and not on those of another customer.
        document["data"]["relationships"] = json!({ "owner": to_one("customerusers", stella) });
        let refused = amanda.post(APPLICATIONS, &document).await;
        assert!(matches!(refused.status.as_u16(), 404 | 422), "{}", refused.document);
        mails(&app).await;
        let path = format!("{APPLICATIONS}/{stellas}");
        assert_refused(&amanda.get(&path).await, 404, "not_found", "-");
        assert_refused(&amanda.patch(&path, &change(&stellas, &json!({ "name": "Taken" }))).await, 404, "not_found", "-");
        assert_refused(&amanda.delete(&path).await, 404, "not_found", "-");
        assert_refused(&amanda.post(&format!("{path}/secrets"), &json!({ "meta": {} })).await, 404, "not_found", "-");
        assert_eq!(mails(&app).await, []);
    }

    async fn a_plain_user_reaches_nobody_elses_and_no_other_api(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let hers = app.application(AMANDA, "Hers").await.application.id.to_string();
        let brian = Caller::new(&app, BRIAN).await;
        let path = format!("{APPLICATIONS}/{hers}");
        assert_refused(&brian.get(&path).await, 404, "not_found", "-");
        assert_refused(&brian.delete(&path).await, 404, "not_found", "-");
        let refused = brian.post(APPLICATIONS, &new_application(&json!({ "name": "Robot", "apis": ["scim"] }))).await;
        assert_eq!((refused.status.as_u16(), refused.refused().1[0].1.as_str()), (422, "/data/attributes/apis"));
        assert_eq!(mails(&app).await, []);
    }
}
