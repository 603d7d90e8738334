//! `GET /api/openapi.json`: what it says is what the API does.

use super::{records::TYPES, support::Caller};
use crate::support::{ADMIN, JOHN, TestApp};
use http::Method;
use serde_json::{Map, Value};

/// Whether a value is of the JSON type that its schema names.
fn fits(value: &Value, schema: &Value) -> bool {
    let is = |name: &Value| match name.as_str() {
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_u64(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some("null") => value.is_null(),
        _ => false,
    };
    schema["type"].as_array().map_or_else(|| is(&schema["type"]), |all| all.iter().any(is))
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

store::on_both_engines! {
    async fn every_record_is_as_its_schema_says(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        app.application(JOHN, "Told").await;
        let document = app.get("/api/openapi.json").await.expect(200).json();
        assert_eq!(document["openapi"], "3.1.0");
        for kind in TYPES.into_iter().chain(["oauthapplications"]) {
            let schema = &document["components"]["schemas"][kind]["properties"];
            for row in admin.get(&format!("/api/{kind}")).await.data().as_array().expect("a list") {
                for group in ["attributes", "relationships"] {
                    for (name, value) in members(&row[group]) {
                        let said = &schema[group]["properties"][name];
                        assert!(fits(value, said), "{kind} {name}: {value} is not {said}");
                    }
                }
            }
        }
        assert!(!document.to_string().contains("\"password\""), "nobody can ask for a password");
    }

    async fn every_parameter_and_method_it_names_is_there(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let document = app.get("/api/openapi.json").await.expect(200).json();
        let (mut ids, mut asked) = (std::collections::BTreeSet::new(), 0);
        for (path, item) in members(&document["paths"]) {
            let path = path.replace("{id}", id);
            for (method, operation) in members(item).filter(|(name, _)| *name != "parameters") {
                assert!(ids.insert(operation["operationId"].to_string()), "{operation}");
                let method: Method = method.to_uppercase().parse().expect("a method");
                let answer = admin.send(admin.request(method.clone(), &path), axum::body::Body::empty()).await;
                assert_ne!(answer.status, 405, "{method} {path}");
                for parameter in operation["parameters"].as_array().into_iter().flatten() {
                    let Some(name) = parameter["name"].as_str().filter(|_| parameter["in"] == "query") else { continue };
                    // A value that nothing takes is refused by name; a name that nobody knows is refused otherwise.
                    let answer = admin.get(&format!("{path}?{name}=%00")).await;
                    let detail = answer.document["errors"][0]["detail"].as_str().unwrap_or_default();
                    assert_eq!(answer.status, 400, "{path} {name}");
                    assert_ne!(detail, "This parameter is not known here.", "{path} {name}");
                    asked += 1;
                }
            }
        }
        assert!(asked > 100, "{asked}");
        for kind in TYPES {
            assert!(document["paths"].get(format!("/api/{kind}/{{id}}")).is_some(), "{kind}");
        }
    }

    /// What a path answers to a method that it does not know tells which ones it knows (RFC 9110 §15.5.6).
    async fn every_method_that_is_served_is_told_of(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let nobody = Caller::nobody(&app);
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        for at in ["/api", "/customer-api"] {
            let document = app.get(&format!("{at}/openapi.json")).await.expect(200).json();
            for (path, item) in members(&document["paths"]) {
                let request = nobody.request(Method::TRACE, &path.replace("{id}", id));
                let answer = nobody.send(request, axum::body::Body::empty()).await;
                assert_eq!(answer.status, 405, "{path}");
                let allowed = answer.header(http::header::ALLOW).expect("what is allowed");
                let mut served: Vec<_> = allowed.split(',').filter(|one| *one != "HEAD").map(str::to_lowercase).collect();
                served.sort();
                let told: Vec<_> = members(item).map(|(name, _)| name).filter(|name| *name != "parameters").collect();
                assert_eq!(served.iter().collect::<Vec<_>>(), told, "{path}");
            }
        }
    }

    async fn every_reference_leads_somewhere(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for at in ["/api", "/customer-api"] {
            let document = app.get(&format!("{at}/openapi.json")).await.expect(200).json();
            let text = document.to_string();
            let references = text.split("\"$ref\":\"#").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
            for reference in references {
                assert!(document.pointer(reference).is_some(), "{at}: {reference}");
            }
            let flow = &document["components"]["securitySchemes"]["application"]["flows"]["clientCredentials"];
            assert_eq!(flow["tokenUrl"], "http://127.0.0.1:3000/oauth2/token");
        }
    }
}
