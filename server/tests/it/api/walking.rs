//! Lists are walked through with cursors (JSON:API, profile *Cursor Pagination*).

use super::{
    records::{TYPES, first},
    support::{APPLICATIONS, Answer, Caller, application_in, assert_refused},
};
use crate::support::{ADMIN, TestApp};
use serde_json::{Value, json};

/// Where a link of an answer leads; none if it leads nowhere.
fn link(answer: &Answer, name: &str) -> Option<String> {
    let link = answer.document["links"].get(name).unwrap_or_else(|| panic!("{name}: {}", answer.document));
    link.as_str().map(|url| url.strip_prefix("http://127.0.0.1:3000").expect("our own URL").to_owned())
}

/// The ids of all rows from here on, following one link.
async fn walk(caller: &Caller<'_>, from: &str, to: &str) -> Vec<Vec<String>> {
    let (mut pages, mut next) = (Vec::new(), Some(from.to_owned()));
    while let Some(path) = next {
        let page = caller.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.document);
        let ids = page.data().as_array().expect("a list").iter();
        pages.push(ids.map(|row| row["id"].as_str().expect("an id").to_owned()).collect());
        next = link(&page, to);
    }
    pages
}

/// The `links.type` and `meta` of the only error.
fn problem(answer: &Answer) -> (String, Value) {
    let error = &answer.document["errors"][0];
    (error["links"]["type"].as_str().unwrap_or_default().to_owned(), error["meta"].clone())
}

