//! The life of an application from its creation to its end, over the API alone.

use super::{
    snapshot::stable,
    support::{APPLICATIONS, Caller, assert_refused, change, mails, new_application, path_of, token},
};
use crate::support::{JOHN, TestApp};
use http::header;
use insta::{allow_duplicates, assert_json_snapshot};
use serde_json::json;
use std::time::Duration;

store::on_both_engines! {
    async fn an_application_lives_and_ends(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;

        let created = john.post(APPLICATIONS, &new_application(&json!({ "name": "  Robot " }))).await;
        assert_eq!(created.status, 201);
        let path = path_of(&created.id());
        assert_eq!(created.header(header::LOCATION), Some(format!("http://127.0.0.1:3000{path}").as_str()));
        assert_eq!(created.header(header::ETAG), Some("\"1\""));
        assert_eq!(mails(&app).await, [(JOHN.into(), "OAuth application added to your account".into())]);
        // Both engines answer the same.
        allow_duplicates! { assert_json_snapshot!(stable(&created.document), @r#"
        {
          "data": {
            "attributes": {
              "active": true,
              "allApis": true,
              "apis": [
                "json_api",
                "email_addon",
                "scim"
              ],
              "clientId": "<clientId>",
              "createdAt": "2026-11-23T09:30:00Z",
              "grantType": "client_credentials",
              "lastUsedAt": null,
              "name": "Robot",
              "origin": "person",
              "side": "back_office",
              "updatedAt": "2026-11-23T09:30:00Z"
            },
            "id": "<1>",
            "links": {
              "self": "http://127.0.0.1:3000/api/oauthapplications/<1>"
            },
            "relationships": {
              "organization": {
                "data": {
                  "id": "<2>",
                  "type": "organizations"
                }
              },
              "owner": {
                "data": {
                  "id": "<3>",
                  "type": "users"
                }
              },
              "secrets": {
                "links": {
                  "related": "http://127.0.0.1:3000/api/oauthapplications/<1>/secrets"
                }
              }
            },
            "type": "oauthapplications"
          },
          "jsonapi": {
            "version": "1.1"
          },
          "links": {
            "self": "http://127.0.0.1:3000/api/oauthapplications/<1>"
          },
          "meta": {
            "clientSecret": "<clientSecret>"
          }
        }
        "#) }

        let client_id = created.data()["attributes"]["clientId"].as_str().expect("an id").to_owned();
        let secret = created.document["meta"]["clientSecret"].as_str().expect("a secret").to_owned();
        let robot = Caller::with_token(&app, &token(&app, &client_id, &secret).await);
        let me = robot.get("/api/me").await;
        assert_eq!(me.data()["relationships"]["application"]["data"]["id"], created.id());
        let found = robot.get(&path).await;
        assert_eq!(found.status, 200);
        assert!(!found.document.to_string().contains("lk_"), "the secret is shown once");

        app.clock.advance(Duration::from_mins(1));
        let renamed = robot.patch(&path, &change(&created.id(), &json!({ "name": "Robot 2" }))).await;
        assert_eq!((renamed.status.as_u16(), renamed.header(header::ETAG)), (200, Some("\"2\"")));
        assert_eq!(renamed.data()["attributes"]["name"], "Robot 2");
        assert_eq!(renamed.data()["attributes"]["updatedAt"], "2026-11-23T09:31:00Z");

        // Its own last word: the next call is refused.
        let stopped = robot.patch(&path, &change(&created.id(), &json!({ "active": false }))).await;
        assert_eq!((stopped.status.as_u16(), &stopped.data()["attributes"]["active"]), (200, &json!(false)));
        let refused = robot.get("/api/me").await;
        assert_refused(&refused, 401, "invalid_token", "Authorization");
        let challenge = refused.header(header::WWW_AUTHENTICATE).expect("a challenge");
        assert!(challenge.contains("error=\"invalid_token\""), "{challenge}");

        assert_eq!(john.delete(&path).await.status, 204);
        assert_refused(&john.get(&path).await, 404, "not_found", "-");
        assert_refused(&john.delete(&path).await, 404, "not_found", "-");
        assert_eq!(john.get(APPLICATIONS).await.names(), ["Caller"]);
        let mut told: Vec<_> = mails(&app).await.into_iter().map(|(_, subject)| subject).collect();
        told.sort_unstable();
        let expected = ["deactivated", "deleted"].map(|verb| format!("OAuth application Robot 2 was {verb}"));
        assert_eq!(told, expected);
    }

    async fn activation_brings_no_old_token_back(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let created = app.application(JOHN, "Robot").await;
        let robot = Caller::of(&app, &created).await;
        let id = created.application.id.to_string();
        for active in [false, true] {
            let answer = john.patch(&path_of(&id), &change(&id, &json!({ "active": active }))).await;
            assert_eq!(answer.data()["attributes"]["active"], active);
        }
        assert_refused(&robot.get("/api/me").await, 401, "invalid_token", "Authorization");
        app.clock.advance(Duration::from_secs(1));
        assert_eq!(Caller::of(&app, &created).await.get("/api/me").await.status, 200);
        assert_eq!(mails(&app).await, []);
    }

    async fn me_is_the_owner_in_the_organization_of_the_application(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        let me = john.get("/api/me").await;
        assert_eq!(me.status, 200);
        // Both engines answer the same.
        allow_duplicates! { assert_json_snapshot!(stable(&me.document), @r#"
        {
          "data": {
            "attributes": {
              "email": "john.doe@example.com",
              "name": "John Doe",
              "side": "back_office"
            },
            "id": "<1>",
            "relationships": {
              "application": {
                "data": {
                  "id": "<2>",
                  "type": "oauthapplications"
                }
              },
              "organization": {
                "data": {
                  "id": "<3>",
                  "type": "organizations"
                }
              }
            },
            "type": "users"
          },
          "included": [
            {
              "attributes": {
                "global": true,
                "name": "Acme"
              },
              "id": "<3>",
              "type": "organizations"
            }
          ],
          "jsonapi": {
            "version": "1.1"
          },
          "links": {
            "self": "http://127.0.0.1:3000/api/me"
          },
          "meta": {
            "apis": [
              "json_api",
              "email_addon",
              "scim"
            ]
          }
        }
        "#) }
        let narrow = john.get("/api/me?include=&fields[users]=email").await;
        assert_eq!(narrow.document.get("included"), None);
        assert_eq!(narrow.data()["attributes"], json!({ "email": JOHN }));
        assert_eq!(narrow.data().get("relationships"), None);
        assert_refused(&john.get("/api/me?page[size]=1").await, 400, "invalid_query_parameter", "page[size]");
        assert_eq!(mails(&app).await, []);
    }
}
