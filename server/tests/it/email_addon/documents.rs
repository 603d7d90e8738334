//! `GET /openapi.json`: what it says is what the API does.

use super::{BRIAN, Panel, message, messages_of};
use crate::support::{ADMIN, TestApp};
use http::Method;
use serde_json::{Map, Value};

/// Panics unless a value is as its schema says, down to the last member.
fn check(value: &Value, schema: &Value, all: &Value) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().expect("a name");
        return check(value, &all[name], all);
    }
    if let Some(some) = schema["anyOf"].as_array() {
        if value.is_null() {
            assert_eq!(some[1]["type"], "null");
        } else {
            check(value, &some[0], all);
        }
        return;
    }
    if let Some(words) = schema["enum"].as_array() {
        return assert!(words.contains(value), "{value}");
    }
    let is = |name: &Value| match name.as_str() {
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some("null") => value.is_null(),
        Some("integer") => value.is_u64(),
        _ => false,
    };
    assert!(
        schema["type"].as_array().map_or_else(|| is(&schema["type"]), |all| all.iter().any(is)),
        "{value} {schema}"
    );
    for item in value.as_array().into_iter().flatten() {
        check(item, &schema["items"], all);
    }
    for (name, member) in value.as_object().into_iter().flat_map(Map::iter) {
        let known = schema["properties"].get(name).unwrap_or_else(|| panic!("{name} is not in {schema}"));
        check(member, known, all);
    }
    for name in schema["required"].as_array().into_iter().flatten().filter(|_| value.is_object()) {
        assert!(value.get(name.as_str().expect("a name")).is_some(), "{name} is missing in {value}");
    }
}

store::on_both_engines! {
    async fn every_answer_is_as_its_schema_says(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let document = app.get("/email-addon/v1/openapi.json").await.expect(200).json();
        assert_eq!(document["openapi"], "3.1.0");
        let schemas = &document["components"]["schemas"];
        let panel = Panel::new(&app, ADMIN).await;
        let list = messages_of(&app, BRIAN).await;
        check(&message(1), &schemas["newMessage"], schemas);
        check(&panel.post(&list, &message(1)).await.json(), &schemas["message"], schemas);
        check(&panel.get(&list).await.json(), &schemas["messages"], schemas);
        let people = panel.get(&format!("/email-addon/v1/people?email={BRIAN},{ADMIN}")).await.json();
        assert_eq!(people["people"].as_array().map(Vec::len), Some(2));
        check(&people, &schemas["people"], schemas);
        for refused in [panel.get("/email-addon/v1/people").await, panel.get("/email-addon/v1/x").await] {
            check(&refused.json(), &schemas["problem"], schemas);
        }
    }

    async fn every_operation_it_names_is_there(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let document = app.get("/email-addon/v1/openapi.json").await.expect(200).json();
        let mut operations = 0;
        for (path, item) in document["paths"].as_object().expect("paths") {
            let path = format!("/email-addon/v1{}", path.replace("{id}", "x").replace("{message}", "x"));
            for method in item.as_object().expect("operations").keys().filter(|name| *name != "parameters") {
                let method: Method = method.to_uppercase().parse().expect("a method");
                // Who calls is asked first, where there is anything at all.
                let answer = app.request(method.clone(), &path, &[], axum::body::Body::empty()).await;
                assert_eq!(answer.status, 401, "{method} {path}");
                operations += 1;
            }
        }
        assert_eq!(operations, 6);
    }
}
