//! A database that is locked or gone: 503, and everything as before once it is back.

use super::{Desk, refusal};
use crate::support::{TestApp, cut_line};
use std::time::Duration;
use store::testing::{Engine, TestDatabase};

#[tokio::test]
async fn without_the_database_every_answer_is_503_until_it_is_back() {
    let (db, switch) = cut_line(TestDatabase::new(Engine::Postgres).await).await;
    let desk = Desk::of(TestApp::on(db).await).await;
    let token = desk.token().await;

    switch.send(false).unwrap();
    // Memory serves for two seconds more.
    desk.token().await;
    desk.app.clock.advance(Duration::from_secs(2));
    for (path, form) in [
        ("/oauth2/token", "grant_type=client_credentials".to_owned()),
        ("/oauth2/introspect", format!("token={token}")),
        ("/oauth2/revoke", format!("token={token}")),
    ] {
        let answer = desk.post(path, &form).await;
        assert_eq!(refusal(&answer), (503, "temporarily_unavailable".into()), "{path}");
        assert!(!answer.header("retry-after").is_empty());
    }
    desk.call(&token).await.expect(503);
    desk.app.get("/oauth2/jwks").await.expect(200);

    switch.send(true).unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    desk.call(&token).await.expect(200);
    desk.token().await;
    desk.post("/oauth2/revoke", &format!("token={token}")).await.expect(200);
    desk.assert_dead(&token).await;
}

#[tokio::test]
async fn a_locked_database_still_issues_tokens_and_revokes_later() {
    let desk = Desk::on(TestDatabase::new(Engine::Sqlite).await).await;
    let token = desk.token().await;
    let other = desk.app.office.database().begin().await.unwrap();
    desk.token().await;
    let answer = desk.post("/oauth2/revoke", &format!("token={token}")).await;
    assert_eq!(refusal(&answer), (503, "temporarily_unavailable".into()));
    desk.call(&token).await.expect(200);
    drop(other);
    desk.post("/oauth2/revoke", &format!("token={token}")).await.expect(200);
    desk.assert_dead(&token).await;
}
