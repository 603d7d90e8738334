//! A database that is gone: 503, nobody is signed out by it, and everything is as before once it is back.

use crate::support::{JOHN, PASSWORD, TestApp, cut_line};
use serde_json::json;
use store::testing::{Engine, TestDatabase};

#[tokio::test]
async fn nobody_is_signed_out_by_a_database_that_is_gone_for_a_while() {
    let (db, line) = cut_line(TestDatabase::new(Engine::Postgres).await).await;
    let app = TestApp::on(db).await;
    let browser = app.signed_in(JOHN).await;
    browser.get("/my-user").await.expect(200);

    line.send(false).unwrap();
    let answer = browser.get("/my-user").await.expect(503);
    assert!(answer.set_cookie("latchkey_session").is_none());
    assert!(!answer.header("retry-after").is_empty());
    assert!(!answer.text().contains("sqlx") && !answer.text().contains("127.0.0.1"), "{}", answer.text());
    assert_eq!(browser.rpc("sessions/list", &json!({})).await.expect(503).json(), json!("unavailable"));
    app.browser().sign_in(JOHN, PASSWORD).await.expect(503);
    app.get("/readyz").await.expect(503);
    app.get("/healthz").await.expect(200);
    // The door itself needs no database.
    app.get("/sign-in").await.expect(200);

    line.send(true).unwrap();
    browser.get("/my-user").await.expect(200);
    app.get("/readyz").await.expect(200);
}

store::on_both_engines! {
    async fn without_the_database_pages_say_so(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let browser = app.signed_in(JOHN).await;
        app.db.database.close().await;
        browser.get("/my-user").await.expect(503);
        browser.post("/my-user/applications/new", &[("name", "Robot")]).await.expect(503);
        app.browser().sign_in(JOHN, PASSWORD).await.expect(503);
    }
}
