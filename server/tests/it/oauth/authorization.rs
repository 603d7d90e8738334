//! The authorization endpoint (RFC 6749 §4.1, OpenID Connect Core §3.1.2): who is sent where.

use super::{
    authorizing::{Asking, REDIRECT, challenge, returned, text, value},
    registering,
};
use crate::support::{JOHN, PASSWORD, TestApp};
use model::{Side, decode_pairs};
use std::time::Duration;
use store::testing::TestDatabase;

const AMANDA: &str = "amanda.cole@example.com";

store::on_both_engines! {
    async fn the_request_survives_signing_in_and_is_asked_once(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let browser = app.browser();
        let query = asking.query(&[("login_hint", JOHN)]);
        let answer = asking.ask(&browser, &query).await.expect(303);
        let location = answer.header("location");
        let pairs = decode_pairs(location.strip_prefix("/sign-in?").unwrap().as_bytes()).unwrap();
        let next = value(&pairs, "next");
        assert!(next.starts_with(&format!("/consent?{query}")), "{next}");
        assert_eq!(value(&pairs, "email"), JOHN);
        let page = browser.get(location).await.expect(200).text().to_owned();
        assert!(page.contains(&format!("value=\"{JOHN}\"")), "{page}");
        let fields = [("email", JOHN), ("password", PASSWORD)];
        let answer = browser.post(location, &fields).await.expect(303);
        assert_eq!(answer.header("location"), next);
        let page = browser.get(&next).await.expect(200).text().to_owned();
        for text in ["wants to access your account", "Asking", "app.example.com", "John Doe"] {
            assert!(page.contains(text), "{text}: {page}");
        }

        let told = asking.let_in(&browser, &query).await;
        assert_eq!(value(&told, "state"), "st&te");
        assert_eq!(value(&told, "code").len(), 43);
        let again = asking.ask(&browser, &query).await.expect(303);
        assert!(again.header("location").starts_with(REDIRECT), "asked once: {again:?}");
        assert_eq!(again.header("cache-control"), "no-store");
        assert_eq!(again.header("referrer-policy"), "no-referrer");
    }

    async fn more_than_was_granted_is_asked_again(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let browser = app.signed_in(JOHN).await;
        let asked = async |scope: &str| {
            let answer = asking.ask(&browser, &asking.query(&[("scope", scope)])).await.expect(303);
            answer.header("location").starts_with("/consent?")
        };
        asking.let_in(&browser, &asking.query(&[("scope", "scim openid")])).await;
        assert!(!asked("scim").await && !asked("openid scim").await);
        assert!(asked("scim email").await && asked("json_api").await);
        asking.let_in(&browser, &asking.query(&[("scope", "json_api")])).await;
        assert!(!asked("json_api scim").await, "answers add up");
        let consent = asking.query(&[("scope", "scim"), ("prompt", "consent")]);
        assert!(asking.ask(&browser, &consent).await.header("location").starts_with("/consent?"));
    }

    /// OpenID Connect Core §3.1.2.1 and §3.1.2.6.
    async fn oidc_core_3_1_2_1_prompt_and_max_age(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let told = async |browser: &crate::support::Browser<'_>, changes: &[(&str, &str)]| {
            let answer = asking.ask(browser, &asking.query(changes)).await.expect(303);
            answer.header("location").to_owned()
        };
        let error = |location: &str| value(&returned(location), "error");
        let nobody = app.browser();
        assert_eq!(error(&told(&nobody, &[("prompt", "none")]).await), "login_required");
        let john = app.signed_in(JOHN).await;
        assert_eq!(error(&told(&john, &[("prompt", "none")]).await), "consent_required");
        asking.let_in(&john, &asking.query(&[])).await;
        assert_eq!(value(&returned(&told(&john, &[("prompt", "none")]).await), "code").len(), 43);

        app.clock.advance(Duration::from_secs(100));
        for changes in [[("prompt", "login")], [("prompt", "select_account")], [("max_age", "99")]] {
            let location = told(&john, &changes).await;
            assert!(location.starts_with("/sign-in?") && location.ends_with("&again=true"), "{location}");
            let page = john.get(&location).await.expect(200);
            assert!(page.text().contains("name=\"password\""), "whoever is signed in is not just led on");
        }
        assert!(told(&john, &[("max_age", "100")]).await.starts_with(REDIRECT));
        assert_eq!(error(&told(&john, &[("max_age", "99"), ("prompt", "none")]).await), "login_required");
        assert_eq!(error(&told(&john, &[("max_age", "-1")]).await), "invalid_request");

        // Having signed in again, one gets on.
        let location = told(&john, &[("prompt", "login")]).await;
        let pairs = decode_pairs(location.strip_prefix("/sign-in?").unwrap().as_bytes()).unwrap();
        john.post(&location, &[("email", JOHN), ("password", PASSWORD)]).await.expect(303);
        let next = value(&pairs, "next").replacen("/consent?", "/oauth2/authorize?", 1);
        assert!(john.get(&next).await.expect(303).header("location").starts_with(REDIRECT));
        // But not with an old sign-in, and not much later.
        app.clock.advance(Duration::from_secs(601));
        assert!(john.get(&next).await.header("location").starts_with("/sign-in?"));
    }

    async fn each_side_lets_in_its_own(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let ours = Asking::confidential(&app).await;
        let theirs = Asking::with(&app, Side::Customer, |_| {}).await;
        let (john, amanda) = (app.signed_in(JOHN).await, app.signed_in(AMANDA).await);
        for (asking, browser) in [(&ours, &amanda), (&theirs, &john)] {
            let answer = asking.ask(browser, &asking.query(&[])).await.expect(303);
            let page = browser.get(answer.header("location")).await.expect(403).text().to_owned();
            assert!(page.contains("not for your account"), "{page}");
            let query = asking.query(&[("prompt", "none")]);
            let answer = asking.ask(browser, &query).await.expect(303);
            assert_eq!(value(&returned(answer.header("location")), "error"), "access_denied");
            let fields = serde_json::json!({"form": {"query": asking.query(&[]), "answer": "grant"}});
            browser.rpc("consent/answer", &fields).await.expect(403);
        }
        let tokens = {
            let code = value(&theirs.let_in(&amanda, &theirs.query(&[])).await, "code");
            theirs.exchange(&code).await.expect(200).json()
        };
        assert_eq!(tokens["scope"], "customer_json_api");
    }

    /// RFC 7591 §5: a person is told that nobody looked at an application before it asks them.
    async fn an_application_that_registered_itself_says_so(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let token = registering::token(&app).await;
        let told = registering::register(&app, &token.value, &registering::least()).await.expect(201).json();
        let john = app.signed_in(JOHN).await;
        let asked = async |id: &str, redirect: &str| {
            let fields = [
                ("client_id", id), ("response_type", "code"), ("redirect_uri", redirect),
                ("code_challenge", &challenge()), ("code_challenge_method", "S256"),
            ];
            let query = fields.map(|(name, value)| format!("{name}={}", model::escape(value))).join("&");
            john.get(&format!("/consent?{query}")).await.expect(200).text().to_owned()
        };
        let words = "The application registered itself; nobody here has checked it.";
        assert!(asked(text(&told, "client_id"), "https://app.example.com/cb").await.contains(words));
        let asking = Asking::confidential(&app).await;
        assert!(!asked(asking.client_id(), REDIRECT).await.contains(words));
    }

    async fn skip_user_consent_asks_nobody(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::with(&app, Side::BackOffice, |form| form.skip_consent = true).await;
        let browser = app.signed_in(JOHN).await;
        let answer = asking.ask(&browser, &asking.query(&[])).await.expect(303);
        returned(answer.header("location"));
    }

    /// RFC 8252 §8.6: on one's own machine anybody can be the application that has no secret.
    async fn rfc8252_8_6_a_native_application_is_asked_about_every_time(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let redirects = vec!["http://127.0.0.1/cb".to_owned(), "com.example.app:/done".to_owned()];
        let asking = Asking::with(&app, Side::BackOffice, |form| {
            form.confidential = false;
            form.redirect_uris = redirects;
        })
        .await;
        let browser = app.signed_in(JOHN).await;
        for redirect in ["http://127.0.0.1:51234/cb", "com.example.app:/done"] {
            let query = asking.query(&[("redirect_uri", redirect)]);
            for _ in 0..2 {
                let answer = asking.ask(&browser, &query).await.expect(303);
                assert!(answer.header("location").starts_with("/consent?"), "{answer:?}");
                let fields = serde_json::json!({"form": {"query": query, "answer": "grant"}});
                let answer = browser.rpc("consent/answer", &fields).await.expect(200);
                assert!(answer.json().as_str().unwrap().starts_with(redirect));
            }
        }
    }

    async fn whoever_cancels_says_so(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let browser = app.signed_in(JOHN).await;
        let fields = serde_json::json!({"form": {"query": asking.query(&[]), "answer": "cancel"}});
        let answer = browser.rpc("consent/answer", &fields).await.expect(200);
        let told = returned(answer.json().as_str().unwrap());
        assert_eq!((value(&told, "error"), value(&told, "state")), ("access_denied".into(), "st&te".into()));
        assert_eq!(app.db.count("authorizations").await, 0);
        assert_eq!(app.db.count("consents").await, 0);
        // Without scripts the page sends on: a form must not lead to another site, says its own policy.
        let path = format!("/consent?{}", asking.query(&[]));
        let form = [("query", asking.query(&[])), ("answer", "cancel".into())];
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        let page = browser.post(&path, &form).await.expect(200).text().to_owned();
        assert!(page.contains("http-equiv=\"refresh\"") && page.contains("error=access_denied"), "{page}");
    }
}

/// OpenID Connect Core §3.1.2.1: a form of another site is worth what its address would be.
#[tokio::test]
async fn a_posted_request_comes_again_from_the_address() {
    let app = TestApp::on(TestDatabase::new(store::testing::Engine::Sqlite).await).await;
    let asking = Asking::confidential(&app).await;
    let query = asking.query(&[]);
    for path in ["/oauth2/authorize", "/oauth2-token/authorize"] {
        let pairs = decode_pairs(query.as_bytes()).unwrap();
        let fields: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = app.post_form(path, &fields).await.expect(303);
        let location = answer.header("location");
        assert!(location.starts_with("/oauth2/authorize?"), "{location}");
        let answer = app.get(location).await.expect(303);
        assert!(answer.header("location").starts_with("/sign-in?next="));
        assert_eq!(
            app.get(&format!("{path}?{query}")).await.expect(303).header("location"),
            answer.header("location")
        );
    }
}
