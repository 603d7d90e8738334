//! A provider that is not there, or has other keys.

use super::company::{Company, problem, who};
use crate::support::{ADMIN, JOHN};
use std::time::Duration;

store::on_both_engines! {
    async fn a_provider_that_is_down_is_told_and_the_password_works(db: TestDatabase) {
        let company = Company::on(db).await;
        company.stop_provider().await;
        let app = &company.app;
        let browser = app.browser();
        let answer = browser.get("/sso/company?next=%2Fmy-sessions").await.expect(303);
        assert_eq!(answer.header("location"), "/sign-in?problem=unreachable&provider=company&next=%2Fmy-sessions");
        let page = browser.get(answer.header("location")).await.expect(200);
        assert!(page.text().contains("Company cannot be reached at the moment."));
        let answer = browser.post(answer.header("location"), &[("email", ADMIN), ("password", crate::support::PASSWORD)]).await.expect(303);
        assert_eq!(answer.header("location"), "/my-sessions");
        // It is left alone for a moment, and then asked again.
        company.start_provider().await;
        let browser = company.app.browser();
        assert_eq!(problem(&browser.get("/sso/company").await.expect(303)), "unreachable");
        company.app.clock.advance(Duration::from_secs(10));
        company.provider.clock.advance(Duration::from_secs(10));
        company.link_john().await;
    }

    async fn one_that_goes_down_in_between_is_told_on_the_way_back(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        let app = &company.app;
        let browser = app.browser();
        let location = company.begin(&browser, "").await;
        let path = company.let_in(&company.provider.signed_in(JOHN).await, &location).await;
        company.stop_provider().await;
        let answer = browser.get(&path).await.expect(303);
        assert_eq!(problem(&answer), "unreachable");
        assert_eq!(who(&browser, &company.app).await, None);
    }

    async fn a_key_that_is_not_known_is_asked_for_but_not_all_the_time(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        let admin = company.provider.actor(ADMIN).await;
        company.provider.office.rotate_keys(&admin, model::Rotation::AtOnce).await.unwrap();
        let browser = company.app.browser();
        assert_eq!(problem(&company.sign_in(&browser, JOHN).await), "untrusted", "it was asked just now");
        company.app.clock.advance(Duration::from_mins(2));
        assert_eq!(company.sign_in(&browser, JOHN).await.header("location"), "/");
        assert_eq!(who(&browser, &company.app).await.as_deref(), Some(JOHN));
    }
}
