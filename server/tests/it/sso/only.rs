//! Where people have to come through the provider of their company.

use super::company::{Company, ID, who};
use crate::support::{ADMIN, JOHN, PASSWORD, TestApp};
use model::LoginFailure;

async fn only(db: TestDatabase) -> Company {
    Company::with(db, "", |config| config.sso.only = true).await
}

use store::testing::TestDatabase;

store::on_both_engines! {
    async fn a_password_is_for_administrators_and_the_customer_side(db: TestDatabase) {
        let company = only(db).await;
        let app = &company.app;
        let browser = app.browser();
        let page = browser.get("/sign-in").await.expect(200);
        assert!(page.text().contains(&format!("/sso/{ID}?")) && !page.text().contains("name=\"password\""));
        assert!(page.text().contains("/sign-in?password=true&amp;next=%2F"));
        let page = browser.get("/sign-in?password=true").await.expect(200);
        assert!(page.text().contains("name=\"password\""));
        for (email, status) in [(JOHN, 401), (ADMIN, 303), ("amanda.cole@example.com", 303), ("maria.lopez@example.com", 401)] {
            app.browser().sign_in(email, PASSWORD).await.expect(status);
        }
        let admin = app.actor(ADMIN).await;
        let page = app.office.list_login_attempts(&admin, &model::GridQuery::default()).await.unwrap();
        let reasons: Vec<_> = page.rows.iter().filter_map(|one| one.failure).collect();
        assert_eq!(reasons, [LoginFailure::ProviderOnly, LoginFailure::ProviderOnly]);
    }

    async fn a_link_from_a_mail_sets_a_password_and_lets_nobody_in(db: TestDatabase) {
        let company = only(db).await;
        let app: &TestApp = &company.app;
        let browser = app.browser();
        browser.post("/forgot-password", &[("email", JOHN)]).await.expect(200);
        let mails = app.mails().await;
        let link = mails.last().unwrap().link.clone().unwrap();
        let path = link.strip_prefix("http://127.0.0.1:3000").unwrap();
        browser.post(path, &[("password", "a new password of john's")]).await.expect(303);
        assert_eq!(who(&browser, app).await, None);
        browser.sign_in(JOHN, "a new password of john's").await.expect(401);
    }
}
