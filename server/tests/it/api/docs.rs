//! The pages of the web APIs, such as `GET /api/docs`: for anybody, without scripts, of the same document.

use crate::support::TestApp;
use http::header;

store::on_both_engines! {
    async fn the_page_tells_of_every_operation_and_loads_nothing_from_elsewhere(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for at in ["/api", "/customer-api", "/email-addon/v1"] {
            let answer = app.get(&format!("{at}/docs")).await.expect(200);
            assert_eq!(answer.headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
            let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("a policy");
            assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{policy}");
            let page = answer.text();
            assert!(!page.contains("<script") && !page.contains("style=") && !page.contains("src="), "{at}");
            for link in page.split("<link ").skip(1) {
                assert!(link.contains("href=\"/"), "{at}: {link:.80}");
            }
            let document = app.get(&format!("{at}/openapi.json")).await.expect(200).json();
            let items = document["paths"].as_object().expect("paths").values();
            let operations = items.flat_map(|item| item.as_object().expect("a path item").values());
            let ids: Vec<_> = operations.filter_map(|operation| operation["operationId"].as_str()).collect();
            assert!(ids.len() > 5, "{ids:?}");
            for id in ids {
                assert!(page.contains(&format!("id=\"{id}\"")), "{at}: {id}");
            }
            for target in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()) {
                assert!(page.contains(&format!("id=\"{target}\"")), "{at}: {target}");
            }
        }
    }
}
