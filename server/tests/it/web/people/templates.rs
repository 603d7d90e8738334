//! Mail templates: their functions, pages, forms and framed documents, of a template of Acme that was made there.

use super::{Line, World, walk};
use crate::support::{ADMIN, FORM};
use http::{Method, header};
use model::NewTemplateForm;

const WORDS: &str = "name=Letter&language=en&subject=S&text=Hello+{{+nobody+}}&html=";

#[rustfmt::skip]
const FUNCTIONS: &[Line] = &[
    ("email-templates/facts", "{}",                                              "200 200 200 200 200 200 200"),
    ("email-templates/list", r#"{"query":[]}"#,                                  "200 200 403 403 403 403 403"),
    ("email-templates/models", "{}",                                             "200 200 403 403 403 403 403"),
    ("email-templates/find", r#"{"id":"$letter"}"#,                              "200 200 404 404 404 404 404"),
    ("email-templates/text", r#"{"id":"$letter","language":"de"}"#,              "200 200 404 404 404 404 404"),
    ("email-templates/create", r#"{"form":{"name":"Invitation","from":"$letter"}}"#, "422 422 403 403 403 403 403"),
    ("email-templates/change", r#"{"id":"$letter","form":{"name":""}}"#,         "422 422 404 404 404 404 404"),
    ("email-templates/reset", r#"{"id":"$letter","language":"fr"}"#,             "200 - 404 404 404 404 404"),
    ("email-templates/delete", r#"{"id":"$letter"}"#,                            "- - 404 404 404 404 404"),
];

#[rustfmt::skip]
const PAGES: &[Line] = &[
    ("/email-templates", "",                             "200 200 403 403 403 403 403"),
    ("/email-templates/new", "",                         "200 200 403 403 403 403 403"),
    ("/email-templates/$letter", "",                     "200 200 404 404 404 404 404"),
    ("/email-templates/$letter/edit?language=de", "",    "200 200 404 404 404 404 404"),
    ("/email-templates/$letter/delete", "",              "200 200 404 404 404 404 404"),
    ("/email-templates/$letter/reset/fr", "",            "200 200 404 404 404 404 404"),
    ("/email-templates/$letter/preview?language=fr", "", "200 200 404 404 404 404 404"),
    ("/export/email-templates.csv", "",                  "200 200 403 403 403 403 403"),
];

#[rustfmt::skip]
const FORMS: &[Line] = &[
    ("/email-templates/$letter/preview", WORDS,                          "422 422 404 404 404 404 404"),
    ("/email-templates/$letter/preview?send=true", WORDS,                "422 422 404 404 404 404 404"),
    ("/email-templates/$letter/edit", WORDS,                             "422 422 404 404 404 404 404"),
    ("/email-templates/$letter/reset/fr", "",                            "303 - 404 404 404 404 404"),
    ("/email-templates/$letter/delete", "",                              "- - 404 404 404 404 404"),
];

async fn with_template(db: store::testing::TestDatabase) -> World {
    let mut world = World::on(db).await;
    let admin = world.app.actor(ADMIN).await;
    let models = world.app.office.email_template_models(&admin).await.expect("templates");
    let shipped = models.iter().find(|template| template.name == "Invitation").expect("the shipped one");
    let form = NewTemplateForm { name: "Letter".into(), from: shipped.id.to_string() };
    let letter = world.app.office.create_email_template(&admin, &form).await.expect("a template");
    world.words.push(("$letter", letter.id.to_string()));
    world
}

store::on_both_engines! {
    async fn each_answers_whom_it_should(db: TestDatabase) {
        let world = with_template(db).await;
        walk(&world, FUNCTIONS, async |session, function, arguments| {
            let arguments = serde_json::from_str(arguments).expect("JSON");
            session.rpc(function, &arguments).await.status.as_u16()
        })
        .await;
    }

    async fn each_is_open_to_whom_it_should(db: TestDatabase) {
        let world = with_template(db).await;
        walk(&world, PAGES, async |session, path, _| session.get(path).await.status.as_u16()).await;
    }

    async fn each_form_is_taken_from_whom_it_should(db: TestDatabase) {
        let world = with_template(db).await;
        walk(&world, FORMS, async |session, path, body| {
            let headers = [(header::CONTENT_TYPE, FORM)];
            session.request(Method::POST, path, &headers, body.to_owned().into()).await.status.as_u16()
        })
        .await;
    }

    /// Styles are allowed there, and therefore nothing else; only our own pages frame it.
    async fn what_stands_in_a_frame_may_do_nothing(db: TestDatabase) {
        let world = with_template(db).await;
        let session = world.app.signed_in(ADMIN).await;
        world.app.application(ADMIN, "<script>alert(1)</script>").await;
        let mails = session.rpc("outbox/list", &serde_json::json!({ "query": [] })).await.expect(200).json();
        let mail = format!("/outbox/{}/html", mails["rows"][0]["id"].as_str().expect("an id"));
        let preview = world.fill("/email-templates/$letter/preview?language=en");
        for path in [mail.as_str(), preview.as_str()] {
            let answer = session.get(path).await.expect(200);
            let policy = answer.header("content-security-policy").to_owned();
            assert!(policy.starts_with("sandbox; default-src 'none'") && !policy.contains("script"), "{policy}");
            assert_eq!(answer.header("x-frame-options"), "SAMEORIGIN");
            assert!(!answer.text().contains("<script"), "{}", answer.text());
            assert_eq!(world.app.get(path).await.status.as_u16(), 404, "{path} without a session");
        }
        let page = session.get("/outbox").await.expect(200);
        assert!(page.header("content-security-policy").contains("frame-src 'self'"));
        assert_eq!(page.header("x-frame-options"), "DENY");
    }
}
