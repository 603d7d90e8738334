//! Getting a token: RFC 6749 §4.4, RFC 9068, RFC 8707.

use super::{Desk, basic, post, refusal, verify::verified};
use crate::support::FORM;
use serde_json::json;

const TABLES: [&str; 14] = [
    "organizations",
    "customers",
    "users",
    "user_organizations",
    "roles",
    "user_roles",
    "sessions",
    "applications",
    "application_secrets",
    "revoked_tokens",
    "live_revision",
    "outbox_mails",
    "audit_records",
    "_sqlx_migrations",
];

store::on_both_engines! {
    /// RFC 6749 §2.3.1, §4.4.2, §5.1.
    async fn every_way_of_asking_gets_a_token(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let (id, secret) = (desk.client_id(), desk.secret());
        let body = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
        let json = json!({"grant_type": "client_credentials", "client_id": id, "client_secret": secret}).to_string();
        let basic = desk.basic();
        let asked: [(&str, Option<&str>, &str, &str); 6] = [
            ("/oauth2/token", None, FORM, &body),
            ("/oauth2-token", None, "application/x-www-form-urlencoded; charset=UTF-8", &body),
            ("/oauth2/token", None, "application/json", &json),
            ("/oauth2-token", None, "Application/JSON; charset=utf-8", &json),
            ("/oauth2/token", Some(&basic), FORM, "grant_type=client_credentials"),
            ("/oauth2-token", Some(&basic), "application/json", r#"{"grant_type": "client_credentials"}"#),
        ];
        for (path, authorization, media_type, body) in asked {
            let answer = post(&desk.app, path, authorization, media_type, body.to_owned()).await.expect(200);
            assert_eq!(answer.header("content-type"), "application/json");
            assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
            assert_eq!(answer.header("access-control-allow-origin"), "");
            let mut answer = answer.json();
            let token = answer["access_token"].take();
            let expected = json!({
                "access_token": null, "token_type": "Bearer", "expires_in": 3600, "scope": "json_api email_addon scim",
            });
            assert_eq!(answer, expected);
            for _ in 0..2 {
                desk.call(token.as_str().unwrap()).await.expect(200);
            }
        }
    }

    /// RFC 9068 §2.1, §2.2.
    async fn a_token_says_what_the_standard_asks_for(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let (header, claims) = verified(&desk.app, &desk.token().await).await;
        assert_eq!(header, json!({"typ": "at+jwt", "alg": "ES256", "kid": header["kid"]}));
        let now = desk.app.office.now().0;
        let api = "http://127.0.0.1:3000";
        let expected = json!({
            "iss": api,
            "sub": desk.client_id(),
            "aud": [format!("{api}/api"), format!("{api}/email-addon/v1"), format!("{api}/scim/v2")],
            "client_id": desk.client_id(),
            "scope": "json_api email_addon scim",
            "org": desk.app.acme().await.to_string(),
            "iat": now,
            "exp": now + 3600,
            "jti": claims["jti"],
        });
        assert_eq!(claims, expected);
        let (_, other) = verified(&desk.app, &desk.token().await).await;
        assert_ne!(claims["jti"], other["jti"]);
    }

    /// RFC 6749 §3.3, RFC 8707 §2.
    async fn scope_and_resource_narrow(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let api = "http%3A%2F%2F127.0.0.1%3A3000%2Fapi";
        let scim = "http://127.0.0.1:3000/scim/v2";
        for (form, scope, audience) in [
            ("scope=scim".into(), "scim", json!(scim)),
            ("scope=scim+json_api".into(), "json_api scim", json!(["http://127.0.0.1:3000/api", scim])),
            ("scope=".into(), "json_api email_addon scim", json!(null)),
            (format!("resource={api}"), "json_api", json!("http://127.0.0.1:3000/api")),
            (format!("resource={api}&resource={scim}&scope=scim"), "scim", json!(scim)),
        ] {
            let form = format!("grant_type=client_credentials&{form}");
            let answer = desk.post("/oauth2/token", &form).await.expect(200).json();
            assert_eq!(answer["scope"], scope, "{form}");
            let (_, claims) = verified(&desk.app, answer["access_token"].as_str().unwrap()).await;
            assert_eq!(claims["scope"], scope);
            if !audience.is_null() {
                assert_eq!(claims["aud"], audience);
            }
        }
        for (form, code) in [
            ("scope=soap", "invalid_scope"),
            ("scope=customer_json_api", "invalid_scope"),
            ("scope=json_api%20soap", "invalid_scope"),
            ("scope=json_api%00", "invalid_request"),
            ("resource=https%3A%2F%2Felsewhere.example%2Fapi", "invalid_target"),
            ("scope=scim&resource=http%3A%2F%2F127.0.0.1%3A3000%2Fapi", "invalid_target"),
        ] {
            let answer = desk.post("/oauth2/token", &format!("grant_type=client_credentials&{form}")).await;
            assert_eq!(refusal(&answer), (400, code.into()), "{form}");
        }
    }

    async fn no_row_is_written_for_a_token(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let count = async || {
            let mut rows = Vec::new();
            for table in TABLES {
                rows.push((table, desk.app.db.count(table).await));
            }
            rows
        };
        let before = (count().await, desk.app.office.database().live_revision().await.unwrap());
        for _ in 0..50 {
            let token = desk.token().await;
            assert_eq!(desk.introspect(&token).await["active"], true);
        }
        desk.app.office.flush_last_used().await.unwrap();
        assert_eq!((count().await, desk.app.office.database().live_revision().await.unwrap()), before);
    }

    async fn last_used_is_told_for_success_and_only_for_success(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let john = desk.app.actor(crate::support::JOHN).await;
        let last_used = async || {
            desk.app.office.flush_last_used().await.unwrap();
            let id = desk.created.application.id;
            desk.app.office.find_application(&john, id).await.unwrap().last_used_at
        };
        let wrong = basic(desk.client_id(), "wrong");
        let refused = post(&desk.app, "/oauth2/token", Some(&wrong), FORM, "grant_type=client_credentials").await;
        assert_eq!(refusal(&refused), (401, "invalid_client".into()));
        desk.post("/oauth2/token", "grant_type=client_credentials&scope=soap").await.expect(400);
        assert_eq!(last_used().await, None);
        desk.token().await;
        assert_eq!(last_used().await, Some(desk.app.office.now()));
    }
}
