//! The first story without scripts: every form posts to the page it stands on.

use crate::support::{JOHN, TestApp};

/// The value of the read-only input with this label, as the one-time display has it.
fn secret_in(html: &str) -> String {
    let at = html.find("lk_").expect("a secret");
    html[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

store::on_both_engines! {
    async fn an_application_is_created_and_its_secret_shown_in_that_one_answer(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        let acme = app.acme().await.to_string();
        let fields = [("organization", acme.as_str()), ("name", "Robot"), ("active", "true"), ("all_apis", "true")];
        let answer = browser.post("/my-user/applications/new", &fields).await.expect(200);
        assert_eq!((answer.header("cache-control"), answer.header("location")), ("no-store", ""));
        let secret = secret_in(answer.text());
        assert!(domain::looks_valid(&secret), "{secret}");
        let mails = app.mails().await;
        assert_eq!(mails.len(), 1);
        assert!(!mails[0].text_body.contains(&secret) && !mails[0].html_body.contains(&secret));

        let page = browser.get("/my-user").await.expect(200);
        assert!(page.text().contains("Robot") && !page.text().contains("lk_"));
        assert_eq!(app.db.count("applications").await, 1);
        assert_eq!(app.db.count("application_secrets").await, 1);
    }

    async fn what_is_refused_changes_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        app.application(JOHN, "Robot").await;
        app.clear_mails().await;
        let browser = app.signed_in(JOHN).await;
        let acme = app.acme().await.to_string();
        let (globex, long) = (app.organization("Globex").await.to_string(), "x".repeat(256));
        for (organization, name) in [
            (acme.as_str(), ""),
            (&acme, "  "),
            (&acme, "robot"),
            (&acme, &long),
            (&acme, "a\0b"),
            (&globex, "Elsewhere"),
            ("nonsense", "Nowhere"),
        ] {
            let fields = [("organization", organization), ("name", name), ("active", "true"), ("all_apis", "true")];
            let answer = browser.post("/my-user/applications/new", &fields).await;
            assert_eq!(answer.status.as_u16(), 422, "{organization} {name:?}: {}", answer.text());
            // John has one organization, so there is no field to say anything of another.
            assert!(organization != acme || answer.text().contains("id=\"error-name\""), "{name:?}");
        }
        assert_eq!(app.db.count("applications").await, 1);
        assert!(app.mails().await.is_empty());
    }

    async fn broken_forms_are_refused_with_the_page_around(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        let headers = [(http::header::CONTENT_TYPE, crate::support::FORM)];
        for body in ["name=%", "name=%zz", "name=%ff%fe", "name=a&name=b", "a[b[c]=1", "=", "&&&", "apis[0]=x"] {
            let answer = browser.request(http::Method::POST, "/my-user/applications/new", &headers, body.into()).await;
            assert!(matches!(answer.status.as_u16(), 400 | 422), "{body}: {}", answer.status);
            assert!(answer.text().contains("</html>"), "{body}");
        }
        assert_eq!(app.db.count("applications").await, 0);
    }
}
