//! The search: the server function and the page find the same, and nobody finds what they may not see.

use crate::support::{ADMIN, JOHN, TestApp};
use serde_json::json;
use std::collections::BTreeSet;

const PEOPLE: [&str; 5] =
    [ADMIN, JOHN, "maria.lopez@example.com", "amanda.cole@example.com", "brian.fox@example.com"];

/// The ids in the links of what was found on the page.
fn ids_on(html: &str) -> BTreeSet<String> {
    let found = html.split("class=\"found\"").skip(1).flat_map(|list| {
        let list = list.split("</ul>").next().unwrap_or_default();
        list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next())
    });
    found.filter_map(|href| href.rsplit('/').next()).filter(|id| id.len() == 36).map(Into::into).collect()
}

store::on_both_engines! {
    async fn page_and_function_find_the_same_and_only_what_can_be_opened(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for email in PEOPLE {
            app.application(email, &format!("Example of {email}")).await;
        }
        let mut counts = Vec::new();
        for email in PEOPLE {
            let browser = app.signed_in(email).await;
            let answer = browser.rpc("search", &json!({ "text": "example", "limit": 25 })).await.expect(200).json();
            let groups = answer.as_array().unwrap();
            let found = groups.iter().flat_map(|group| group["found"].as_array().unwrap());
            let ids: BTreeSet<_> = found.map(|found| found["id"].as_str().unwrap().to_owned()).collect();
            let page = browser.get("/search?q=example").await.expect(200);
            assert_eq!(ids_on(page.text()), ids, "{email}");
            for href in page.text().split("class=\"found\"").skip(1).flat_map(|list| list.split("href=\"").skip(1)) {
                let href = href.split('"').next().unwrap();
                if ids.iter().any(|id| href.ends_with(id.as_str())) {
                    browser.get(href).await.expect(200);
                }
            }
            counts.push(ids.len());
        }
        // Everybody has an address with it: all of them, the own application, the customer side, the own customer, the own.
        let [all, own, side, customer, least] = counts[..] else { panic!("{counts:?}") };
        assert!(all > side && side > customer && customer > least, "{counts:?}");
        assert_eq!((own, least), (1, 1));
    }

    async fn pages_are_found_by_those_who_may_open_them(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for (email, found) in [(ADMIN, true), (JOHN, false)] {
            let page = app.signed_in(email).await.get("/search?q=outb").await.expect(200);
            let list = page.text().split("class=\"found\"").nth(1).unwrap_or_default();
            assert_eq!(list.contains("href=\"/outbox\""), found, "{email}");
            assert_eq!(page.text().contains("Nothing found"), !found);
        }
    }

    async fn what_is_typed_is_text(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(ADMIN).await;
        let page = browser.get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await.expect(200);
        assert!(!page.text().contains("<script>alert"), "{}", page.text());
        for strange in ["%00%00", "%25%25", "__", "a", "", &"x".repeat(5_000)] {
            let page = browser.get(&format!("/search?q={strange}")).await.expect(200);
            assert!(ids_on(page.text()).is_empty(), "{strange:.20}");
        }
    }
}
