//! Several processes on one database.

use super::*;
use crate::testing::ManualClock;
use std::{sync::Arc, time::Duration};

/// A second process on the same database, with the same keys.
pub(super) fn another(desk: &Desk) -> Office {
    let (settings, random) = (desk.office.settings().clone(), Arc::new(crate::testing::SeededRandom::new(2)));
    let clock: Arc<ManualClock> = Arc::clone(&desk.test.clock);
    Office::new(desk.test.db.database.clone(), settings, clock, random)
}

store::on_both_engines! {
    async fn what_one_process_changes_the_other_follows(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let second = another(&desk);
        let token = desk.token().await;
        assert!(second.authenticate_bearer(&crate::PresentedBearer::Bearer(&token), ApiType::JsonApi).await.is_ok());
        desk.deactivate().await;
        assert!(second.authenticate_bearer(&crate::PresentedBearer::Bearer(&token), ApiType::JsonApi).await.is_ok(), "not heard of it yet");
        second.follow_revision().await.unwrap();
        let refused = second.authenticate_bearer(&crate::PresentedBearer::Bearer(&token), ApiType::JsonApi).await;
        assert_eq!(refused.unwrap_err(), BearerError::InvalidToken);
    }

    async fn a_process_that_does_not_hear_of_the_database_asks_it_before_it_answers(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let second = another(&desk);
        let token = desk.token().await;
        assert!(second.authenticate_bearer(&crate::PresentedBearer::Bearer(&token), ApiType::JsonApi).await.is_ok());
        let known = desk.credentials(&desk.secret);
        desk.office.revoke_token(Some(&known), HERE, Some(&token)).await.unwrap();
        desk.test.clock.advance(Duration::from_secs(2));
        let refused = second.authenticate_bearer(&crate::PresentedBearer::Bearer(&token), ApiType::JsonApi).await;
        assert_eq!(refused.unwrap_err(), BearerError::InvalidToken);
    }

    async fn the_followers_do_both_and_write_what_waits_when_they_stop(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let second = another(&desk);
        let token = desk.token().await;
        assert!(second.authenticate_bearer(&crate::PresentedBearer::Bearer(&token), ApiType::JsonApi).await.is_ok());
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let follower = second.clone();
        let running = tokio::spawn(async move { follower.run_followers(async { drop(stopped.await) }).await });
        desk.deactivate().await;
        let mut rounds = 0;
        while second.authenticate_bearer(&crate::PresentedBearer::Bearer(&token), ApiType::JsonApi).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
            rounds += 1;
            assert!(rounds < 150, "three seconds are more than half a second");
        }
        desk.activate().await;
        second.follow_revision().await.unwrap();
        second.issue_token(&desk.request(&desk.secret)).await.unwrap();
        stop.send(()).unwrap();
        running.await.unwrap();
        let found = desk.office.find_application(&desk.john, desk.id).await.unwrap();
        assert_eq!(found.last_used_at, Some(desk.office.now()));
    }
}
