//! Second factors without scripts: set up, asked for, required. Passkeys need a browser, and are tried in `end2end`.

use crate::support::{ADMIN, Answer, Browser, JOHN, PASSWORD, TestApp};
use domain::testing::code_of_app;
use model::OrganizationForm;
use std::time::Duration;

const SESSION: &str = "latchkey_session";
const HALF_IN: &str = "latchkey_sign_in";

/// What stands between two texts of a page.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("{before} in {page}"));
    rest.split_once(after).unwrap_or_else(|| panic!("{after} after {before}")).0
}

/// Sets up an app on its page; its secret and the recovery codes.
async fn enrol(app: &TestApp, browser: &Browser<'_>) -> (String, Vec<String>) {
    let page = browser.get("/my-user/security/app").await.expect(200);
    let html = page.text();
    let secret = between(html, "secret=", "&").to_owned();
    let shown = between(html, "name=\"shown\" value=\"", "\"").to_owned();
    let wrong = [("shown", shown.as_str()), ("code", "000000")];
    let refused = browser.post("/my-user/security/app", &wrong).await.expect(422);
    assert!(refused.text().contains(&secret), "a wrong code does not change the secret");
    let code = code_of_app(&secret, app.office.now());
    let right = [("shown", shown.as_str()), ("code", code.as_str())];
    let done = browser.post("/my-user/security/app", &right).await.expect(200);
    let html = done.text();
    let (_, codes) = between(html, "id=\"recovery-codes\"", "</pre>").split_once('>').expect("the codes");
    let codes = codes.split('<').next().unwrap_or_default();
    let codes: Vec<String> = codes.split_whitespace().map(ToOwned::to_owned).collect();
    assert_eq!(codes.len(), 10, "{html}");
    assert_eq!(done.header("cache-control"), "no-store");
    app.clock.advance(Duration::from_secs(30));
    (secret, codes)
}

async fn half_in<'a>(app: &'a TestApp, path: &str) -> (Browser<'a>, Answer) {
    let browser = app.browser();
    let answer = browser.post(path, &[("email", JOHN), ("password", PASSWORD)]).await.expect(303);
    (browser, answer)
}

async fn require(app: &TestApp) {
    let admin = app.actor(ADMIN).await;
    let acme = app.office.find_organization(&admin, app.acme().await).await.unwrap();
    let form = OrganizationForm { second_factor: true, ..OrganizationForm::of(&acme) };
    app.office.change_organization(&admin, acme.id, &form).await.unwrap();
}

store::on_both_engines! {
    async fn whoever_has_one_is_asked_for_it_and_comes_where_they_wanted(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let first = app.signed_in(JOHN).await;
        let (secret, codes) = enrol(&app, &first).await;

        let (browser, answer) = half_in(&app, "/sign-in?next=%2Fmy-sessions%3Fa%3Db%2526c").await;
        assert_eq!(answer.header("location"), "/sign-in/second-factor?next=%2Fmy-sessions%3Fa%3Db%2526c");
        assert_eq!(answer.set_cookie(SESSION), None, "no session before it is done");
        let cookie = answer.set_cookie(HALF_IN).expect("what binds the browser");
        assert!(cookie.contains("HttpOnly") && cookie.contains("Max-Age=300"), "{cookie}");
        browser.get("/my-user").await.expect(303);
        let path = answer.header("location").to_owned();
        browser.get(&path).await.expect(200);
        let refused = browser.post(&path, &[("code", "000000")]).await.expect(422);
        assert!(refused.text().contains("id=\"error-code\"") && !refused.text().contains("000000"));
        browser.post(&path, &[("code", "")]).await.expect(422);
        let code = code_of_app(&secret, app.office.now());
        let done = browser.post(&path, &[("code", &code)]).await.expect(303);
        assert_eq!(done.header("location"), "/my-sessions?a=b%26c");
        assert!(done.set_cookie(SESSION).is_some());
        browser.get("/my-sessions").await.expect(200);

        let (browser, _) = half_in(&app, "/sign-in").await;
        browser.post("/sign-in/second-factor", &[("code", &codes[0])]).await.expect(303);
        browser.get("/my-user").await.expect(200);
        let page = browser.get("/my-user/security").await.expect(200);
        assert!(page.text().contains("Left: 9"), "{}", page.text());

        // Who comes without a right password begins there.
        let stranger = app.get("/sign-in/second-factor").await.expect(404);
        assert!(stranger.text().contains("Please Sign In Again"));
        app.browser().post("/sign-in/second-factor", &[("code", &code)]).await.expect(404);
        let wrong = app.browser().post("/sign-in", &[("email", JOHN), ("password", "wrong")]).await.expect(401);
        assert_eq!(wrong.set_cookie(HALF_IN), None);
    }

    async fn where_one_is_required_there_is_nothing_else_before_it(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = app.signed_in(JOHN).await;
        let created = app.application(JOHN, "A program").await;
        let token = app.token(&created).await;
        require(&app).await;
        for path in ["/", "/my-user", "/my-sessions", "/export/applications.csv", "/oauth2/authorize?client_id=x"] {
            let answer = john.get(path).await.expect(303);
            assert_eq!(answer.header("location"), "/my-user/security", "{path}");
        }
        let page = john.get("/my-user/security").await.expect(200);
        assert!(page.text().contains("This organization requires a second factor."));
        let refused = john.rpc("sessions/list", &serde_json::json!({})).await.expect(403);
        assert_eq!(refused.json(), "second_factor_needed");
        john.post("/my-user/preferences", &[("language", "de")]).await.expect(403);
        // Neither programs nor those who only come in now are kept out.
        let bearer = format!("Bearer {token}");
        let headers = [(http::header::AUTHORIZATION, bearer.as_str())];
        app.request(http::Method::GET, "/api/me", &headers, axum::body::Body::empty()).await.expect(200);
        enrol(&app, &john).await;
        john.get("/my-user").await.expect(200);
        john.rpc("sessions/list", &serde_json::json!({})).await.expect(200);
        // Customer users are not the organization's own people.
        app.signed_in("amanda.cole@example.com").await.get("/my-user").await.expect(200);
    }

    async fn removing_one_takes_a_code_after_a_while(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = app.signed_in(JOHN).await;
        let (secret, _) = enrol(&app, &john).await;
        app.clock.advance(Duration::from_mins(16));
        let path = "/my-user/security/app/remove";
        let page = john.get(path).await.expect(200);
        assert!(page.text().contains("name=\"own_password\"") && page.text().contains("It is a while"));
        let refused = john.post(path, &[("own_password", PASSWORD)]).await.expect(422);
        assert!(refused.text().contains("id=\"error-own_password\"") && !refused.text().contains(PASSWORD));
        let code = code_of_app(&secret, app.office.now());
        let done = john.post(path, &[("own_password", &code)]).await.expect(303);
        assert_eq!(done.header("location"), "/my-user/security");
        app.signed_in(JOHN).await;
    }
}
