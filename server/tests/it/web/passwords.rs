//! Passwords without scripts: forgotten, set with a link, changed, and given again.

use crate::support::{ADMIN, Answer, Browser, JOHN, PASSWORD, TestApp};
use serde_json::json;
use std::time::Duration;

const COOKIE: &str = "latchkey_session";
const NEW: &str = "another and better one";

/// Asks for a link, and gives its path.
async fn forgotten(app: &TestApp, email: &str) -> String {
    app.clock.advance(Duration::from_secs(1));
    app.browser().post("/forgot-password", &[("email", email)]).await.expect(200);
    let mails = app.mails().await;
    let link = mails.last().and_then(|mail| mail.link.clone()).expect("a mail with a link");
    link.strip_prefix("http://127.0.0.1:3000").expect("an address of this server").to_owned()
}

async fn events(app: &TestApp) -> Vec<String> {
    app.mails().await.into_iter().map(|mail| mail.event).collect()
}

/// What the page says was done, once.
async fn said_next(browser: &Browser<'_>, words: &str) -> bool {
    browser.get("/my-user").await.expect(200).text().contains(words)
}

#[track_caller]
fn assert_refused(answer: &Answer, field: &str, words: &str) {
    assert_eq!(answer.status.as_u16(), 422, "{}", answer.text());
    let html = answer.text();
    assert!(
        html.contains(&format!("id=\"error-{field}\"")) && html.contains(words),
        "{field}: {words}: {html}"
    );
}

