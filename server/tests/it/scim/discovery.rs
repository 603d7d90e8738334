//! RFC 7644 §4: what the service says of itself is true.

use super::support::{Scim, USERS};
use crate::support::{ADMIN, TestApp};
use serde_json::Value;

const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

store::on_both_engines! {
    async fn every_document_is_where_it_says(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let configuration = scim.get("/scim/v2/ServiceProviderConfig").await.expect(200).json();
        assert_eq!(configuration["patch"]["supported"], true);
        assert_eq!(configuration["bulk"]["supported"], false);
        assert_eq!(configuration["authenticationSchemes"][0]["type"], "oauthbearertoken");
        for path in ["/scim/v2/ResourceTypes", "/scim/v2/Schemas"] {
            let list = scim.get(path).await.expect(200).json();
            assert_eq!(list["totalResults"], 1);
            let first = &list["Resources"][0];
            let location = first["meta"]["location"].as_str().unwrap().strip_prefix("http://127.0.0.1:3000").unwrap();
            assert_eq!(&scim.get(location).await.expect(200).json(), first);
            // RFC 7644 §4.
            scim.get(&format!("{path}?filter=id pr")).await.expect(403);
        }
    }

    async fn the_schema_names_exactly_what_a_user_shows(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let schema = scim.get(&format!("/scim/v2/Schemas/{USER}")).await.expect(200).json();
        let users = scim.get(USERS).await.expect(200).json();
        let names = |attributes: &Value| {
            let mut names: Vec<String> =
                attributes.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
            names.sort();
            names
        };
        for user in users["Resources"].as_array().unwrap() {
            let mut shown: Vec<String> = user.as_object().unwrap().keys().cloned().collect();
            // Common to all resources (RFC 7643 §3.1), so not in the schema.
            shown.retain(|name| !["schemas", "id", "meta"].contains(&name.as_str()));
            shown.sort();
            assert_eq!(shown, names(&schema["attributes"]));
        }
    }
}
