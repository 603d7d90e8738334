//! What no page of ours sends: refused, or as if it were not there, and never a failure of ours.

use super::World;
use crate::support::{ADMIN, Answer, FORM};
use http::{Method, header};
use serde_json::{Value, json};

/// Whether it was refused for what was sent, or answered.
#[track_caller]
fn assert_taken(answer: &Answer, what: &str) {
    let status = answer.status.as_u16();
    assert!((200..500).contains(&status), "{what}: {status} {}", answer.text());
}

/// States of a grid that no page makes.
fn queries() -> Vec<Value> {
    let pair = |name: &str, value: &str| json!([name, value]);
    let many = |name: &str, value: &str| Value::from(vec![pair(name, value); 1_200]);
    let long = "x".repeat(60_000);
    vec![
        json!([pair("name", "a\0b")]),
        json!([pair("email", "\0")]),
        json!([pair("name", &long)]),
        json!([pair("name", "%_\\"), pair("name_operator", "equals")]),
        many("organization", "01890a5d-ac96-774b-bcce-b302099a8057"),
        many("role", "01890a5d-ac96-774b-bcce-b302099a8057"),
        many("apis", "scim"),
        many("name", "x"),
        json!([pair("created_at", "unused"), pair("created_at_days", "4294967295")]),
        json!([pair("created_at", "before"), pair("created_at_day", "9999-12-31")]),
        json!([pair("page", "4294967295"), pair("size", "4294967295")]),
        json!([pair("page", "0"), pair("size", "0"), pair("sort", "-role"), pair("column", "secret")]),
        json!([pair("", ""), pair("\0", "\0")]),
    ]
}

