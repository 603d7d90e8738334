//! There and back: whose sign-in it is, and that nobody else can use any of it.

use super::company::{Company, ID, problem, who};
use crate::support::{ADMIN, JOHN};
use model::{decode_pairs, escape};
use std::time::Duration;

fn part(url: &str, name: &str) -> String {
    let query = url.split_once('?').unwrap().1;
    decode_pairs(query.as_bytes()).unwrap().into_iter().find(|pair| pair.0 == name).unwrap().1
}

store::on_both_engines! {
    async fn somebody_who_is_linked_signs_in_and_goes_on_where_they_were_going(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        let browser = company.app.browser();
        let page = browser.get("/sign-in?next=%2Fmy-sessions").await.expect(200);
        assert!(page.text().contains("href=\"/sso/company?next=%2Fmy-sessions\""), "{}", page.text());
        assert!(page.text().contains("Sign in with Company"));
        let location = company.begin(&browser, &format!("?next={}", escape("/my-sessions?a=b&c"))).await;
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", company.client.application.client_id.as_str()),
            ("redirect_uri", "http://127.0.0.1:3000/sso/company/callback"),
            ("scope", "openid email profile"),
            ("code_challenge_method", "S256"),
        ] {
            assert_eq!(part(&location, name), value);
        }
        let cookie = browser.cookie_header();
        let (name, secret) = cookie.split_once('=').unwrap();
        assert!(name.starts_with("latchkey_provider_") && secret.len() == 43, "{cookie}");
        assert!(!location.contains(secret));
        let there = company.provider.signed_in(JOHN).await;
        let path = company.let_in(&there, &location).await;
        let answer = browser.get(&path).await.expect(303);
        assert_eq!(answer.header("location"), "/my-sessions?a=b&c");
        assert_eq!((answer.header("cache-control"), answer.header("referrer-policy")), ("no-store", "no-referrer"));
        assert!(answer.set_cookie(name).unwrap().contains("Max-Age=0"));
        assert!(answer.set_cookie("latchkey_session").unwrap().contains("HttpOnly; SameSite=Lax"));
        assert_eq!(who(&browser, &company.app).await.as_deref(), Some(JOHN));
        let attempt = &company.attempts().await[0];
        assert_eq!((attempt.failure, attempt.email.as_str()), (None, JOHN));
        assert_eq!(company.app.db.count("provider_sign_ins").await, 0);
    }

    /// RFC 6749 §10.12, RFC 9700 §2.1: once, in time, and only in the browser that began.
    async fn rfc9700_2_1_only_the_browser_that_began_comes_in_and_once(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        let there = company.provider.signed_in(JOHN).await;
        let come = async |change: &dyn Fn(String) -> String, wait: Duration| {
            let browser = company.app.browser();
            let location = company.begin(&browser, "").await;
            let path = change(company.let_in(&there, &location).await);
            company.app.clock.advance(wait);
            company.provider.clock.advance(wait);
            (browser.get(&path).await.expect(303), browser, path)
        };
        let as_it_is = |path: String| path;
        let (answer, browser, path) = come(&as_it_is, Duration::ZERO).await;
        assert_eq!(answer.header("location"), "/");
        for again in [&browser, &company.app.browser()] {
            assert_eq!(problem(&again.get(&path).await.expect(303)), "ended");
        }
        // In another browser, also in one that is on its way itself.
        let (victim, attacker) = (company.app.browser(), company.app.browser());
        let location = company.begin(&attacker, "").await;
        company.begin(&victim, "").await;
        let path = company.let_in(&there, &location).await;
        assert_eq!(problem(&victim.get(&path).await.expect(303)), "ended");
        assert_eq!(who(&victim, &company.app).await, None);
        // With the cookie of one way and the answer of another.
        let (one, other) = (company.app.browser(), company.app.browser());
        let location = company.begin(&one, "").await;
        company.begin(&other, "").await;
        let (name, _) = one.cookie_header().split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap();
        let (_, stolen) = other.cookie_header().split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap();
        one.set_cookie(&name, &stolen);
        assert_eq!(problem(&one.get(&company.let_in(&there, &location).await).await.expect(303)), "ended");
        // Too late, by a second.
        let (late, ..) = come(&as_it_is, Duration::from_mins(10)).await;
        assert_eq!(problem(&late), "ended");
        let rebuilt = |name: &'static str, value: &'static str| move |path: String| {
            let (before, query) = path.split_once('?').unwrap();
            let mut pairs = decode_pairs(query.as_bytes()).unwrap();
            pairs.retain(|pair| pair.0 != name);
            if !value.is_empty() {
                pairs.push((name.to_owned(), value.to_owned()));
            }
            let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
            format!("{before}?{}", pairs.join("&"))
        };
        for (name, value, expected) in [
            ("state", "somebody-elses", "ended"),
            ("state", "", "untrusted"),
            ("code", "", "untrusted"),
            ("code", "another", "untrusted"),
            // RFC 9207 §2.4.
            ("iss", "https://elsewhere.example", "untrusted"),
            ("iss", "", "untrusted"),
        ] {
            let (answer, browser, _) = come(&rebuilt(name, value), Duration::ZERO).await;
            assert_eq!(problem(&answer), expected, "{name}={value}");
            assert_eq!(who(&browser, &company.app).await, None, "{name}={value}");
        }
    }

    async fn a_person_who_does_not_want_to_is_told_so(db: TestDatabase) {
        let company = Company::on(db).await;
        let browser = company.app.browser();
        let location = company.begin(&browser, "?next=%2Fmy-sessions").await;
        let there = company.provider.signed_in(JOHN).await;
        let path = location.strip_prefix(&company.issuer).unwrap();
        let asked = there.get(path).await.expect(303).header("location").to_owned();
        let query = asked.strip_prefix("/consent?").unwrap();
        let fields = serde_json::json!({"form": {"query": query, "answer": "cancel"}});
        let back = there.rpc("consent/answer", &fields).await.expect(200).json();
        let path = back.as_str().unwrap().strip_prefix("http://127.0.0.1:3000").unwrap().to_owned();
        let answer = browser.get(&path).await.expect(303);
        assert_eq!(answer.header("location"), "/sign-in?problem=cancelled&provider=company&next=%2Fmy-sessions");
        let page = browser.get(answer.header("location")).await.expect(200);
        assert!(page.text().contains("You were not signed in with Company."), "{}", page.text());
        assert!(page.text().contains("name=\"password\""), "the form still stands there");
    }

    async fn other_sites_begin_nothing_and_an_address_leads_nowhere_else(db: TestDatabase) {
        let company = Company::on(db).await;
        let app = &company.app;
        let from = |site: &'static str| {
            let headers = [(http::HeaderName::from_static("sec-fetch-site"), site)];
            async move { app.request(http::Method::GET, "/sso/company?next=%2Fmy-user", &headers, axum::body::Body::empty()).await.expect(303) }
        };
        for site in ["cross-site", "same-site"] {
            assert_eq!(from(site).await.header("location"), "/sign-in?next=%2Fmy-user");
        }
        assert!(from("none").await.header("location").starts_with(&company.issuer));
        assert_eq!(problem(&app.get("/sso/another").await.expect(303)), "unknown");
        assert_eq!(problem(&app.get("/sso/another/callback?state=a&code=b").await.expect(303)), "unknown");
        company.link_john().await;
        for next in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            let browser = app.browser();
            let location = company.begin(&browser, &format!("?next={}", escape(next))).await;
            let path = company.let_in(&company.provider.signed_in(JOHN).await, &location).await;
            assert_eq!(browser.get(&path).await.expect(303).header("location"), "/", "{next}");
        }
    }

    /// OpenID Connect Core §3.1.2.1: whoever has to show anew who they are is asked there, and it is looked whether they were.
    async fn oidc_core_3_1_2_1_again_means_again(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        let (browser, there) = (company.app.browser(), company.provider.signed_in(JOHN).await);
        company.provider.clock.advance(Duration::from_mins(5));
        company.app.clock.advance(Duration::from_mins(5));
        let location = company.begin(&browser, "?again=true").await;
        assert_eq!((part(&location, "max_age").as_str(), part(&location, "prompt").as_str()), ("0", "login"));
        // Somebody takes that out, and the provider lets them through.
        let quiet = location.replace("&max_age=0", "").replace("&prompt=login", "");
        let path = company.let_in(&there, &quiet).await;
        assert_eq!(problem(&browser.get(&path).await.expect(303)), "not_asked_again");
        let location = company.begin(&browser, "?again=true").await;
        let asked = there.get(location.strip_prefix(&company.issuer).unwrap()).await.expect(303);
        assert!(asked.header("location").starts_with("/sign-in?"), "{}", asked.header("location"));
    }

    async fn who_is_disabled_does_not_come_in(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        let john = company.app.user(JOHN).await;
        company.app.db.set_enabled("users", john.0, false).await;
        let browser = company.app.browser();
        assert_eq!(problem(&company.sign_in(&browser, JOHN).await), "not_let_in");
        assert_eq!(who(&browser, &company.app).await, None);
        let attempt = &company.attempts().await[0];
        assert_eq!((attempt.failure, attempt.user.as_ref().map(|user| user.id)), (Some(model::LoginFailure::Disabled), Some(john)));
        company.app.db.set_enabled("users", john.0, true).await;
        assert_eq!(company.sign_in(&browser, JOHN).await.header("location"), "/");
    }

    async fn the_session_before_ends(db: TestDatabase) {
        let company = Company::on(db).await;
        company.link_john().await;
        let browser = company.app.signed_in(ADMIN).await;
        let before = browser.cookie("latchkey_session").unwrap();
        company.sign_in(&browser, JOHN).await;
        assert!(company.app.office.actor_of_session(&before).await.unwrap().is_none());
        assert_eq!(who(&browser, &company.app).await.as_deref(), Some(JOHN));
        let location = format!("/sso/{ID}/callback");
        assert_eq!(problem(&browser.get(&location).await.expect(303)), "untrusted");
    }
}
