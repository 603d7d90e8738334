//! The outbox: its functions, pages and forms, of a mail of Acme and of one that belongs to no organization.

use super::{Line, World, walk};
use crate::support::{ADMIN, JOHN};
use serde_json::json;

#[rustfmt::skip]
const FUNCTIONS: &[Line] = &[
    ("outbox/list", r#"{"query":[]}"#,            "200 200 403 403 403 403 403"),
    ("outbox/find", r#"{"id":"$letter"}"#,        "200 200 404 404 404 404 404"),
    ("outbox/find", r#"{"id":"$common"}"#,        "200 404 404 404 404 404 404"),
    ("outbox/send-again", r#"{"id":"$letter"}"#,  "200 200 404 404 404 404 404"),
    ("outbox/send-again", r#"{"id":"$common"}"#,  "200 404 404 404 404 404 404"),
    ("outbox/give-up", r#"{"id":"$letter"}"#,     "409 409 404 404 404 404 404"),
    ("outbox/give-up", r#"{"id":"$common"}"#,     "409 404 404 404 404 404 404"),
];

#[rustfmt::skip]
const PAGES: &[Line] = &[
    ("/outbox", "",                               "200 200 403 403 403 403 403"),
    ("/outbox/$letter", "",                       "200 200 404 404 404 404 404"),
    ("/outbox/$common", "",                       "200 404 404 404 404 404 404"),
    ("/outbox/$letter/send-again", "",            "200 200 404 404 404 404 404"),
    ("/outbox/$letter/give-up", "",               "200 200 404 404 404 404 404"),
    ("/outbox/$letter/html", "",                  "200 200 404 404 404 404 404"),
    ("/outbox/$common/html", "",                  "200 404 404 404 404 404 404"),
];

#[rustfmt::skip]
const FORMS: &[Line] = &[
    ("/outbox/$letter/send-again", "",            "303 303 404 404 404 404 404"),
    ("/outbox/$common/send-again", "",            "303 404 404 404 404 404 404"),
];

/// With two mails that were sent.
async fn with_mails(db: store::testing::TestDatabase) -> World {
    let mut world = World::on(db).await;
    let app = &world.app;
    let administrator = app.signed_in(ADMIN).await;
    let mut words = Vec::new();
    for (word, organization) in
        [("$letter", "(SELECT id FROM organizations WHERE name = 'Acme')"), ("$common", "NULL")]
    {
        app.application(JOHN, word).await;
        let told = format!(
            "UPDATE outbox_mails SET subject = '{word}', organization_id = {organization}, sent_at = created_at, \
             next_attempt_at = NULL WHERE sent_at IS NULL"
        );
        app.db.execute(&told).await;
        let list = administrator.rpc("outbox/list", &json!({ "query": [] })).await.expect(200).json();
        let rows = list["rows"].as_array().expect("rows");
        let mail = rows.iter().find(|mail| mail["subject"] == word).expect("the mail");
        words.push((word, mail["id"].as_str().expect("an id").to_owned()));
    }
    drop(administrator);
    world.words.extend(words);
    world
}

store::on_both_engines! {
    async fn each_answers_whom_it_should(db: TestDatabase) {
        let world = with_mails(db).await;
        walk(&world, FUNCTIONS, async |session, function, arguments| {
            let arguments = serde_json::from_str(arguments).expect("JSON");
            session.rpc(function, &arguments).await.status.as_u16()
        })
        .await;
    }

    async fn each_is_open_to_whom_it_should(db: TestDatabase) {
        let world = with_mails(db).await;
        walk(&world, PAGES, async |session, path, _| session.get(path).await.status.as_u16()).await;
    }

    async fn each_form_is_taken_from_whom_it_should(db: TestDatabase) {
        let world = with_mails(db).await;
        walk(&world, FORMS, async |session, path, body| {
            let headers = [(http::header::CONTENT_TYPE, crate::support::FORM)];
            let answer = session.request(http::Method::POST, path, &headers, body.to_owned().into()).await;
            answer.status.as_u16()
        })
        .await;
        assert_eq!(world.app.db.count("outbox_mails").await, 5);
    }
}
