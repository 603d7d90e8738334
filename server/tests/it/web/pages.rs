//! Pages: who may see them, and what other addresses and methods give.

use crate::support::{ADMIN, JOHN, TestApp};
use axum::body::Body;
use http::Method;

store::on_both_engines! {
    async fn who_is_not_signed_in_is_led_to_the_door_and_back(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for (path, next) in [
            ("/my-user", "%2Fmy-user"),
            ("/my-user?name=a%20b&page=2", "%2Fmy-user%3Fname%3Da%2520b%26page%3D2"),
            ("/my-sessions", "%2Fmy-sessions"),
        ] {
            let answer = app.get(path).await.expect(303);
            assert_eq!(answer.header("location"), format!("/sign-in?next={next}"));
            assert!(!answer.text().contains("Application"), "nothing of the page is given away");
        }
        let browser = app.browser();
        let fields = [("email", JOHN), ("password", crate::support::PASSWORD)];
        let answer = browser.post("/sign-in?next=%2Fmy-sessions", &fields).await.expect(303);
        assert_eq!(answer.header("location"), "/my-sessions");
        let answer = app.browser().post("/sign-in?next=https%3A%2F%2Fevil.example", &fields).await.expect(303);
        assert_eq!(answer.header("location"), "/");
    }

    async fn the_pages_are_whole(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(ADMIN).await;
        assert_eq!(browser.get("/").await.expect(302).header("location"), "/my-user");
        for path in ["/my-user", "/my-user/applications/new", "/my-user/password", "/my-sessions", "/sign-out"] {
            let page = browser.get(path).await.expect(200);
            let html = page.text();
            assert!(html.starts_with("<!DOCTYPE html>") && html.contains("</html>"), "{path}: {html}");
            assert!(html.contains("Ada Admin"), "{path}: {html}");
        }
        assert!(app.mails().await.is_empty());
    }

    async fn elsewhere_there_is_nothing(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        for path in [
            "/nowhere",
            "/my-user/nowhere",
            "/%",
            "/%ff%00",
            "/..%2f..%2f..%2fetc%2fpasswd",
            "//evil.example",
            "/pkg/",
            "/pkg/nothing.js",
        ] {
            let answer = browser.get(path).await.expect(404);
            assert!(answer.header("content-type").starts_with("text/html"), "{path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
        browser.post("/nowhere", &[]).await.expect(404);
        // Somebody else's or nobody's.
        browser.get("/my-user/applications/01890a5d-ac96-774b-bcce-b302099a8057/edit").await.expect(404);
        browser.get("/my-user/applications/no-id/edit").await.expect(404);
    }

    async fn what_is_not_a_method_of_a_page_is_refused(db: TestDatabase) {
        let app = TestApp::on(db).await;
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE] {
            for path in ["/my-user", "/sign-in", "/nowhere", "/healthz"] {
                let answer = app.browser().request(method.clone(), path, &[], Body::empty()).await.expect(405);
                assert!(answer.header("allow").contains("GET"), "{method} {path}");
            }
        }
        let answer = app.browser().request(Method::HEAD, "/sign-in", &[], Body::empty()).await.expect(200);
        assert!(answer.body.is_empty());
    }
}
