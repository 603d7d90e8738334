//! A token of one side never opens the other side's API.

use super::World;
use crate::support::JOHN;
use http::{Method, header};

store::on_both_engines! {
    async fn a_customers_token_does_not_open_the_back_office(db: TestDatabase) {
        let world = World::on(db).await;
        let token = world.app.token(&world.buyers).await;
        let authorization = format!("Bearer {token}");
        let headers = [(header::AUTHORIZATION, authorization.as_str())];
        for (method, path) in [
            (Method::GET, "/api/me"),
            (Method::GET, "/api/oauthapplications"),
            (Method::GET, "/api/oauthapplications/$buyers_app"),
            (Method::DELETE, "/api/oauthapplications/$buyers_app"),
            (Method::POST, "/api/oauthapplications/$buyers_app/secrets"),
        ] {
            let answer = world.app.request(method.clone(), &world.fill(path), &headers, "{}".into()).await;
            assert!(matches!(answer.status.as_u16(), 401 | 403), "{method} {path}: {} {}", answer.status, answer.text());
            assert!(answer.header("www-authenticate").starts_with("Bearer"), "{method} {path}");
            assert!(!answer.text().contains("buyer"), "{method} {path}: {}", answer.text());
        }
    }

    /// RFC 6749 §5.2, RFC 8707 §2: neither by scope nor by resource.
    async fn nobody_is_given_a_token_for_the_other_side(db: TestDatabase) {
        let world = World::on(db).await;
        let johns = world.app.application(JOHN, "Of John").await;
        let api = "http://127.0.0.1:3000";
        for (made, scopes, resources) in [
            (&world.buyers, ["json_api", "scim", "email_addon"].as_slice(), ["/api", "/scim/v2", "/email-addon/v1"].as_slice()),
            (&johns, &["customer_json_api"], &["/customer-api"]),
        ] {
            let ask = async |name: &str, value: String| {
                let fields = [
                    ("grant_type", "client_credentials"),
                    ("client_id", &made.application.client_id),
                    ("client_secret", &made.client_secret),
                    (name, &value),
                ];
                world.app.post_form("/oauth2/token", &fields).await
            };
            for scope in scopes {
                let answer = ask("scope", (*scope).to_owned()).await.expect(400);
                assert_eq!(answer.json()["error"], "invalid_scope", "{scope}");
            }
            for resource in resources {
                let answer = ask("resource", format!("{api}{resource}")).await.expect(400);
                assert_eq!(answer.json()["error"], "invalid_target", "{resource}");
            }
        }
        let token = world.app.token(&world.buyers).await;
        let fields = [
            ("token", token.as_str()),
            ("client_id", &world.buyers.application.client_id),
            ("client_secret", &world.buyers.client_secret),
        ];
        let said = world.app.post_form("/oauth2/introspect", &fields).await.expect(200).json();
        assert_eq!((&said["active"], &said["scope"]), (&true.into(), &"customer_json_api".into()));
    }

    /// Their applications can be given no API of the back office, whoever makes them.
    async fn an_application_is_given_no_api_of_the_other_side(db: TestDatabase) {
        let world = World::on(db).await;
        let session = world.app.signed_in(crate::support::ADMIN).await;
        for (owner, api) in [("$buyer", "json_api"), ("$buyer", "scim"), ("$target", "customer_json_api")] {
            let owner = world.fill(owner);
            let form = serde_json::json!({ "name": "Both", "apis": [api], "active": true });
            let asked = serde_json::json!({ "owner": owner, "form": form, "own_password": "" });
            session.rpc("applications/create", &asked).await.expect(422);
        }
    }
}
