//! What pages tell browsers not to do.

use crate::support::{Answer, JOHN, TestApp};

/// The nonce of a page's policy.
fn nonce(answer: &Answer) -> &str {
    let (_, rest) = answer
        .header("content-security-policy")
        .split_once("'nonce-")
        .unwrap_or_else(|| panic!("no nonce: {} {:?} {}", answer.status, answer.headers, answer.text()));
    rest.split('\'').next().expect("its end")
}

#[track_caller]
fn check_policy(page: &Answer) {
    let policy = page.header("content-security-policy");
    let directives: Vec<_> = policy.split(';').map(str::trim).collect();
    let script = format!("script-src 'nonce-{}' 'strict-dynamic' 'wasm-unsafe-eval'", nonce(page));
    for directive in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "style-src 'self'",
        &script,
    ] {
        assert!(directives.contains(&directive), "{directive} is not in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    assert!(nonce(page).len() >= 16, "a nonce of 128 bits: {policy}");
    // What the policy would block must not be there.
    let html = page.text();
    let nonce = format!("nonce=\"{}\"", nonce(page));
    for script in html.split("<script").skip(1) {
        let tag = script.split('>').next().expect("a tag");
        assert!(tag.contains(&nonce), "<script{tag}>");
    }
    assert!(!html.contains("<style") && !html.contains(" style=") && !html.contains("javascript:"), "{html}");
    assert!(!html.contains(" onclick=") && !html.contains(" onsubmit="), "{html}");
}

store::on_both_engines! {
    async fn pages_run_nothing_but_their_own_scripts(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        for path in ["/my-user", "/my-user/applications/new", "/my-user/password", "/my-sessions"] {
            check_policy(&browser.get(path).await.expect(200));
        }
        check_policy(&browser.get("/nowhere").await.expect(404));
        check_policy(&app.get("/forgot-password").await.expect(200));
        check_policy(&app.get("/set-password?token=none").await.expect(404));
        let pages = [app.get("/sign-in").await.expect(200), app.get("/sign-in").await.expect(200)];
        pages.iter().for_each(check_policy);
        assert_ne!(nonce(&pages[0]), nonce(&pages[1]), "a nonce is for one answer");
    }

    async fn pages_are_not_framed_guessed_or_kept(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let page = app.get("/sign-in").await.expect(200);
        let expected = [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("x-frame-options", "DENY"),
            ("cache-control", "no-store"),
            ("strict-transport-security", ""),
            ("content-type", "text/html; charset=utf-8"),
        ];
        for (name, value) in expected {
            assert_eq!(page.header(name), value, "{name}");
        }
        assert!(page.header("permissions-policy").contains("camera=()"));
    }

    async fn programs_get_the_same_headers(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for path in ["/oauth2/jwks", "/api/me", "/healthz", "/rpc/nothing"] {
            let answer = app.get(path).await;
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'", "{path}");
        }
    }

    async fn https_is_for_ever(db: TestDatabase) {
        let app = TestApp::https(db).await;
        assert_eq!(app.get("/sign-in").await.header("strict-transport-security"), "max-age=31536000");
    }
}