store::on_both_engines! {
    async fn in_the_state_of_a_grid(db: TestDatabase) {
        let world = World::on(db).await;
        let session = world.app.signed_in(ADMIN).await;
        for query in queries() {
            for (function, arguments) in [
                ("users/list", json!({ "side": "back_office", "customer": null })),
                ("users/list", json!({ "side": "customer", "customer": null })),
                ("customers/list", json!({})),
                ("organizations/list", json!({})),
                ("roles/list", json!({})),
                ("notification-rules/list", json!({})),
                ("outbox/list", json!({})),
                ("audit/list", json!({})),
                ("email-templates/list", json!({})),
                ("applications/all", json!({ "side": "customer" })),
                ("applications/list", json!({ "owner": world.fill("$boss") })),
            ] {
                let mut arguments = arguments;
                arguments["query"] = query.clone();
                let start: String = query.to_string().chars().take(60).collect();
                let answer = session.rpc(function, &arguments).await;
                if answer.status != 413 {
                    let page = answer.expect(200).json();
                    assert!(page["size"].as_u64().is_some_and(|size| size <= 100), "{function} {start}: {page}");
                }
            }
        }
        for query in ["name=%00", "page=99999999999", "size=0&page=0", "created_at=unused&created_at_days=4294967295"] {
            for grid in ["users", "customer-users", "customers", "organizations", "roles", "oauth-applications"] {
                session.get(&format!("/{grid}?{query}")).await.expect(200);
                session.get(&format!("/export/{grid}.csv?{query}")).await.expect(200);
            }
        }
    }

    async fn in_forms(db: TestDatabase) {
        let world = World::on(db).await;
        let session = world.app.signed_in(ADMIN).await;
        let (target, buyer, acme, spare) = (world.fill("$target"), world.fill("$buyer"), world.fill("$acme"), world.fill("$spare"));
        let before = world.seen_by_the_administrator().await;
        let nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
        let person = |change: fn(&mut Value), roles: Value| {
            let mut form = json!({
                "email": "new@example.com", "first_name": "New", "last_name": "Person",
                "organizations": [acme], "roles": roles, "version": "",
            });
            change(&mut form);
            form
        };
        let nothing: fn(&mut Value) = |_| {};
        let forms = [
            person(nothing, json!([nobody])),
            person(nothing, json!(["x"])),
            person(nothing, json!([acme])),
            person(nothing, json!(["\0"])),
            person(nothing, json!(vec!["x"; 5_000])),
            person(nothing, json!(vec![nobody; 1_500])),
            person(|form| form["organizations"] = json!(["01890a5d-ac96-774b-bcce-b302099a8057"]), json!([spare])),
            person(|form| form["organizations"] = json!(["\0"]), json!([spare])),
            person(|form| form["first_name"] = "a\0b".into(), json!([spare])),
            person(|form| form["last_name"] = "x".repeat(256).into(), json!([spare])),
            person(|form| form["email"] = "a\0b@example.com".into(), json!([spare])),
            person(|form| form["email"] = format!("{}@example.com", "x".repeat(300)).into(), json!([spare])),
        ];
        for form in forms {
            let start: String = form.to_string().chars().take(200).collect();
            let create = json!({ "side": "back_office", "form": form });
            assert_eq!(session.rpc("users/create", &create).await.status, 422, "{start}");
            let change = json!({ "id": target, "form": form });
            assert_eq!(session.rpc("users/change", &change).await.status, 422, "{start}");
            let change = json!({ "id": buyer, "form": form });
            assert_eq!(session.rpc("users/change", &change).await.status, 422, "{start}");
        }
        for name in ["", "\0", " \u{a0}", &"x".repeat(256), "a\nb"] {
            let form = json!({ "name": name, "side": "back_office" });
            for function in ["roles/create", "organizations/create", "customers/create"] {
                assert_eq!(session.rpc(function, &json!({ "form": form })).await.status, 422, "{function} {name:?}");
            }
        }
        for levels in [
            json!({ "users.view": "moon" }),
            json!({ "users.fly": "global" }),
            json!({ "moon.view": "global" }),
            json!({ "audit.delete": "global" }),
            json!({ "users.view": "customer" }),
            json!({ "users": "global" }),
            json!({ "\0": "\0" }),
        ] {
            let form = json!({ "name": "New", "side": "back_office", "levels": levels });
            assert_eq!(session.rpc("roles/create", &json!({ "form": form })).await.status, 422, "{levels}");
            assert_eq!(session.rpc("roles/change", &json!({ "id": spare, "form": form })).await.status, 422, "{levels}");
        }
        for side in ["", "moon", "\0"] {
            let form = json!({ "name": "New", "side": side });
            assert_eq!(session.rpc("roles/create", &json!({ "form": form })).await.status, 422, "{side:?}");
        }
        for organization in ["x", "\0", nobody] {
            let form = json!({ "name": "New", "organization": organization });
            assert_eq!(session.rpc("customers/create", &json!({ "form": form })).await.status, 422, "{organization:?}");
        }
        assert_eq!(world.seen_by_the_administrator().await, before);
    }

    async fn in_searches_and_lists_of_ids(db: TestDatabase) {
        let world = World::on(db).await;
        let session = world.app.signed_in(ADMIN).await;
        for text in ["\0", "%", &"x".repeat(60_000), "", "\u{202e}"] {
            let start: String = text.chars().take(8).collect();
            for side in ["back_office", "customer"] {
                let asked = json!({ "side": side, "text": text });
                assert_taken(&session.rpc("applications/owners", &asked).await, &start);
            }
            let form = json!({ "name": "New", "all_apis": true, "grant": "client_credentials", "owner": text });
            let asked = json!({ "side": "customer", "form": form, "own_password": "" });
            assert_eq!(session.rpc("applications/create-of-side", &asked).await.status, 422, "{start}");
        }
        let ids = vec![world.fill("$boss_app"); 101];
        session.rpc("applications/chosen", &json!({ "ids": ids })).await.expect(422);
        session.rpc("applications/change-chosen", &json!({ "verb": "delete", "ids": ids })).await.expect(422);
        session.rpc("applications/find", &json!({ "id": ids[0] })).await.expect(200);
        for (function, arguments) in [
            ("applications/change-chosen", json!({ "verb": "explode", "ids": [] })),
            ("applications/chosen", json!({ "ids": ["x"] })),
            ("applications/rotate", json!({ "id": ids[0], "grace": "forever", "own_password": "" })),
            ("applications/all", json!({ "side": "moon", "query": [] })),
            ("views/list", json!({ "grid": "moon" })),
            ("users/find", json!({ "id": "1' OR '1'='1" })),
            ("users/list", json!({ "side": "customer", "customer": "x", "query": [] })),
        ] {
            session.rpc(function, &arguments).await.expect(400);
        }
    }

    async fn in_addresses_and_posted_forms(db: TestDatabase) {
        let world = World::on(db).await;
        let session = world.app.signed_in(ADMIN).await;
        let before = world.seen_by_the_administrator().await;
        for grid in ["users", "customer-users", "customers", "organizations", "roles", "oauth-applications"] {
            for id in ["x", "%00", "$nobody", "$acme", "1'%20OR%20'1'='1"] {
                for end in ["", "/edit"] {
                    let path = world.fill(&format!("/{grid}/{id}{end}"));
                    // An organization is where its own id is looked for.
                    if path.contains(&world.fill("$acme")) && grid == "organizations" {
                        continue;
                    }
                    session.get(&path).await.expect(404);
                    assert_eq!(session.post(&path, &[("name", "x")]).await.status, 404, "{path}");
                }
            }
        }
        for path in ["/users/new", "/customer-users/new", "/customers/new", "/organizations/new", "/roles/new"] {
            for body in ["name=%ff%fe", "a[b[c]=1", "roles[]=%00&roles[]=x", "roles=x&roles=y", "levels[a][b]=c", "levels[x.y]=z", "=", "&&&"] {
                let headers = [(header::CONTENT_TYPE, FORM)];
                let answer = session.request(Method::POST, path, &headers, body.into()).await;
                assert!(matches!(answer.status.as_u16(), 400 | 422), "{path} {body}: {}", answer.status);
                assert!(answer.text().contains("</html>"), "{path} {body}");
            }
            let many = "roles[]=x&".repeat(6_000);
            let answer = session.request(Method::POST, path, &[(header::CONTENT_TYPE, FORM)], many.into()).await;
            assert!(matches!(answer.status.as_u16(), 400 | 422), "{path}: {}", answer.status);
        }
        for query in ["verb=explode&id=x", "verb=delete&id=%00", "id=x", ""] {
            let answer = session.get(&format!("/oauth-applications/bulk?{query}")).await;
            assert_taken(&answer, query);
        }
        assert_eq!(world.seen_by_the_administrator().await, before);
    }
}
