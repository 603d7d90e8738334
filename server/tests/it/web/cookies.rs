//! The session's cookie: what it allows, when it changes, when it ends.

use crate::support::{ADMIN, JOHN, PASSWORD, TestApp};
use std::time::Duration;

const COOKIE: &str = "latchkey_session";

store::on_both_engines! {
    async fn scripts_and_other_sites_never_see_the_cookie(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let answer = app.browser().sign_in(ADMIN, PASSWORD).await.expect(303);
        let cookie = answer.set_cookie(COOKIE).expect("a cookie");
        let (_, attributes) = cookie.split_once("; ").expect("attributes");
        assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Lax; Max-Age=604800");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(app.mails().await.is_empty());
    }

    async fn every_sign_in_begins_another_session_and_ends_the_one_before(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.browser();
        browser.set_cookie(COOKIE, "chosen-by-somebody-else");
        browser.sign_in(JOHN, PASSWORD).await.expect(303);
        let first = browser.cookie(COOKIE).expect("a session");
        assert_ne!(first, "chosen-by-somebody-else");
        // Whoever is signed in may do so again, with a form that is still open.
        browser.sign_in(JOHN, PASSWORD).await.expect(303);
        let second = browser.cookie(COOKIE).expect("a session");
        assert_ne!(first, second);
        browser.get("/my-user").await.expect(200);
        let thief = app.browser();
        thief.set_cookie(COOKIE, &first);
        thief.get("/my-user").await.expect(303);
    }

    async fn signing_out_ends_the_session_and_not_only_the_cookie(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        let token = browser.cookie(COOKIE).expect("a session");
        let answer = browser.post("/sign-out", &[]).await.expect(303);
        assert!(answer.set_cookie(COOKIE).is_some_and(|cookie| cookie.contains("Max-Age=0")));
        assert_eq!(browser.cookie(COOKIE), None);
        browser.set_cookie(COOKIE, &token);
        browser.get("/my-user").await.expect(303);
        assert_eq!(app.db.count("sessions").await, 0);
    }

    async fn nobody_gets_in_without_the_right_password(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for (email, password) in [(JOHN, "not his password"), ("nobody@example.com", PASSWORD), ("a\0b", "c\0d")] {
            let answer = app.browser().sign_in(email, password).await.expect(401);
            assert_eq!(answer.set_cookie(COOKIE), None);
            assert!(!answer.text().contains(password), "what was typed as a password is not shown again");
        }
        app.browser().sign_in("", "").await.expect(422);
        assert_eq!(app.db.count("sessions").await, 0);
    }

    async fn a_session_ends_after_twelve_idle_hours(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        app.clock.advance(Duration::from_hours(11));
        browser.get("/my-user").await.expect(200);
        app.clock.advance(Duration::from_hours(11));
        browser.get("/my-user").await.expect(200);
        app.clock.advance(Duration::from_hours(12));
        assert_eq!(browser.get("/my-user").await.expect(303).header("location"), "/sign-in?next=%2Fmy-user");
    }

    async fn by_https_the_cookie_is_bound_to_this_host(db: TestDatabase) {
        let app = TestApp::https(db).await;
        let browser = app.browser();
        let answer = browser.sign_in(ADMIN, PASSWORD).await.expect(303);
        let cookie = answer.set_cookie("__Host-latchkey_session").expect("a cookie");
        let (_, attributes) = cookie.split_once("; ").expect("attributes");
        assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Lax; Max-Age=604800; Secure");
        browser.get("/my-user").await.expect(200);
        let plain = app.browser();
        plain.set_cookie(COOKIE, &browser.cookie("__Host-latchkey_session").expect("a session"));
        plain.get("/my-user").await.expect(303);
    }
}
