//! An answer is there with what was done or not at all, for a day, and for nobody else.

use super::{Answered, KeyedRequest};
use crate::{
    Actor, Error, Via,
    town::{JOHN, Town, assert_refused},
};
use std::time::Duration;

/// A program of the actor's.
async fn program(town: &Town, actor: &Actor) -> Actor {
    let application = town.application(actor).await.application;
    Actor { via: Via::Application { id: application.id, apis: Vec::new() }, ..actor.clone() }
}

store::on_both_engines! {
    async fn the_answer_is_kept_with_what_was_done_and_for_a_day(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = program(&town, &town.actor(JOHN).await).await;
        let request = KeyedRequest::new(&john, "k", &[b"POST", b"/a"]).unwrap();
        let answered = async |request: &KeyedRequest| town.office.answered(request).await.unwrap();

        let together = town.office.together().await.unwrap();
        together.keep_answer(&request, "{}".into()).await.unwrap();
        drop(together);
        assert_eq!(answered(&request).await, Answered::Never);
        let together = town.office.together().await.unwrap();
        together.keep_answer(&request, "{}".into()).await.unwrap();
        together.commit().await.unwrap();
        assert_eq!(answered(&request).await, Answered::With("{}".into()));

        let other = KeyedRequest::new(&john, "k", &[b"POST/", b"a"]).unwrap();
        assert_eq!(answered(&other).await, Answered::Other);
        assert_eq!(answered(&KeyedRequest::new(&john, "l", &[]).unwrap()).await, Answered::Never);
        let admin = program(&town, &town.admin).await;
        assert_eq!(answered(&KeyedRequest::new(&admin, "k", &[b"POST", b"/a"]).unwrap()).await, Answered::Never);

        town.test.clock.advance(Duration::from_hours(24));
        assert_eq!(answered(&request).await, Answered::Never);
        // Before it was cleaned up the key can be used again.
        town.office.keep_answer(&other, "[]".into()).await.unwrap();
        assert_eq!(answered(&other).await, Answered::With("[]".into()));
        assert_eq!(town.office.cleanup().await.unwrap().idempotency_keys, 0);
        town.test.clock.advance(Duration::from_hours(24));
        assert_eq!(town.office.cleanup().await.unwrap().idempotency_keys, 1);
    }

    async fn one_request_holds_its_key(db: TestDatabase) {
        let town = Town::on(db).await;
        let (admin, john) = (program(&town, &town.admin).await, program(&town, &town.actor(JOHN).await).await);
        let request = KeyedRequest::new(&john, "k", &[]).unwrap();
        let held = town.office.hold_key(&request);
        assert!(held.is_some() && town.office.hold_key(&request).is_none());
        assert!(town.office.hold_key(&KeyedRequest::new(&admin, "k", &[]).unwrap()).is_some());
        drop(held);
        assert!(town.office.hold_key(&request).is_some());
        assert_refused!(KeyedRequest::new(&town.admin, "k", &[]).map(drop), Error::Forbidden);
    }
}
