//! OpenID Connect RP-Initiated Logout: who is asked, who is sent where, and nobody anywhere else.

use super::authorizing::{Asking, text, value};
use crate::support::{ADMIN, Browser, JOHN, TestApp};
use http::{Method, header};
use model::{ApplicationSettingsForm, escape};
use std::time::Duration;

const BYE: &str = "https://app.example.com/bye?from=here";

async fn asking(app: &TestApp) -> Asking<'_> {
    let asking = Asking::confidential(app).await;
    let admin = app.actor(ADMIN).await;
    let form = ApplicationSettingsForm {
        post_logout_redirect_uris: BYE.into(),
        ..ApplicationSettingsForm::default()
    };
    app.office.change_application_settings(&admin, asking.new.application.id, &form).await.unwrap();
    asking
}

async fn id_token(asking: &Asking<'_>, browser: &Browser<'_>) -> String {
    let query = asking.query(&[("scope", "openid")]);
    let code = value(&asking.let_in(browser, &query).await, "code");
    text(&asking.exchange(&code).await.expect(200).json(), "id_token").to_owned()
}

async fn out(browser: &Browser<'_>, query: &[(&str, &str)]) -> String {
    let query: Vec<_> = query.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
    let answer = browser.get(&format!("/oauth2/logout?{}", query.join("&"))).await.expect(303);
    answer.header("location").to_owned()
}

async fn is_in(browser: &Browser<'_>) -> bool {
    browser.get("/my-sessions").await.status == 200
}

store::on_both_engines! {
    /// §2, §3: with the ID token of this very session nothing is asked, also when it ran out.
    async fn rp_initiated_logout_2_with_a_hint_nothing_is_asked(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = asking(&app).await;
        let (browser, elsewhere) = (app.signed_in(JOHN).await, app.signed_in(JOHN).await);
        let hint = id_token(&asking, &browser).await;
        app.clock.advance(Duration::from_hours(3));
        let query = [("id_token_hint", hint.as_str()), ("post_logout_redirect_uri", BYE), ("state", "a&b")];
        // Another session of the same person is another matter.
        assert!(out(&elsewhere, &query).await.starts_with("/logout?"));
        assert_eq!(out(&browser, &query).await, format!("{BYE}&state=a%26b"));
        assert!(!is_in(&browser).await && is_in(&elsewhere).await);
        assert_eq!(out(&browser, &query).await, format!("{BYE}&state=a%26b"), "nobody is signed in any more");
        assert_eq!(out(&app.browser(), &[]).await, "/sign-in");
    }

    /// §2: without one the person is asked, and nothing happens until they say so.
    async fn rp_initiated_logout_2_without_a_hint_the_person_is_asked(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = asking(&app).await;
        let query = [("client_id", asking.client_id()), ("post_logout_redirect_uri", BYE)];
        for scripts in [true, false] {
            let browser = app.signed_in(JOHN).await;
            let page = out(&browser, &query).await;
            let html = browser.get(&page).await.expect(200).text().to_owned();
            assert!(html.contains("wants you to sign out") && is_in(&browser).await, "{html}");
            let wish = page.strip_prefix("/logout?").unwrap();
            if scripts {
                let form = serde_json::json!({"form": {"query": wish}});
                assert_eq!(browser.rpc("logout/confirm", &form).await.expect(200).json(), BYE);
            } else {
                let html = browser.post(&page, &[("query", wish)]).await.expect(200).text().to_owned();
                assert!(html.contains("http-equiv=\"refresh\"") && html.contains("app.example.com/bye"), "{html}");
            }
            assert!(!is_in(&browser).await);
        }
    }

    /// §3: no open redirect, and no hint that is none.
    async fn rp_initiated_logout_3_nobody_is_sent_to_an_address_of_nobody(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = asking(&app).await;
        let browser = app.signed_in(JOHN).await;
        let hint = id_token(&asking, &browser).await;
        let access = text(&asking.tokens().await, "access_token").to_owned();
        let (mut forged, id) = (hint.clone(), asking.client_id());
        forged.replace_range(forged.len() - 4..forged.len() - 2, "AA");
        for query in [
            vec![("post_logout_redirect_uri", BYE)],
            vec![("post_logout_redirect_uri", "https://evil.example"), ("client_id", id)],
            vec![("post_logout_redirect_uri", "https://evil.example"), ("id_token_hint", hint.as_str())],
            vec![("post_logout_redirect_uri", "https://app.example.com/bye"), ("id_token_hint", hint.as_str())],
            vec![("post_logout_redirect_uri", "https://app.example.com./bye?from=here"), ("client_id", id)],
            vec![("post_logout_redirect_uri", BYE), ("client_id", "unknown")],
            vec![("post_logout_redirect_uri", BYE), ("client_id", "unknown"), ("id_token_hint", hint.as_str())],
            vec![("id_token_hint", forged.as_str())],
            vec![("id_token_hint", access.as_str())],
            vec![("id_token_hint", "nonsense")],
        ] {
            let page = out(&browser, &query).await;
            assert!(page.starts_with("/logout?"), "{query:?}: {page}");
            let html = browser.get(&page).await.expect(400).text().to_owned();
            assert!(!html.contains("http-equiv") && !html.contains("href=\"https:"), "{query:?}");
            assert!(is_in(&browser).await, "{query:?}");
        }
        let twice = browser.get(&format!("/oauth2/logout?client_id={id}&client_id={id}")).await.expect(303);
        browser.get(twice.header("location")).await.expect(400);
    }

    /// A page of another site signs nobody out: not with a form, not with a picture.
    async fn other_sites_sign_nobody_out(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = asking(&app).await;
        let browser = app.signed_in(JOHN).await;
        let wish = format!("client_id={}", asking.client_id());
        let cookies = browser.cookie_header();
        let headers = [
            (header::COOKIE, cookies.as_str()), (header::ORIGIN, "https://evil.example"),
            (header::CONTENT_TYPE, crate::support::FORM),
        ];
        let answer = app.request(Method::POST, "/oauth2/logout", &headers, wish.clone().into()).await.expect(303);
        assert_eq!(answer.header("location"), format!("/oauth2/logout?{wish}"));
        let form = crate::support::form(&[("query", &wish)]);
        app.request(Method::POST, &format!("/logout?{wish}"), &headers, form.into()).await.expect(403);
        browser.get(&format!("/oauth2/logout?{wish}")).await.expect(303);
        assert!(is_in(&browser).await);
    }
}