store::on_both_engines! {
    async fn a_forgotten_password_is_set_again_with_the_link_of_a_mail(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let before = app.signed_in(JOHN).await;
        let page = app.get("/sign-in").await.expect(200);
        assert!(page.text().contains("href=\"/forgot-password\"") && page.text().contains("Forgot your password?"));
        app.get("/forgot-password").await.expect(200);
        let path = forgotten(&app, JOHN).await;

        let browser = app.browser();
        let page = browser.get(&path).await.expect(200);
        assert!(page.text().contains(JOHN) && page.text().contains("At least 12 characters"), "{}", page.text());
        assert_eq!((page.header("referrer-policy"), page.header("cache-control")), ("no-referrer", "no-store"));
        app.clock.advance(Duration::from_secs(1));
        let answer = browser.post(&path, &[("password", NEW)]).await.expect(303);
        assert_eq!(answer.header("location"), "/my-user");
        assert!(answer.set_cookie(COOKIE).is_some_and(|cookie| cookie.contains("HttpOnly")));
        assert!(said_next(&browser, "Your password has been set.").await);
        assert!(!said_next(&browser, "Your password has been set.").await);
        before.get("/my-user").await.expect(303);
        app.browser().sign_in(JOHN, PASSWORD).await.expect(401);
        app.browser().sign_in(JOHN, NEW).await.expect(303);
        assert_eq!(events(&app).await, ["password_reset", "password_changed"]);

        // Once.
        for answer in [app.get(&path).await.expect(404), app.browser().post(&path, &[("password", "a third password")]).await.expect(404)] {
            let html = answer.text();
            assert!(html.contains("This Link Does Not Work") && html.contains("href=\"/forgot-password\""), "{html}");
            assert_eq!((answer.header("referrer-policy"), answer.header("cache-control")), ("no-referrer", "no-store"));
            assert_eq!(answer.set_cookie(COOKIE), None);
        }
        app.browser().sign_in(JOHN, NEW).await.expect(303);
        assert_eq!(app.mails().await.len(), 2);
    }

    async fn nobody_learns_who_is_known(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let sent = async |email: &str| {
            let answer = app.browser().post("/forgot-password", &[("email", email)]).await.expect(200);
            assert!(answer.set_cookie(COOKIE).is_none());
            let html = answer.text();
            assert!(html.contains("If there is an account with this address, a link is on its way to it."), "{html}");
            let (_, card) = html.split_once("<main").expect("the page");
            card.split("</main>").next().expect("its end").to_owned()
        };
        assert_eq!(sent("nobody@example.com").await, sent("somebody@example.com").await);
        assert!(app.mails().await.is_empty());
        assert_eq!(sent("nobody@example.com").await, sent(JOHN).await);
        assert_eq!(events(&app).await, ["password_reset"]);
        for _ in 0..4 {
            sent(JOHN).await;
        }
        let answer = app.browser().post("/forgot-password", &[("email", JOHN)]).await.expect(429);
        assert!(!answer.header("retry-after").is_empty());
        assert_eq!(app.mails().await.len(), 5);
        assert_refused(&app.browser().post("/forgot-password", &[("email", "")]).await, "email", "should not be blank");
        assert_refused(&app.browser().post("/forgot-password", &[("email", "john")]).await, "email", "not a valid email");
        assert_eq!(app.mails().await.len(), 5);
    }

    async fn a_password_that_is_refused_is_not_written_and_the_link_stays(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let path = forgotten(&app, JOHN).await;
        let browser = app.browser();
        for (password, words) in [
            ("", "should not be blank"),
            ("zu kurz", "12 characters or more"),
            ("Qwertyuiop123", "one of the most common ones"),
            ("john.doe@example.com?", "should not contain the email address"),
        ] {
            let answer = browser.post(&path, &[("password", password)]).await;
            assert_refused(&answer, "password", words);
            assert!(password.is_empty() || !answer.text().contains(&format!("\"{password}\"")), "{password} is shown again");
            assert_eq!(answer.set_cookie(COOKIE), None);
        }
        assert!(!browser.post(&path, &[("password", "zu kurz")]).await.text().contains("zu kurz"));
        browser.post(&path, &[("password", NEW)]).await.expect(303);
    }

    async fn with_scripts_the_same_rules_hold(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.browser();
        browser.rpc("passwords/forgot", &json!({ "email": JOHN })).await.expect(200);
        let link = app.mails().await[0].link.clone().expect("a link");
        let (_, token) = link.split_once("token=").expect("a token");
        let found = browser.rpc("passwords/link", &json!({ "token": token })).await.expect(200).json();
        assert_eq!((found["email"].as_str(), found["purpose"].as_str()), (Some(JOHN), Some("reset")));
        browser.rpc("passwords/set", &json!({ "token": "other", "password": NEW })).await.expect(404);
        browser.rpc("passwords/set", &json!({ "token": token, "password": NEW })).await.expect(200);
        assert!(said_next(&browser, "Your password has been set.").await);
        browser.rpc("passwords/set", &json!({ "token": token, "password": PASSWORD })).await.expect(404);
        browser.rpc("passwords/change", &json!({ "current": NEW, "password": "short" })).await.expect(422);
        app.browser().rpc("passwords/change", &json!({ "current": NEW, "password": PASSWORD })).await.expect(401);
        app.browser().rpc("passwords/needed", &json!({ "owner": null })).await.expect(401);
        browser.rpc("passwords/change", &json!({ "current": NEW, "password": PASSWORD })).await.expect(200);
        app.browser().sign_in(JOHN, PASSWORD).await.expect(303);
    }

    async fn whoever_is_signed_in_as_somebody_else_is_not_any_more(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let path = forgotten(&app, JOHN).await;
        let browser = app.signed_in(ADMIN).await;
        let admins = browser.cookie(COOKIE).expect("a session");
        browser.post(&path, &[("password", NEW)]).await.expect(303);
        assert!(browser.get("/my-user").await.expect(200).text().contains("John Doe"));
        let other = app.browser();
        other.set_cookie(COOKIE, &admins);
        other.get("/my-user").await.expect(303);
    }

    async fn ones_own_password_is_changed_in_a_dialog(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let (browser, elsewhere) = (app.signed_in(JOHN).await, app.signed_in(JOHN).await);
        let page = browser.get("/my-user").await.expect(200);
        assert!(page.text().contains("href=\"/my-user/password\""));
        let page = browser.get("/my-user?sort=name").await.expect(200);
        assert!(page.text().contains("href=\"/my-user/password?sort=name\""), "the grid behind keeps its state");
        let dialog = browser.get("/my-user/password").await.expect(200);
        for words in ["Current Password", "New Password", "type=\"password\""] {
            assert!(dialog.text().contains(words), "{words}");
        }
        for (current, password, field, words) in [
            ("", NEW, "current", "should not be blank"),
            ("not his password", NEW, "current", "not your current password"),
            (PASSWORD, "zu kurz", "password", "12 characters or more"),
            (PASSWORD, "password123456", "password", "one of the most common ones"),
        ] {
            let answer = browser.post("/my-user/password", &[("current", current), ("password", password)]).await;
            assert_refused(&answer, field, words);
            assert!(!answer.text().contains("not his password") && !answer.text().contains("zu kurz"));
        }
        elsewhere.get("/my-user").await.expect(200);
        assert!(app.mails().await.is_empty());

        let answer = browser.post("/my-user/password", &[("current", PASSWORD), ("password", NEW)]).await.expect(303);
        assert_eq!(answer.header("location"), "/my-user");
        assert!(said_next(&browser, "Your password has been changed.").await);
        elsewhere.get("/my-user").await.expect(303);
        assert_eq!(events(&app).await, ["password_changed"]);
        app.browser().sign_in(JOHN, NEW).await.expect(303);
        app.browser().post("/my-user/password", &[("current", NEW), ("password", PASSWORD)]).await.expect(303);
        app.browser().sign_in(JOHN, NEW).await.expect(303);
    }

    async fn acting_for_somebody_else_later_asks_for_the_password(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let johns = app.application(JOHN, "Robot").await.application.id;
        app.clear_mails().await;
        let browser = app.signed_in(ADMIN).await;
        let path = format!("/my-user/applications/{johns}/rotate");
        assert!(!browser.get(&path).await.expect(200).text().contains("Your Password"));
        app.clock.advance(Duration::from_mins(16));
        assert!(browser.get(&path).await.expect(200).text().contains("Your Password"));
        assert_refused(&browser.post(&path, &[("grace", "none")]).await, "own_password", "enter your own password");
        let wrong = [("grace", "none"), ("own_password", "a wrong guess")];
        let answer = browser.post(&path, &wrong).await;
        assert_refused(&answer, "own_password", "not your current password");
        assert!(!answer.text().contains("a wrong guess"));
        assert_eq!(app.db.count("application_secrets").await, 1);

        let answer = browser.post(&path, &[("grace", "none"), ("own_password", PASSWORD)]).await.expect(200);
        assert!(answer.text().contains("lk_") && !answer.text().contains(PASSWORD));
        assert_eq!(app.db.count("application_secrets").await, 2);
        assert!(!browser.get(&path).await.expect(200).text().contains("Your Password"));
        // What is one's own never asks.
        app.clock.advance(Duration::from_mins(16));
        assert!(!browser.get("/my-user/applications/new").await.expect(200).text().contains("Your Password"));
        let fields = [("name", "Mine"), ("active", "true"), ("all_apis", "true")];
        browser.post("/my-user/applications/new", &fields).await.expect(200);
    }

    async fn scripts_are_asked_for_the_password_too(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = app.user(JOHN).await;
        let browser = app.signed_in(ADMIN).await;
        app.clock.advance(Duration::from_mins(16));
        let needed = browser.rpc("passwords/needed", &json!({ "owner": john })).await.expect(200).json();
        assert_eq!(needed, json!("password"));
        let form = json!({ "name": "Robot", "active": true, "all_apis": true });
        let create = async |password: &str| {
            browser.rpc("applications/create", &json!({ "owner": john, "form": form, "own_password": password })).await
        };
        let refused = create("").await.expect(422).json();
        assert_eq!(refused, json!({ "invalid": [["own_password", "password_needed"]] }));
        let refused = create("a wrong guess").await.expect(422).json();
        assert_eq!(refused, json!({ "invalid": [["own_password", "wrong_password"]] }));
        assert!(app.mails().await.is_empty());
        create(PASSWORD).await.expect(200);
        assert_eq!(events(&app).await, ["application_created"]);
    }
}
