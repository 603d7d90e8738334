//! Secrets that change, and the tokens that were made with them.

use super::*;
use std::time::Duration;

store::on_both_engines! {
    async fn without_grace_the_old_secret_and_its_tokens_are_dead_at_once(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let old = desk.token().await;
        let secret = desk.rotate(Grace::None).await;
        assert_eq!(desk.call(&old).await.unwrap_err(), BearerError::InvalidToken);
        assert!(matches!(desk.ask(&desk.secret).await, Err(TokenError::InvalidClient)));
        let new = desk.ask(&secret).await.unwrap().access_token.into_revealed();
        assert!(desk.call(&new).await.is_ok());
    }

    async fn in_the_grace_both_work_and_no_token_outlives_its_secret(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let before = desk.token().await;
        let secret = desk.rotate(Grace::Hour).await;
        assert!(desk.call(&before).await.is_ok());
        desk.test.clock.advance(Duration::from_mins(59));
        let last = desk.ask(&desk.secret).await.unwrap();
        assert_eq!(last.expires_in, 60, "the secret has one minute left");
        let last = last.access_token.into_revealed();
        let new = desk.ask(&secret).await.unwrap();
        assert_eq!(new.expires_in, 3_600);
        desk.test.clock.advance(Duration::from_mins(1));
        assert_eq!(desk.call(&last).await.unwrap_err(), BearerError::InvalidToken);
        assert!(matches!(desk.ask(&desk.secret).await, Err(TokenError::InvalidClient)));
        assert!(desk.call(new.access_token.reveal()).await.is_ok());
    }

    async fn last_use_is_written_in_batches_for_the_secret_that_was_used_and_never_goes_back(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let secret = desk.rotate(Grace::Day).await;
        let used = async || {
            let rows = desk.office.database().secrets_of_application(desk.id).await.unwrap();
            let application = desk.office.find_application(&desk.john, desk.id).await.unwrap();
            (application.last_used_at, rows.iter().map(|row| row.last_used_at).collect::<Vec<_>>())
        };
        let first = desk.office.now();
        desk.ask(&secret).await.unwrap();
        desk.ask("lk_wrong").await.unwrap_err();
        assert_eq!(used().await, (None, vec![None, None]), "nothing is written on the way");
        desk.office.flush_last_used().await.unwrap();
        assert_eq!(used().await, (Some(first), vec![None, Some(first)]));
        desk.test.clock.advance(Duration::from_secs(10));
        let second = desk.office.now();
        desk.ask(&desk.secret).await.unwrap();
        desk.office.flush_last_used().await.unwrap();
        desk.test.clock.set_ms(first.0 * 1000 - 5_000);
        desk.ask(&secret).await.unwrap();
        desk.office.flush_last_used().await.unwrap();
        assert_eq!(used().await, (Some(second), vec![Some(second), Some(first)]));
    }
}
