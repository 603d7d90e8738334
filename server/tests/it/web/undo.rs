//! Taking a deletion back without scripts: the page after it offers that once, and the list of what was deleted for longer.

use crate::support::{ADMIN, Browser, JOHN, TestApp};
use model::ApplicationId;

/// The ids that the page offers to restore.
fn offered(html: &str) -> Vec<String> {
    let Some((_, form)) = html.split_once("action=\"/restore-applications\"") else { return Vec::new() };
    let form = form.split("</form>").next().unwrap_or_default();
    form.split("name=\"ids[]\" value=\"").skip(1).map(|rest| rest[..36].to_owned()).collect()
}

async fn deleted(browser: &Browser<'_>, id: ApplicationId) -> String {
    let answer = browser.post(&format!("/my-user/applications/{id}/delete"), &[]).await.expect(303);
    assert_eq!(answer.header("location"), "/my-user");
    browser.get("/my-user").await.expect(200).text().to_owned()
}

store::on_both_engines! {
    async fn the_page_after_it_offers_to_take_it_back_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let own = app.application(JOHN, "Robot").await;
        let token = app.token(&own).await;
        let browser = app.signed_in(JOHN).await;
        let id = own.application.id;
        let page = deleted(&browser, id).await;
        assert_eq!(offered(&page), [id.to_string()]);
        assert_eq!(offered(browser.get("/my-user").await.expect(200).text()), [""; 0], "once");
        app.clear_mails().await;
        let fields = [("ids[]", id.to_string()), ("next", "/my-user?sort=name".to_owned())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = browser.post("/restore-applications", &fields).await.expect(303);
        assert_eq!(answer.header("location"), "/my-user?sort=name");
        let page = browser.get("/my-user").await.expect(200);
        assert!(page.text().contains("Restored successfully") && page.text().contains("Robot"));
        assert_eq!(app.mails().await.len(), 0, "the rule is shipped switched off");
        // The secret works again, the token of before does not.
        app.token(&own).await;
        let bearer = format!("Bearer {token}");
        let headers = [(http::header::AUTHORIZATION, bearer.as_str())];
        app.request(http::Method::GET, "/api/me", &headers, axum::body::Body::empty()).await.expect(401);
        assert_eq!(app.office.database().find_application(id).await.unwrap().unwrap().client_id, own.application.client_id);
    }

    async fn several_are_taken_back_together_and_leads_nowhere_else(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let mut ids = Vec::new();
        for number in 0..30 {
            ids.push(app.application(ADMIN, &format!("Robot {number}")).await.application.id.to_string());
        }
        let browser = app.signed_in(ADMIN).await;
        let query: String = ids.iter().flat_map(|id| ["&id=", id]).collect();
        let fields: Vec<_> = ids.iter().map(|id| ("ids[]", id.as_str())).collect();
        browser.post(&format!("/oauth-applications/bulk?verb=delete{query}"), &fields).await.expect(303);
        let page = browser.get("/oauth-applications").await.expect(200);
        assert!(page.text().contains("30 applications deleted"));
        let mut offered = offered(page.text());
        offered.sort();
        ids.sort();
        assert_eq!(offered, ids);
        let mut fields: Vec<_> = ids.iter().map(|id| ("ids[]", id.as_str())).collect();
        fields.push(("next", "https://example.com/"));
        let answer = browser.post("/restore-applications", &fields).await.expect(303);
        assert!(answer.header("location").starts_with('/') && !answer.header("location").starts_with("//"));
        assert!(browser.get("/oauth-applications").await.text().contains("Robot 29"));
    }

    async fn what_one_may_not_restore_stays_deleted(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let theirs = app.application(ADMIN, "Theirs").await.application.id;
        app.office.delete_application(&app.actor(ADMIN).await, theirs).await.unwrap();
        let browser = app.signed_in(JOHN).await;
        let id = theirs.to_string();
        browser.post("/restore-applications", &[("ids[]", &id), ("next", "/my-user")]).await.expect(303);
        let page = browser.get("/my-user").await.expect(200);
        assert!(page.text().contains("Not everything could be restored"));
        let dialog = "/my-user/applications/deleted";
        let answer = browser.post(dialog, &[("id", &id), ("name", "Mine")]).await;
        assert!(!answer.text().contains("Theirs") && answer.status.is_success() | answer.status.is_client_error());
        assert!(app.office.database().find_application(theirs).await.unwrap().unwrap().deleted_at.is_some());
        let nobody = app.browser();
        let answer = nobody.post("/restore-applications", &[("ids[]", &id)]).await.expect(303);
        assert!(answer.header("location").starts_with("/sign-in"));
    }

    async fn the_list_asks_for_another_name_where_the_old_one_is_taken(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let own = app.application(JOHN, "Robot").await.application.id;
        let browser = app.signed_in(JOHN).await;
        deleted(&browser, own).await;
        app.application(JOHN, "Robot").await;
        let (id, dialog) = (own.to_string(), "/my-user/applications/deleted");
        let page = browser.get(dialog).await.expect(200);
        assert!(page.text().contains(&format!("value=\"{id}\"")) && !page.text().contains("New name"));
        let refused = browser.post(dialog, &[("id", &id), ("name", "")]).await.expect(422);
        assert!(refused.text().contains("New name") && refused.text().contains("value=\"Robot\""), "{}", refused.text());
        let answer = browser.post(dialog, &[("id", &id), ("name", "Robot the first")]).await.expect(303);
        assert_eq!(answer.header("location").trim_end_matches('?'), dialog);
        assert!(browser.get("/my-user").await.expect(200).text().contains("Robot the first"));
        assert!(browser.get(dialog).await.expect(200).text().contains("Nothing was deleted"));
    }
}
