//! `GET /api/oauthapplications`: pages, filters, order, sparse fieldsets and included organizations.

use super::{
    snapshot::stable,
    support::{APPLICATIONS, Caller, application_in, assert_refused, mails},
};
use crate::support::{ADMIN, JOHN, TestApp};
use insta::{allow_duplicates, assert_json_snapshot};
use serde_json::{Value, json};
use std::time::Duration;

/// `Caller` and four more of the administrator, a minute apart.
async fn with_some(app: &TestApp) -> Caller<'_> {
    let admin = Caller::new(app, ADMIN).await;
    for (name, organization) in
        [("Alpha", "Acme"), ("beta", "Globex"), ("Gamma 100%", "Acme"), ("delta_x", "Globex")]
    {
        app.clock.advance(Duration::from_mins(1));
        application_in(app, ADMIN, organization, name).await;
    }
    app.db.execute("UPDATE applications SET active = FALSE WHERE name = 'Alpha'").await;
    app.clear_mails().await;
    admin
}

store::on_both_engines! {
    async fn filters_narrow_the_list(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = with_some(&app).await;
        let (acme, globex) = (app.acme().await, app.organization("Globex").await);
        let (me, john) = (app.user(ADMIN).await, app.user(JOHN).await);
        let sorted = async |filter: &str| {
            let answer = admin.get(&format!("{APPLICATIONS}?sort=name&{filter}")).await;
            assert_eq!(answer.status, 200, "{filter}: {}", answer.document);
            answer.names().join(" ")
        };
        assert_eq!(sorted("").await, "Alpha beta Caller delta_x Gamma 100%");
        assert_eq!(sorted("filter[name]=ALP").await, "Alpha");
        assert_eq!(sorted("filter%5Bname%5D%5Bcontains%5D=a&filter[active]=true").await, "beta Caller delta_x Gamma 100%");
        assert_eq!(sorted("filter[name][not_contains]=l").await, "beta Gamma 100%");
        assert_eq!(sorted("filter[name][equals]=BETA").await, "beta");
        assert_eq!(sorted("filter[name][starts_with]=c&filter[name][ends_with]=r").await, "Caller");
        assert_eq!(sorted("filter[name]=%25").await, "Gamma 100%");
        assert_eq!(sorted("filter[name]=_").await, "delta_x");
        assert_eq!(sorted("filter[name]=%5C").await, "");
        assert_eq!(sorted("filter[name]='%20OR%201=1").await, "");
        assert_eq!(sorted("filter[active]=false").await, "Alpha");
        assert_eq!(sorted(&format!("filter[organization]={globex}")).await, "beta delta_x");
        assert_eq!(sorted(&format!("filter[organization]={globex},{acme}&filter[name]=m")).await, "Gamma 100%");
        assert_eq!(sorted(&format!("filter[owner]={me}&filter[active]=false")).await, "Alpha");
        assert_eq!(sorted(&format!("filter[owner]={john}")).await, "");
        let all = admin.get(APPLICATIONS).await;
        let client_id = all.data()[0]["attributes"]["clientId"].as_str().expect("an id");
        assert_eq!(sorted(&format!("filter[clientId]={client_id}")).await, all.names()[0]);
        assert_eq!(sorted("filter[clientId]=nobody").await, "");
        assert_eq!(mails(&app).await, []);
    }

    async fn the_list_is_sorted_as_asked(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = with_some(&app).await;
        let names = async |sort: &str| admin.get(&format!("{APPLICATIONS}?sort={sort}")).await.names().join(" ");
        assert_eq!(names("-name").await, "Gamma 100% delta_x Caller beta Alpha");
        assert_eq!(names("createdAt").await, "Caller Alpha beta Gamma 100% delta_x");
        assert_eq!(names("-organization,-createdAt").await, "delta_x beta Gamma 100% Alpha Caller");
        assert_eq!(names("active,name").await, "Alpha beta Caller delta_x Gamma 100%");
        assert_eq!(mails(&app).await, []);
    }

    async fn numbered_pages_lead_from_one_to_the_next(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = with_some(&app).await;
        let mut next = format!("{APPLICATIONS}?sort=name&page[number]=1&page[size]=2&fields[oauthapplications]=name");
        let mut read = Vec::new();
        loop {
            let page = admin.get(&next).await;
            assert_eq!(page.document["meta"]["page"]["total"], 5);
            read.push(page.names().join(" "));
            let Some(url) = page.document["links"]["next"].as_str() else { break };
            url.strip_prefix("http://127.0.0.1:3000").expect("our own URL").clone_into(&mut next);
        }
        assert_eq!(read, ["Alpha beta", "Caller delta_x", "Gamma 100%"]);

        let beyond = admin.get(&format!("{APPLICATIONS}?page[number]=4&page[size]=2")).await;
        assert_eq!((beyond.status.as_u16(), beyond.data()), (200, &json!([])));
        // Both engines answer the same.
        allow_duplicates! { assert_json_snapshot!(json!([beyond.document["links"], beyond.document["meta"]]), @r#"
        [
          {
            "first": "http://127.0.0.1:3000/api/oauthapplications?page%5Bnumber%5D=1&page%5Bsize%5D=2",
            "last": "http://127.0.0.1:3000/api/oauthapplications?page%5Bnumber%5D=3&page%5Bsize%5D=2",
            "next": null,
            "prev": "http://127.0.0.1:3000/api/oauthapplications?page%5Bnumber%5D=3&page%5Bsize%5D=2",
            "self": "http://127.0.0.1:3000/api/oauthapplications?page%5Bnumber%5D=4&page%5Bsize%5D=2"
          },
          {
            "page": {
              "number": 4,
              "size": 2,
              "total": 5
            }
          }
        ]
        "#) }
        assert_eq!(mails(&app).await, []);
    }

    async fn a_row_is_what_it_is_alone(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = with_some(&app).await;
        let list = admin.get(&format!("{APPLICATIONS}?filter[name]=alpha&include=organization")).await;
        let row = &list.data()[0];
        let url = row["links"]["self"].as_str().expect("a link").replace("http://127.0.0.1:3000", "");
        let alone = admin.get(&format!("{url}?include=organization")).await;
        assert_eq!((alone.data(), &alone.document["included"]), (row, &list.document["included"]));
        // Both engines answer the same.
        allow_duplicates! { assert_json_snapshot!(stable(&list.document), @r#"
        {
          "data": [
            {
              "attributes": {
                "active": false,
                "allApis": true,
                "apis": [
                  "json_api",
                  "email_addon",
                  "scim"
                ],
                "clientId": "<clientId>",
                "createdAt": "2026-11-23T09:31:00Z",
                "grantType": "client_credentials",
                "lastUsedAt": null,
                "name": "Alpha",
                "origin": "person",
                "side": "back_office",
                "updatedAt": "2026-11-23T09:31:00Z"
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
            }
          ],
          "included": [
            {
              "attributes": {
                "global": true,
                "name": "Acme"
              },
              "id": "<2>",
              "type": "organizations"
            }
          ],
          "jsonapi": {
            "profile": [
              "http://jsonapi.org/profiles/ethanresnick/cursor-pagination/"
            ],
            "version": "1.1"
          },
          "links": {
            "first": "http://127.0.0.1:3000/api/oauthapplications?filter%5Bname%5D=alpha&include=organization",
            "next": null,
            "prev": null,
            "self": "http://127.0.0.1:3000/api/oauthapplications?filter%5Bname%5D=alpha&include=organization"
          }
        }
        "#) }
        assert_eq!(mails(&app).await, []);
    }

    async fn organizations_come_along_once_each(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = with_some(&app).await;
        let list = admin
            .get(&format!("{APPLICATIONS}?include=organization&fields[organizations]=name&fields[oauthapplications]=organization"))
            .await;
        let included = list.document["included"].as_array().expect("organizations");
        let mut names: Vec<_> = included.iter().map(|one| one["attributes"].clone()).collect();
        names.sort_by_key(Value::to_string);
        assert_eq!(names, [json!({ "name": "Acme" }), json!({ "name": "Globex" })]);
        let bare = list.data().as_array().expect("a list").iter().all(|row| row.get("attributes").is_none());
        assert!(bare, "{}", list.document);
        assert_eq!(mails(&app).await, []);
    }

    async fn what_is_not_understood_is_refused_by_name(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        for (query, name) in [
            ("page[number]=0", "page[number]"),
            ("page[size]=101", "page[size]"),
            ("page[cursor]=x", "page[cursor]"),
            ("sort=secret", "sort"),
            ("filter[secret]=x", "filter[secret]"),
            ("filter[name][like]=x", "filter[name][like]"),
            ("filter[active]=yes", "filter[active]"),
            ("filter[organization]=acme", "filter[organization]"),
            ("filter[name]=%00", "filter[name]"),
            ("filter[name]=%ff", "filter[name]"),
            ("filter[name]=%", "filter[name]"),
            ("filter[name]=a&filter%5Bname%5D=b", "filter[name]"),
            ("include=owner", "include"),
            ("fields[users]=name", "fields[users]"),
            ("debug=1", "debug"),
            ("camelCase=1", "camelCase"),
        ] {
            let answer = john.get(&format!("{APPLICATIONS}?{query}")).await;
            assert_refused(&answer, 400, "invalid_query_parameter", name);
        }
        assert_eq!(mails(&app).await, []);
    }
}
