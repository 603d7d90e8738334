//! Notification rules: their functions, pages and forms, of a rule of Acme and of one of Globex.

use super::{Line, World, walk};
use crate::support::ADMIN;
use serde_json::json;

#[rustfmt::skip]
const FUNCTIONS: &[Line] = &[
    ("notification-rules/list", r#"{"query":[]}"#,               "200 200 403 403 403 403 403"),
    ("notification-rules/find", r#"{"id":"$near"}"#,             "200 200 404 404 404 404 404"),
    ("notification-rules/find", r#"{"id":"$far"}"#,              "200 404 404 404 404 404 404"),
    ("notification-rules/options", r#"{"of":null}"#,             "200 200 403 403 403 403 403"),
    ("notification-rules/options", r#"{"of":"$near"}"#,          "200 200 404 404 404 404 404"),
    ("notification-rules/options", r#"{"of":"$far"}"#,           "200 404 404 404 404 404 404"),
    ("notification-rules/users", r#"{"text":"maria"}"#,          "200 200 403 403 403 403 403"),
    ("notification-rules/create", r#"{"form":{}}"#,              "422 422 403 403 403 403 403"),
    ("notification-rules/change", r#"{"id":"$near","form":{}}"#, "422 422 404 404 404 404 404"),
    ("notification-rules/change", r#"{"id":"$far","form":{}}"#,  "422 404 404 404 404 404 404"),
    ("notification-rules/disable", r#"{"id":"$near"}"#,          "200 200 404 404 404 404 404"),
    ("notification-rules/disable", r#"{"id":"$far"}"#,           "200 404 404 404 404 404 404"),
    ("notification-rules/enable", r#"{"id":"$near"}"#,           "200 200 404 404 404 404 404"),
    ("notification-rules/restore", r#"{"id":"$near"}"#,          "200 200 404 404 404 404 404"),
    ("notification-rules/restore", r#"{"id":"$far"}"#,           "200 404 404 404 404 404 404"),
    ("notification-rules/delete", r#"{"id":"$far"}"#,            "200 404 404 404 404 404 404"),
    ("notification-rules/delete", r#"{"id":"$near"}"#,           "200 - 404 404 404 404 404"),
    ("notification-rules/restore-missing", "{}",                  "200 200 403 403 403 403 403"),
];

#[rustfmt::skip]
const PAGES: &[Line] = &[
    ("/notification-rules", "",                                  "200 200 403 403 403 403 403"),
    ("/notification-rules/new", "",                              "200 200 403 403 403 403 403"),
    ("/notification-rules/restore", "",                          "200 200 403 403 403 403 403"),
    ("/notification-rules/$near", "",                            "200 200 404 404 404 404 404"),
    ("/notification-rules/$far", "",                             "200 404 404 404 404 404 404"),
    ("/notification-rules/$near/edit", "",                       "200 200 404 404 404 404 404"),
    ("/notification-rules/$far/edit", "",                        "200 404 404 404 404 404 404"),
    ("/notification-rules/$near/disable", "",                    "200 200 404 404 404 404 404"),
    ("/notification-rules/$near/restore", "",                    "200 200 404 404 404 404 404"),
    ("/notification-rules/$near/delete", "",                     "200 200 404 404 404 404 404"),
];

#[rustfmt::skip]
const FORMS: &[Line] = &[
    ("/notification-rules/new", "name=",                         "422 422 403 403 403 403 403"),
    ("/notification-rules/$near/edit", "name=",                  "422 422 404 404 404 404 404"),
    ("/notification-rules/$near/disable", "",                    "303 303 404 404 404 404 404"),
    ("/notification-rules/$near/enable", "",                     "303 303 404 404 404 404 404"),
    ("/notification-rules/$far/restore", "",                     "303 404 404 404 404 404 404"),
    ("/notification-rules/$far/delete", "",                      "303 404 404 404 404 404 404"),
    ("/notification-rules/restore", "",                          "303 303 403 403 403 403 403"),
];

/// With two rules that have a word.
async fn with_rules(db: store::testing::TestDatabase) -> World {
    let mut world = World::on(db).await;
    let administrator = world.app.signed_in(ADMIN).await;
    let asked = json!({ "query": [["size", "100"]] });
    let list = administrator.rpc("notification-rules/list", &asked).await.expect(200).json();
    drop(administrator);
    let rows = list["rows"].as_array().expect("rows");
    for (word, organization) in [("$near", "Acme"), ("$far", "Globex")] {
        let of = |row: &&serde_json::Value| row["organization"]["name"] == organization;
        let rule = rows.iter().find(of).expect("a rule");
        world.words.push((word, rule["id"].as_str().expect("an id").to_owned()));
    }
    world
}

store::on_both_engines! {
    async fn each_answers_whom_it_should(db: TestDatabase) {
        let world = with_rules(db).await;
        walk(&world, FUNCTIONS, async |session, function, arguments| {
            let arguments = serde_json::from_str(arguments).expect("JSON");
            session.rpc(function, &arguments).await.status.as_u16()
        })
        .await;
    }

    async fn each_is_open_to_whom_it_should(db: TestDatabase) {
        let world = with_rules(db).await;
        walk(&world, PAGES, async |session, path, _| session.get(path).await.status.as_u16()).await;
    }

    async fn each_form_is_taken_from_whom_it_should(db: TestDatabase) {
        let world = with_rules(db).await;
        walk(&world, FORMS, async |session, path, body| {
            let headers = [(http::header::CONTENT_TYPE, crate::support::FORM)];
            let answer = session.request(http::Method::POST, path, &headers, body.to_owned().into()).await;
            answer.status.as_u16()
        })
        .await;
    }
}
