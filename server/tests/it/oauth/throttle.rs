//! Failures are slowed down, successes never (design: rules of trust, 5).

use super::{Desk, basic, post, refusal};
use crate::support::FORM;
use std::time::Duration;

store::on_both_engines! {
    async fn many_failures_are_told_to_wait_and_who_knows_the_secret_is_let_in(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let wrong = basic(desk.client_id(), "wrong");
        let fail = async |path: &str| post(&desk.app, path, Some(&wrong), FORM, "grant_type=client_credentials&token=x").await;
        for path in ["/oauth2/token", "/oauth2-token", "/oauth2/introspect", "/oauth2/revoke"].iter().cycle().take(20) {
            assert_eq!(refusal(&fail(path).await), (401, "invalid_client".into()));
        }
        for path in ["/oauth2/token", "/oauth2/introspect", "/oauth2/revoke"] {
            let answer = fail(path).await;
            assert_eq!(refusal(&answer), (429, "invalid_client".into()));
            assert_eq!(answer.header("retry-after"), "60");
        }
        desk.app.clock.advance(Duration::from_millis(59_001));
        assert_eq!(fail("/oauth2/token").await.expect(429).header("retry-after"), "1");
        desk.app.clock.advance(Duration::from_secs(1));
        assert_eq!(refusal(&fail("/oauth2/token").await), (401, "invalid_client".into()));
        for _ in 0..30 {
            fail("/oauth2/token").await;
        }
        desk.token().await;
    }

    async fn an_unknown_application_is_slowed_down_alike(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let unknown = basic("0123456789ABCDEFGHIJKLMNOPQRSTUV", "wrong");
        let mut statuses = Vec::new();
        for _ in 0..21 {
            let answer = post(&desk.app, "/oauth2/token", Some(&unknown), FORM, "grant_type=client_credentials").await;
            statuses.push(answer.status.as_u16());
        }
        assert_eq!((&statuses[..20], statuses[20]), (&[401; 20][..], 429));
        desk.token().await;
    }

    async fn successes_are_not_counted(db: TestDatabase) {
        let desk = Desk::on(db).await;
        for _ in 0..200 {
            desk.token().await;
        }
    }
}
