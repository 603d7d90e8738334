//! RFC 7644 §4: what the service says of itself is true.

use super::support::{GROUPS, Scim, USERS};
use crate::support::{ADMIN, TestApp};
use serde_json::Value;

store::on_both_engines! {
    async fn every_document_is_where_it_says(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let configuration = scim.get("/scim/v2/ServiceProviderConfig").await.expect(200).json();
        assert_eq!(configuration["patch"]["supported"], true);
        assert_eq!(configuration["authenticationSchemes"][0]["type"], "oauthbearertoken");
        for path in ["/scim/v2/ResourceTypes", "/scim/v2/Schemas"] {
            let list = scim.get(path).await.expect(200).json();
            assert_eq!(list["totalResults"], 2);
            for one in list["Resources"].as_array().unwrap() {
                let location = one["meta"]["location"].as_str().unwrap().strip_prefix("http://127.0.0.1:3000").unwrap();
                assert_eq!(&scim.get(location).await.expect(200).json(), one);
            }
            // RFC 7644 §4.
            scim.get(&format!("{path}?filter=id pr")).await.expect(403);
        }
    }

    async fn the_schemas_name_exactly_what_is_shown(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let names = |attributes: &Value| {
            let mut names: Vec<String> =
                attributes.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
            names.sort();
            names
        };
        for (kind, path) in [("User", USERS), ("Group", GROUPS)] {
            let schema = format!("/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:{kind}");
            let schema = scim.get(&schema).await.expect(200).json();
            let list = scim.get(path).await.expect(200).json();
            assert_ne!(list["totalResults"], 0);
            for resource in list["Resources"].as_array().unwrap() {
                let mut shown: Vec<String> = resource.as_object().unwrap().keys().cloned().collect();
                // Common to all resources (RFC 7643 §3.1), so not in the schema.
                shown.retain(|name| !["schemas", "id", "externalId", "meta"].contains(&name.as_str()));
                shown.sort();
                assert_eq!(shown, names(&schema["attributes"]));
                for attribute in schema["attributes"].as_array().unwrap() {
                    let Some(value) = resource[attribute["name"].as_str().unwrap()].get(0) else { continue };
                    let mut parts: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
                    parts.sort();
                    assert_eq!(parts, names(&attribute["subAttributes"]), "{attribute}");
                }
            }
        }
    }
}