store::on_both_engines! {
    async fn every_type_is_walked_there_and_back(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        for name in ["Alpha", "Beta", "Gamma", "Delta"] {
            application_in(&app, ADMIN, "Acme", name).await;
        }
        for kind in TYPES.into_iter().chain(["oauthapplications"]) {
            let numbered = admin.get(&format!("/api/{kind}?page[number]=1&page[size]=100")).await;
            let numbered = numbered.data().as_array().expect("a list").iter();
            let numbered: Vec<_> = numbered.map(|row| row["id"].as_str().unwrap_or_default().to_owned()).collect();
            let start = format!("/api/{kind}?page[size]=2");
            let pages = walk(&admin, &start, "next").await;
            assert_eq!(pages.concat(), numbered, "{kind}");
            assert!(pages.iter().rev().skip(1).all(|page| page.len() == 2), "{kind}: {pages:?}");

            let first = admin.get(&start).await;
            assert_eq!((link(&first, "prev"), link(&first, "first")), (None, link(&first, "self")), "{kind}");
            assert!(first.document.get("meta").is_none(), "{kind}: nothing was counted");
            let Some(mut end) = link(&first, "next") else { continue };
            while let Some(next) = link(&admin.get(&end).await, "next") {
                end = next;
            }
            let mut back = walk(&admin, &end, "prev").await;
            back.reverse();
            assert_eq!(back.concat(), numbered, "{kind}: and back");
        }
    }

    /// `meta.page.total` counts what the filter selects, on whatever page.
    async fn a_list_is_counted_only_when_asked(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        application_in(&app, ADMIN, "Acme", "Second").await;
        let total = async |query: &str| {
            let answer = admin.get(&format!("{APPLICATIONS}?{query}")).await;
            assert_eq!(answer.status, 200, "{}", answer.document);
            answer.document.get("meta").cloned()
        };
        assert_eq!(total("page[total]=true").await, Some(json!({ "page": { "total": 2 } })));
        assert_eq!(total("page[total]=true&page[size]=1").await, Some(json!({ "page": { "total": 2 } })));
        assert_eq!(total("page[total]=true&filter[name]=sec").await, Some(json!({ "page": { "total": 1 } })));
        assert_eq!(total("page[total]=false").await, None);
        assert_eq!(total("page[size]=1").await, None);
        let numbered = json!({ "page": { "total": 2, "number": 1, "size": 25 } });
        assert_eq!(total("page[number]=1&page[total]=false").await, Some(numbered));
    }

    /// Also where a grid would stop counting.
    async fn a_program_is_told_the_whole_number(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        app.crowd_of_customers(10_100).await;
        for (query, total) in [
            ("page[number]=1", 10_101),
            ("page[total]=true", 10_101),
            ("page[number]=1&filter[enabled]=false", 2_525),
            ("page[total]=true&filter[enabled]=false", 2_525),
        ] {
            let answer = admin.get(&format!("/api/customers?{query}")).await;
            assert_eq!(answer.document["meta"]["page"]["total"], total, "{query}");
        }
    }

    async fn what_is_deleted_meanwhile_stops_no_walk(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        for name in ["Alpha", "Beta", "Delta"] {
            application_in(&app, ADMIN, "Acme", name).await;
        }
        let page = admin.get(&format!("{APPLICATIONS}?sort=name&page[size]=2")).await;
        assert_eq!(page.names(), ["Alpha", "Beta"]);
        let beta = page.data()[1]["id"].as_str().expect("an id");
        assert_eq!(admin.delete(&format!("{APPLICATIONS}/{beta}")).await.status, 204);
        application_in(&app, ADMIN, "Acme", "Aaa").await;
        let next = admin.get(&link(&page, "next").expect("more")).await;
        assert_eq!(next.names(), ["Caller", "Delta"]);
        let back = admin.get(&link(&next, "prev").expect("what came before")).await;
        assert_eq!(back.names(), ["Aaa", "Alpha"]);
        assert_eq!(link(&back, "prev"), None);
    }

    async fn what_the_profile_refuses_is_refused_in_its_words(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        application_in(&app, ADMIN, "Acme", "Second").await;
        let next = link(&admin.get(&format!("{APPLICATIONS}?sort=name&page[size]=1")).await, "next").expect("more");
        let (_, cursor) = next.rsplit_once('=').expect("a cursor");
        let get = async |query: &str| admin.get(&format!("{APPLICATIONS}?{query}")).await;
        let of_profile = |word: &str| format!("https://jsonapi.org/profiles/ethanresnick/cursor-pagination/{word}");

        let answer = get("page[size]=101").await;
        assert_refused(&answer, 400, "invalid_query_parameter", "page[size]");
        let most = json!({ "page": { "maxSize": 100 } });
        assert_eq!(problem(&answer), (of_profile("max-size-exceeded"), most));
        let answer = get(&format!("sort=name&page[after]={cursor}&page[before]={cursor}")).await;
        assert_refused(&answer, 400, "invalid_query_parameter", "page[before]");
        assert_eq!(problem(&answer).0, of_profile("range-pagination-not-supported"));
        for sort in ["secret", "clientId"] {
            let answer = get(&format!("sort={sort}")).await;
            assert_refused(&answer, 400, "invalid_query_parameter", "sort");
            assert_eq!(problem(&answer).0, of_profile("unsupported-sort"));
        }
        // A cursor is of one list in one order, and nothing else is a cursor.
        for (query, name) in [
            (format!("page[after]={cursor}"), "page[after]"),
            (format!("sort=-name&page[after]={cursor}"), "page[after]"),
            (format!("sort=name,createdAt&page[before]={cursor}"), "page[before]"),
            (format!("sort=name&page[after]={}", &cursor[1..]), "page[after]"),
            ("sort=name&page[after]=".into(), "page[after]"),
            ("sort=name&page[before]=eyJvIjoiIiwiayI6W119".into(), "page[before]"),
            (format!("sort=name&page[after]={}", "A".repeat(9_000)), "page[after]"),
        ] {
            let answer = get(&query).await;
            assert_refused(&answer, 400, "invalid_query_parameter", name);
            assert_eq!(problem(&answer), (String::new(), Value::Null), "{query}");
        }
        let answer = admin.get(&format!("/api/customers?sort=name&page[after]={cursor}")).await;
        assert_refused(&answer, 400, "invalid_query_parameter", "page[after]");
        assert_eq!(first(&admin, &format!("{APPLICATIONS}?sort=name&page[after]={cursor}")).await.len(), 36);
    }
}
