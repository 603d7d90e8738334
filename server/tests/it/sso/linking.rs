//! Who is whom: linked by themselves, by a verified address where that is allowed, and unlinked.

use super::company::{Company, ID, problem, who};
use crate::support::{ADMIN, JOHN, PASSWORD, TestApp};
use model::LoginFailure;
use serde_json::json;
use std::time::Duration;

const AMANDA: &str = "amanda.cole@example.com";

async fn identities(app: &TestApp, email: &str) -> Vec<model::Identity> {
    let admin = app.actor(ADMIN).await;
    app.office.identities_of(&admin, app.user(email).await).await.unwrap()
}

store::on_both_engines! {
    async fn an_address_alone_lets_nobody_in_unless_the_operator_wants_it(db: TestDatabase) {
        let company = Company::on(db).await;
        let browser = company.app.browser();
        // Whether somebody here has that address makes no difference to what is said.
        let known = company.sign_in(&browser, JOHN).await;
        let location = known.header("location").to_owned();
        assert_eq!(location, "/sign-in?problem=not_linked&provider=company&next=%2F");
        company.app.db.execute("UPDATE users SET email = 'somebody.else@example.com' WHERE email = 'john.doe@example.com'").await;
        let unknown = company.sign_in(&browser, JOHN).await;
        assert_eq!(unknown.header("location"), location);
        let page = browser.get(&location).await.expect(200);
        assert!(page.text().contains("is not linked with anybody here"));
        assert_eq!(who(&browser, &company.app).await, None);
        let attempt = &company.attempts().await[0];
        assert_eq!((attempt.failure, attempt.email.as_str(), &attempt.user), (Some(LoginFailure::NotLinked), JOHN, &None));
    }

    async fn a_verified_address_links_once_and_then_the_subject_counts(db: TestDatabase) {
        let company = Company::with(db, r#"{"link_by_email": "verified"}"#, |_| {}).await;
        let browser = company.app.browser();
        assert_eq!(company.sign_in(&browser, JOHN).await.header("location"), "/");
        assert_eq!(who(&browser, &company.app).await.as_deref(), Some(JOHN));
        // Another address there, the same person here.
        company.provider.db.execute("UPDATE users SET email = 'j.doe@example.com' WHERE email = 'john.doe@example.com'").await;
        let browser = company.app.browser();
        assert_eq!(company.sign_in(&browser, "j.doe@example.com").await.header("location"), "/");
        assert_eq!(who(&browser, &company.app).await.as_deref(), Some(JOHN));
        assert_eq!(identities(&company.app, JOHN).await[0].email, "j.doe@example.com");
        // The address is somebody else's there now, who is not John here.
        company.provider.db.execute("UPDATE users SET email = 'john.doe@example.com' WHERE email = 'maria.lopez@example.com'").await;
        assert_eq!(problem(&company.sign_in(&company.app.browser(), JOHN).await), "taken");
        // A customer user is not let in by an address.
        company.provider.db.execute("UPDATE users SET email = 'x@example.com' WHERE email = 'amanda.cole@example.com'").await;
        company.provider.db.execute("UPDATE users SET email = 'amanda.cole@example.com' WHERE email = 'john.doe@example.com'").await;
        assert_eq!(problem(&company.sign_in(&company.app.browser(), AMANDA).await), "not_linked");
    }

    async fn only_the_domains_that_are_let_in_are(db: TestDatabase) {
        let more = r#"{"link_by_email": "verified", "allowed_domains": ["corp.example", "example.org"]}"#;
        let company = Company::with(db, more, |_| {}).await;
        assert_eq!(problem(&company.sign_in(&company.app.browser(), JOHN).await), "not_allowed");
        assert_eq!(company.attempts().await[0].failure, Some(LoginFailure::ProviderAddress));
        for app in [&company.provider, &company.app] {
            app.db.execute("UPDATE users SET email = 'john@corp.example' WHERE email = 'john.doe@example.com'").await;
        }
        assert_eq!(company.sign_in(&company.app.browser(), "john@corp.example").await.header("location"), "/");
        assert_eq!(company.link(ADMIN, ADMIN).await, "/my-user/sign-in-with/company/link?problem=not_allowed");
    }

    async fn one_links_oneself_with_ones_password_and_nobody_else(db: TestDatabase) {
        let company = Company::on(db).await;
        let app = &company.app;
        let browser = app.signed_in(JOHN).await;
        app.clock.advance(Duration::from_mins(16));
        company.provider.clock.advance(Duration::from_mins(16));
        let ask = async |password: &str| {
            browser.rpc("sign-in-with/link", &json!({"provider": ID, "own_password": password})).await
        };
        ask("").await.expect(422);
        ask("a wrong password").await.expect(422);
        assert_eq!(app.db.count("provider_sign_ins").await, 0);
        let url = ask(PASSWORD).await.expect(200).json()["Ok"].as_str().unwrap().to_owned();
        let path = company.let_in(&company.provider.signed_in(JOHN).await, &url).await;
        // Whoever signs in as somebody else meanwhile does not get the account.
        let session = browser.cookie("latchkey_session").unwrap();
        let admins = app.signed_in(ADMIN).await.cookie("latchkey_session").unwrap();
        browser.set_cookie("latchkey_session", &admins);
        assert_eq!(problem(&browser.get(&path).await.expect(303)), "ended");
        browser.set_cookie("latchkey_session", &session);
        assert!(identities(app, ADMIN).await.is_empty() && identities(app, JOHN).await.is_empty());
        // Without scripts the page itself leads on.
        let page = browser.post("/my-user/sign-in-with/company/link", &[("provider", ID)]).await.expect(200);
        let text = page.text();
        assert!(text.contains(&format!("content=\"0;url={}/oauth2/authorize?", company.issuer)), "{text}");

        assert_eq!(company.link(JOHN, JOHN).await, "/my-user");
        assert_eq!(company.link(JOHN, JOHN).await, "/my-user", "again is no harm");
        let taken = "/my-user/sign-in-with/company/link?problem=taken";
        assert_eq!(company.link(ADMIN, JOHN).await, taken, "the account is John's");
        assert_eq!(company.link(JOHN, ADMIN).await, taken, "John has another one there");
        let page = app.signed_in(JOHN).await.get("/my-user").await.expect(200);
        assert!(page.text().contains("Unlink the account at Company"));
        // The customer side has no accounts there.
        let amanda = app.signed_in(AMANDA).await;
        amanda.rpc("sign-in-with/link", &json!({"provider": ID, "own_password": PASSWORD})).await.expect(403);
        assert!(!amanda.get("/my-user").await.expect(200).text().contains("Sign-In With"));
    }

    async fn the_last_way_in_of_somebody_without_a_password_stays(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        let app = &company.app;
        let id = identities(app, JOHN).await[0].id;
        let browser = app.browser();
        company.sign_in(&browser, JOHN).await.expect(303);
        app.db.execute("UPDATE users SET password_hash = NULL WHERE email = 'john.doe@example.com'").await;
        browser.rpc("sign-in-with/unlink", &json!({"form": {"identity": id}})).await.expect(403);
        assert!(browser.get("/my-user").await.expect(200).text().contains("Your only way in"));
        // Somebody else's is none of one's own.
        let maria = app.signed_in("maria.lopez@example.com").await;
        maria.rpc("sign-in-with/unlink", &json!({"form": {"identity": id}})).await.expect(404);
        // An administrator may, and what came of it is over.
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/users/{}", app.user(JOHN).await);
        assert!(admin.get(&path).await.expect(200).text().contains("Unlink the account at Company"));
        let user = app.user(JOHN).await.to_string();
        let answer = admin.post(&path, &[("identity", &id.to_string()), ("user", &user)]).await.expect(303);
        assert_eq!(answer.header("location"), path);
        assert_eq!(who(&browser, app).await, None);
        assert_eq!(problem(&company.sign_in(&browser, JOHN).await), "not_linked");
    }

    async fn with_a_password_one_unlinks_oneself_and_stays(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        let browser = company.app.browser();
        company.sign_in(&browser, JOHN).await;
        let id = identities(&company.app, JOHN).await[0].id.to_string();
        let answer = browser.post("/my-user", &[("identity", &id)]).await.expect(303);
        assert_eq!(answer.header("location"), "/my-user");
        assert_eq!(who(&browser, &company.app).await.as_deref(), Some(JOHN));
        assert!(identities(&company.app, JOHN).await.is_empty());
    }
}
