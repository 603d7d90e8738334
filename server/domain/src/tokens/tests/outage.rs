//! A database that is away, and keys that are.

use super::*;
use crate::KeyStatus;
use std::time::Duration;

store::on_both_engines! {
    async fn without_the_database_memory_serves_for_two_seconds_and_no_longer(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        desk.test.db.database.close().await;
        desk.test.clock.advance(Duration::from_millis(1_999));
        assert!(desk.call(&token).await.is_ok());
        desk.test.clock.advance(Duration::from_millis(1));
        assert_eq!(desk.call(&token).await.unwrap_err(), BearerError::Unavailable);
        assert!(matches!(desk.ask(&desk.secret).await, Err(TokenError::Unavailable(_))));
        assert!(desk.office.flush_last_used().await.is_err(), "what waits goes on waiting");
        assert!(desk.office.flush_last_used().await.is_err());
    }

    async fn without_keys_nothing_is_issued_and_with_them_everything_again(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let settings = desk.office.settings();
        let (private, away) = (settings.private_key.clone(), settings.private_key.with_extension("away"));
        std::fs::rename(&private, &away).unwrap();
        desk.test.clock.advance(Duration::from_secs(1));
        assert!(matches!(desk.ask(&desk.secret).await, Err(TokenError::KeysMissing)));
        assert_eq!(desk.call(&token).await.unwrap_err(), BearerError::Unavailable);
        assert_eq!((desk.office.key_status(), desk.office.jwk_set().await), (KeyStatus::Missing, None));
        std::fs::rename(&away, &private).unwrap();
        desk.test.clock.advance(Duration::from_secs(1));
        assert!(desk.call(&token).await.is_ok());
        assert!(desk.ask(&desk.secret).await.is_ok());
    }

    async fn with_other_keys_new_tokens_are_signed_and_the_old_ones_go_on(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let settings = desk.office.settings();
        for path in [&settings.private_key, &settings.public_key] {
            std::fs::remove_file(path).unwrap();
        }
        crate::generate_keys(settings).unwrap();
        desk.test.clock.advance(Duration::from_secs(1));
        assert!(desk.call(&token).await.is_ok());
        assert!(desk.call(&desk.token().await).await.is_ok());
    }
}
