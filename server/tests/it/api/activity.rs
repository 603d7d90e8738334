//! `GET /api/oauthapplications/{id}/activity`: what an application did lately, counted at the doors it came in by.

use super::support::{Caller, assert_refused, path_of};
use crate::support::{ADMIN, JOHN, TestApp};
use http::StatusCode;
use serde_json::{Value, json};

/// The bucket that is under way.
fn last(activity: &Value) -> &Value {
    activity["attributes"]["buckets"].as_array().and_then(|buckets| buckets.last()).expect("buckets")
}

store::on_both_engines! {
    async fn tokens_errors_and_requests_are_counted_at_their_doors(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let created = app.application(JOHN, "Robot").await;
        let john = Caller::of(&app, &created).await;
        let path = format!("{}/activity", path_of(&created.application.id.to_string()));
        let client_id = created.application.client_id.as_str();
        let ask = async |secret: &str, scope: &str| {
            let fields = [
                ("grant_type", "client_credentials"),
                ("client_id", client_id),
                ("client_secret", secret),
                ("scope", scope),
            ];
            app.post_form("/oauth2/token", &fields).await.status
        };
        assert_eq!(ask("lk_wrong", "json_api").await, StatusCode::UNAUTHORIZED);
        assert_eq!(ask("lk_wrong", "json_api").await, StatusCode::UNAUTHORIZED);
        assert_eq!(ask(&created.client_secret, "nonsense").await, StatusCode::BAD_REQUEST);
        assert_refused(&john.get("/api/oauthapplications/none").await, 404, "not_found", "-");
        assert_eq!(app.db.count("application_activity").await, 0, "nothing is written on the way");
        app.office.flush_last_used().await.unwrap();

        let day = john.get(&path).await;
        assert_eq!(day.status, 200, "{}", day.document);
        assert_eq!((&day.data()["type"], day.id()), (&json!("activities"), created.application.id.to_string()));
        let attributes = &day.data()["attributes"];
        let of = |name: &str| &attributes[name];
        assert_eq!((of("span"), of("bucketSeconds")), (&json!("day"), &json!(3_600)));
        assert_eq!((of("tokens"), of("errors"), of("requests")), (&json!(1), &json!(3), &json!(1)));
        assert_eq!(of("buckets").as_array().map(Vec::len), Some(24));
        assert_eq!(last(day.data()), &json!({
            "startsAt": "2026-11-23T09:00:00Z",
            "tokens": 1,
            "errors": 3,
            "requestsSucceeded": 0,
            "requestsRefused": 1,
            "requestsFailed": 0,
        }));
        assert_eq!(of("errorsByReason"), &json!([
            { "reason": "wrong_secret", "oauthError": "invalid_client", "count": 2 },
            { "reason": "invalid_scope", "oauthError": "invalid_scope", "count": 1 },
        ]));
        assert_eq!((of("p95Microseconds"), of("p95Exceeded")), (&json!(200), &json!(false)));
        assert_eq!(day.data()["relationships"]["application"]["data"]["id"], day.id());

        let secrets = john.get(&format!("{}/secrets", path_of(&day.id()))).await;
        let secret = secrets.data()[0]["id"].as_str().expect("an id").to_owned();
        let month = john.get(&format!("{path}?filter[span]=month&filter[secret]={secret}&fields[activities]=tokens,errors")).await;
        assert_eq!(month.data()["attributes"], json!({ "tokens": 1, "errors": 1 }));
        app.office.flush_last_used().await.unwrap();
        let answered = john.get(&path).await;
        let last = last(answered.data());
        assert_eq!((&last["requestsSucceeded"], &last["requestsRefused"]), (&json!(3), &json!(1)));
    }

    async fn what_cannot_be_asked_is_refused(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let created = app.application(JOHN, "Robot").await;
        let john = Caller::of(&app, &created).await;
        let path = format!("{}/activity", path_of(&created.application.id.to_string()));
        for (query, place) in [
            ("filter[span]=year", "filter[span]"),
            ("filter[secret]=lk_none", "filter[secret]"),
            ("fields[secrets]=hint", "fields[secrets]"),
            ("sort=tokens", "sort"),
        ] {
            let refused = john.get(&format!("{path}?{query}")).await;
            assert_refused(&refused, 400, "invalid_query_parameter", place);
        }
        let nobodys = "01890a5d-ac96-774b-bcce-b302099a8057";
        assert_refused(&john.get(&format!("{path}?filter[secret]={nobodys}")).await, 404, "not_found", "-");
        let others = app.application(ADMIN, "Of the administrator").await;
        let path = format!("{}/activity", path_of(&others.application.id.to_string()));
        assert_refused(&john.get(&path).await, 404, "not_found", "-");
        assert_refused(&Caller::nobody(&app).get(&path).await, 401, "unauthorized", "Authorization");
    }
}
