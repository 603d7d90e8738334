//! What is shown of a record, alone and in a list, and what never is.

use super::{
    super::{snapshot::stable, support::Caller},
    TYPES, first,
};
use crate::support::{ADMIN, JOHN, TestApp};
use serde_json::json;

store::on_both_engines! {
    async fn a_row_is_what_it_is_alone(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        app.application(JOHN, "Told").await;
        app.signed_in(JOHN).await;
        for kind in TYPES {
            let list = admin.get(&format!("/api/{kind}")).await;
            let row = &list.data()[0];
            let url = row["links"]["self"].as_str().expect("a link");
            let alone = admin.get(url.strip_prefix("http://127.0.0.1:3000").expect("our own URL")).await;
            let mut shown = alone.data().clone();
            if kind == "emailtemplates" {
                // What a template says comes along when it is read alone.
                assert!(shown["attributes"].as_object_mut().is_some_and(|all| all.remove("texts").is_some()));
            }
            assert_eq!(&shown, row, "{kind}");
            assert_eq!(alone.document["links"]["self"], url);
            // What is only read counts no versions.
            let counts = !["loginattempts", "outboxmails"].contains(&kind);
            assert_eq!(alone.header(http::header::ETAG).is_some(), counts, "{kind}");
            assert_eq!(row["type"], kind);
            for (name, _) in row["attributes"].as_object().into_iter().flatten() {
                let one = admin.get(&format!("/api/{kind}?fields[{kind}]={name}&page[size]=1")).await;
                assert_eq!(one.data()[0]["attributes"].as_object().map(serde_json::Map::len), Some(1), "{kind} {name}");
            }
            for (name, _) in row["relationships"].as_object().into_iter().flatten() {
                let one = admin.get(&format!("/api/{kind}?fields[{kind}]={name}&page[size]=1")).await;
                assert_eq!(one.data()[0]["relationships"].as_object().map(serde_json::Map::len), Some(1), "{kind} {name}");
            }
        }
    }

    async fn the_version_follows_a_change(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let path = format!("/api/customers/{}", first(&admin, "/api/customers").await);
        let tag = async || admin.get(&path).await.header(http::header::ETAG).map(ToOwned::to_owned);
        let before = tag().await;
        assert_eq!(tag().await, before);
        app.db.execute("UPDATE customers SET version = version + 1").await;
        assert_ne!(tag().await, before);
    }

    async fn a_user_and_a_customer_user_are_shown(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let (john, amanda) = (app.user(JOHN).await, app.user("amanda.cole@example.com").await);
        let john = admin.get(&format!("/api/users/{john}")).await;
        let amanda = admin.get(&format!("/api/customerusers/{amanda}")).await;
        let one = |kind: &str, id: &str| json!({ "type": kind, "id": id });
        let expected = json!({
            "type": "users",
            "id": "<1>",
            "attributes": {
                "name": "John Doe",
                "email": "john.doe@example.com",
                "firstName": "John",
                "lastName": "Doe",
                "side": "back_office",
                "enabled": true,
                "active": true,
                "hasPassword": true,
                "lastLoginAt": null,
                "createdAt": "2026-11-23T09:30:00Z",
            },
            "relationships": {
                "organizations": { "data": [one("organizations", "<2>")] },
                "roles": { "data": [one("roles", "<3>")] },
                "manager": { "data": null },
            },
            "links": { "self": "http://127.0.0.1:3000/api/users/<1>" },
        });
        assert_eq!(stable(john.data()), expected);
        let amanda = stable(amanda.data());
        assert_eq!(amanda["attributes"]["side"], "customer");
        assert_eq!(amanda["relationships"]["customer"]["data"], one("customers", "<2>"));
    }

    async fn neither_passwords_nor_links_are_ever_shown(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        app.signed_in(JOHN).await;
        app.browser().post("/forgot-password", &[("email", JOHN)]).await.expect(200);
        let mut all = String::new();
        // What a template says is asked for there, and no mail is in it.
        for kind in TYPES.into_iter().filter(|kind| *kind != "emailtemplates") {
            all += &admin.get(&format!("/api/{kind}?page[size]=100")).await.document.to_string();
            let one = first(&admin, &format!("/api/{kind}")).await;
            all += &admin.get(&format!("/api/{kind}/{one}")).await.document.to_string();
        }
        assert!(all.contains("password_reset"), "there is a mail with a link");
        for secret in ["argon2", "passwordHash", "{{link}}", "/password/", "\"text\"", "\"html\""] {
            assert!(!all.contains(secret), "{secret}");
        }
    }
}
