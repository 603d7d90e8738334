//! Writing mail settings: templates in each language, notification rules, and what is done with mails in the outbox.

use super::{
    super::support::{Caller, assert_refused, mails},
    change, first, new, role, to_many, to_one,
};
use crate::support::{ADMIN, JOHN, TestApp};
use http::{Method, header};
use serde_json::{Value, json};

fn said(kind: &str, id: &str, attributes: &Value) -> Value {
    change(kind, id, attributes, &json!({}))
}

async fn shipped(admin: &Caller<'_>, kind: &str) -> String {
    let organization =
        admin.get("/api/me").await.data()["relationships"]["organization"]["data"]["id"].clone();
    let organization = organization.as_str().expect("an id").to_owned();
    first(admin, &format!("/api/emailtemplates?filter[kind]={kind}&filter[organization]={organization}"))
        .await
}

store::on_both_engines! {
    async fn a_template_is_copied_changed_in_each_language_and_deleted(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let from = shipped(&admin, "invitation").await;
        let german = json!({ "subject": "Willkommen", "text": "Hier: {{ link }}", "html": "" });
        let attributes = json!({ "name": "Welcome", "texts": { "de": german } });
        let made = admin.post("/api/emailtemplates", &new("emailtemplates", &attributes, &json!({ "from": to_one("emailtemplates", &from) }))).await;
        assert_eq!(made.status, 201, "{}", made.document);
        let (id, path) = (made.id(), format!("/api/emailtemplates/{}", made.id()));
        let texts = &made.data()["attributes"]["texts"];
        assert_eq!((&texts["de"]["subject"], &texts["de"]["own"]), (&json!("Willkommen"), &json!(true)));
        assert_eq!(texts["en"]["text"], admin.get(&format!("/api/emailtemplates/{from}")).await.data()["attributes"]["texts"]["en"]["text"]);
        // What was shown can be sent back.
        let same = admin.patch(&path, &json!({ "data": made.data() })).await;
        assert_eq!(same.data(), made.data());
        let both = json!({ "name": "Welcome!", "texts": { "en": { "subject": "Hi", "text": "{{ link }}" }, "fr": null } });
        let changed = admin.patch(&path, &said("emailtemplates", &id, &both)).await;
        assert_eq!(changed.status, 200, "{}", changed.document);
        let shown = &changed.data()["attributes"];
        assert_eq!((&shown["name"], &shown["languages"]), (&json!("Welcome!"), &json!(["en", "de"])));
        assert_eq!(admin.get(&path).await.data(), changed.data());

        // One language is wrong: none is changed.
        let wrong = json!({ "name": "X", "texts": { "de": { "subject": "Neu", "text": "{{ link }}" }, "en": { "subject": "{{ x }}", "text": "{{ link }}" } } });
        let refused = admin.patch(&path, &said("emailtemplates", &id, &wrong)).await;
        assert_refused(&refused, 422, "template", "/data/attributes/texts/en/subject");
        for (texts, code, place) in [
            (json!([]), "wrong_type", ""),
            (json!({ "xx": null }), "unknown_choice", "/xx"),
            (json!({ "de": 1 }), "wrong_type", "/de"),
            (json!({ "de": { "body": "x" } }), "unknown_member", "/de/body"),
            (json!({ "de": { "subject": "x", "text": 1 } }), "wrong_type", "/de/text"),
            (json!({ "de": { "subject": "", "text": "{{ link }}" } }), "blank", "/de/subject"),
        ] {
            let refused = admin.patch(&path, &said("emailtemplates", &id, &json!({ "texts": texts }))).await;
            assert_refused(&refused, 422, code, &format!("/data/attributes/texts{place}"));
        }
        assert_eq!(admin.get(&path).await.data(), changed.data());
        let stale = admin.send_document(Method::PATCH, &path, &said("emailtemplates", &id, &json!({ "name": "Y" })), &[(header::IF_MATCH, "\"1\"")]).await;
        assert_refused(&stale, 412, "changed_meanwhile", "If-Match");
        assert_eq!(admin.delete(&path).await.status, 204);
        assert_refused(&admin.get(&path).await, 404, "not_found", "-");
        assert_refused(&admin.delete(&format!("/api/emailtemplates/{from}")).await, 403, "forbidden", "-");
        assert_eq!(mails(&app).await, []);
    }

    async fn a_shipped_template_is_renamed_and_speaks_the_shipped_words_again(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let id = shipped(&admin, "digest").await;
        let path = format!("/api/emailtemplates/{id}");
        let before = admin.get(&path).await;
        let patch = async |attributes: Value| admin.patch(&path, &said("emailtemplates", &id, &attributes)).await;
        assert_eq!(patch(json!({ "name": "News" })).await.data()["attributes"]["languages"], json!([]));
        let own = patch(json!({ "texts": { "en": { "subject": "All", "text": "x" } } })).await;
        assert_eq!(own.data()["attributes"]["texts"]["en"]["own"], true);
        let reset = patch(json!({ "texts": { "en": null } })).await;
        assert_eq!(reset.data()["attributes"]["texts"], before.data()["attributes"]["texts"]);
    }

    async fn a_rule_is_made_changed_and_deleted(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        let template = shipped(&admin, "application").await;
        let (john, user) = (app.user(JOHN).await.to_string(), role(&admin, "User").await);
        let attributes = json!({ "name": "Audit", "event": "application_created", "toOwner": false, "addresses": ["audit@example.com"] });
        let relationships = json!({ "template": to_one("emailtemplates", &template), "users": to_many("users", std::slice::from_ref(&john)) });
        let made = admin.post("/api/notificationrules", &new("notificationrules", &attributes, &relationships)).await;
        assert_eq!(made.status, 201, "{}", made.document);
        let (id, path) = (made.id(), format!("/api/notificationrules/{}", made.id()));
        assert_eq!(made.data()["relationships"]["users"], relationships["users"]);
        assert_eq!((&made.data()["attributes"]["enabled"], &made.data()["attributes"]["side"]), (&json!(true), &Value::Null));
        assert_eq!(admin.patch(&path, &json!({ "data": made.data() })).await.data()["relationships"], made.data()["relationships"]);
        let attributes = json!({ "enabled": false, "side": "customer", "addresses": [] });
        let roles = json!({ "roles": to_many("roles", std::slice::from_ref(&user)) });
        let changed = admin.patch(&path, &change("notificationrules", &id, &attributes, &roles)).await;
        assert_eq!(changed.status, 200, "{}", changed.document);
        let shown = &changed.data()["attributes"];
        assert_eq!((&shown["enabled"], &shown["side"], &shown["addresses"]), (&json!(false), &json!("customer"), &json!([])));
        assert_eq!(changed.data()["relationships"]["roles"], roles["roles"]);
        assert_eq!(changed.data()["relationships"]["users"], relationships["users"]);
        for (attributes, code, place) in [
            (json!({ "name": "" }), "blank", "name"),
            (json!({ "event": "moon" }), "unknown_choice", "event"),
            (json!({ "addresses": ["nobody"] }), "not_an_email", "addresses"),
            (json!({ "addresses": ["a@example.com\nb@example.com"] }), "wrong_type", "addresses/0"),
            (json!({ "side": 1 }), "wrong_type", "side"),
        ] {
            let refused = admin.patch(&path, &said("notificationrules", &id, &attributes)).await;
            assert_refused(&refused, 422, code, &format!("/data/attributes/{place}"));
        }
        let nobody = json!({ "users": to_many("users", std::slice::from_ref(&id)) });
        let refused = admin.patch(&path, &change("notificationrules", &id, &json!({}), &nobody)).await;
        assert_refused(&refused, 422, "unknown_person", "/data/relationships/users");
        let johns = Caller::new(&app, JOHN).await;
        assert_refused(&johns.patch(&path, &said("notificationrules", &id, &json!({}))).await, 404, "not_found", "-");
        assert_refused(&johns.post("/api/notificationrules", &new("notificationrules", &json!({}), &json!({}))).await, 403, "forbidden", "-");
        assert_eq!(admin.delete(&path).await.status, 204);
        assert_refused(&admin.delete(&path).await, 404, "not_found", "-");
    }

    async fn a_mail_is_given_up_and_sent_again(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let admin = Caller::new(&app, ADMIN).await;
        app.application(JOHN, "Told").await;
        let id = first(&admin, "/api/outboxmails").await;
        let path = format!("/api/outboxmails/{id}");
        let patch = async |state: &str| admin.patch(&path, &said("outboxmails", &id, &json!({ "state": state }))).await;
        let repeat = async |id: &str| {
            admin.post("/api/outboxmails", &new("outboxmails", &json!({}), &json!({ "repeats": to_one("outboxmails", id) }))).await
        };
        assert_eq!(patch("waiting").await.data()["attributes"]["state"], "waiting");
        for state in ["sent", "held", "moon"] {
            assert_refused(&patch(state).await, 422, "unknown_choice", "/data/attributes/state");
        }
        let subject = admin.patch(&path, &said("outboxmails", &id, &json!({ "subject": "x" }))).await;
        assert_refused(&subject, 403, "read_only", "/data/attributes/subject");
        assert_refused(&repeat(&id).await, 422, "unknown_choice", "/data/relationships/repeats");
        let given_up = patch("failed").await;
        assert_eq!(given_up.data()["attributes"]["error"], format!("given up by {ADMIN}"));
        assert_eq!(patch("waiting").await.data()["attributes"]["state"], "waiting");
        app.db.execute("UPDATE outbox_mails SET sent_at = 1").await;
        assert_refused(&patch("waiting").await, 422, "unknown_choice", "/data/attributes/state");
        let again = repeat(&id).await;
        assert_eq!((again.status.as_u16(), &again.data()["attributes"]["state"]), (201, &json!("waiting")));
        assert_ne!(again.id(), id);
        assert_eq!(again.header(header::LOCATION), again.data()["links"]["self"].as_str());
        let john = Caller::with_token(&app, &app.token(&app.application(JOHN, "Other").await).await);
        assert_refused(&john.patch(&path, &said("outboxmails", &id, &json!({ "state": "failed" }))).await, 404, "not_found", "-");
    }
}
