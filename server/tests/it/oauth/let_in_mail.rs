//! Who let an application in hears of it, where the organization wants that.

use super::authorizing::{Asking, text, value};
use crate::support::{ADMIN, JOHN, TestApp};
use model::{GridQuery, MailEvent, Side};
use serde_json::json;
use store::testing::TestMail;

async fn enable(app: &TestApp) {
    let admin = app.actor(ADMIN).await;
    let query = GridQuery { page_size: 100, ..GridQuery::default() };
    let rules = app.office.list_notification_rules(&admin, &query).await.unwrap().rows;
    let here = admin.viewer.organization.id;
    let found =
        rules.iter().find(|rule| rule.event == MailEvent::ApplicationLetIn && rule.organization.id == here);
    app.office.enable_notification_rule(&admin, found.expect("a shipped rule").id).await.unwrap();
    app.clear_mails().await;
}

async fn told(app: &TestApp) -> Vec<TestMail> {
    let mails = app.mails().await;
    mails.into_iter().filter(|mail| mail.event == MailEvent::ApplicationLetIn.as_str()).collect()
}

store::on_both_engines! {
    async fn what_an_application_may_do_anew_is_told_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let browser = app.signed_in(JOHN).await;
        let let_in = async |scope: &str| {
            value(&asking.let_in(&browser, &asking.query(&[("scope", scope), ("prompt", "consent")])).await, "code")
        };
        let_in("scim").await;
        assert_eq!(told(&app).await, [], "the rule is off until somebody enables it");
        enable(&app).await;
        let_in("scim").await;
        assert_eq!(told(&app).await, [], "nothing new");
        let_in("scim json_api").await;
        let_in("json_api").await;
        let mails = told(&app).await;
        assert_eq!((mails.len(), mails[0].to_address.as_str()), (1, JOHN));
        for part in ["You let the OAuth application \"Asking\" act on your behalf", "Acme", "/my-user"] {
            assert!(mails[0].text_body.contains(part), "{part}: {}", mails[0].text_body);
        }
        assert!(!mails[0].text_body.contains(asking.client_id()));
        // Not with a refusal.
        let query = asking.query(&[("scope", "email_addon"), ("prompt", "consent")]);
        let fields = json!({"form": {"query": query, "answer": "cancel"}});
        browser.rpc("consent/answer", &fields).await.expect(200);
        assert_eq!(told(&app).await.len(), 1);
    }

    /// RFC 8628 §5.4: whoever typed a stranger's code should get to know.
    async fn rfc8628_5_4_every_device_is_told(db: TestDatabase) {
        let app = TestApp::on(db).await;
        enable(&app).await;
        let television = Asking::with(&app, Side::BackOffice, |form| {
            form.name = "Television".into();
            form.grant = "device".into();
        })
        .await;
        let browser = app.signed_in(JOHN).await;
        for (word, count) in [("cancel", 0), ("grant", 1), ("grant", 2)] {
            let codes = television.post("/oauth2/device_authorization", &[]).await.expect(200).json();
            let form = json!({"form": {"user_code": text(&codes, "user_code"), "answer": word}});
            browser.rpc("device/answer", &form).await.expect(200);
            assert_eq!(told(&app).await.len(), count, "{word}");
        }
    }
}
