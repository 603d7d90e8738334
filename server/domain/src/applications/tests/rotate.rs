//! New secrets and what becomes of the old ones.

use super::*;
use crate::{credentials, looks_valid};
use model::{Grace, SecretForm, SecretLife, Timestamp};
use std::time::Duration;

const START: i64 = 1_795_426_200;

async fn ends(demo: &Demo, id: ApplicationId) -> Vec<(i64, Option<i64>)> {
    let secrets = demo.office.database().secrets_of_application(id).await.unwrap();
    secrets.into_iter().map(|secret| (secret.number, secret.expires_at.map(|end| end.0))).collect()
}

fn lasting(life: SecretLife) -> SecretForm {
    SecretForm { life: life.as_str().into(), ..SecretForm::default() }
}

store::on_both_engines! {
    async fn without_grace_the_old_secret_ends_at_once(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let created = demo.create(&demo.john, "First App").await;
        let id = created.application.id;
        let revision = demo.revision().await;
        let rotated = demo.office.rotate_secret(&demo.john, id, Grace::None).await.unwrap();
        assert_eq!((rotated.client_id, rotated.old_secret_until), (created.application.client_id, None));
        assert!(looks_valid(&rotated.client_secret) && rotated.client_secret != created.client_secret);
        assert_eq!(ends(&demo, id).await, [(1, Some(START)), (2, None)]);
        let secrets = demo.office.database().secrets_of_application(id).await.unwrap();
        assert_eq!(secrets[1].hash, credentials::digest(&rotated.client_secret));
        assert_eq!(demo.revision().await, revision + 1);
        demo.assert_counts(1, 2, 2).await;
        demo.assert_told(&["application_created", "secret_rotated"]).await;
    }

    async fn a_new_secret_can_end_by_itself(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let id = demo.create(&demo.john, "First App").await.application.id;
        let day = 86_400;
        demo.office.rotate_secret_for(&demo.john, id, Grace::None, &lasting(SecretLife::Month)).await.unwrap();
        assert_eq!(ends(&demo, id).await, [(1, Some(START)), (2, Some(START + 30 * day))]);
        // It is the one in use, so a grace is its grace; and where it ends before that is over, it ends.
        demo.test.clock.advance(Duration::from_hours(28 * 24));
        let end = Timestamp(START + 30 * day);
        let rotated = demo.office.rotate_secret_for(&demo.john, id, Grace::Week, &lasting(SecretLife::Year)).await.unwrap();
        assert_eq!(rotated.old_secret_until, Some(end));
        assert_eq!(ends(&demo, id).await, [(1, Some(START)), (2, Some(end.0)), (3, Some(START + 393 * day))]);
        let rotated = demo.office.rotate_secret(&demo.john, id, Grace::Hour).await.unwrap();
        let (now, hour) = (START + 28 * day, START + 28 * day + 3_600);
        assert_eq!(rotated.old_secret_until, Some(Timestamp(hour)));
        assert_eq!(ends(&demo, id).await, [(1, Some(START)), (2, Some(now)), (3, Some(hour)), (4, None)]);
    }

    async fn a_second_rotation_ends_the_grace_of_the_first(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let id = demo.create(&demo.john, "First App").await.application.id;
        let week = Timestamp(START + 7 * 86_400);
        let rotated = demo.office.rotate_secret(&demo.john, id, Grace::Week).await.unwrap();
        assert_eq!(rotated.old_secret_until, Some(week));
        assert_eq!(ends(&demo, id).await, [(1, Some(week.0)), (2, None)]);
        demo.test.clock.advance(Duration::from_mins(1));
        let (now, hour) = (START + 60, START + 60 + 3_600);
        let again = demo.office.rotate_secret(&demo.john, id, Grace::Hour).await.unwrap();
        assert_eq!(again.old_secret_until, Some(Timestamp(hour)));
        assert_eq!(ends(&demo, id).await, [(1, Some(now)), (2, Some(hour)), (3, None)]);
        // What has ended stays ended when it did.
        demo.test.clock.advance(Duration::from_hours(2));
        demo.office.rotate_secret(&demo.john, id, Grace::None).await.unwrap();
        let later = now + 7_200;
        assert_eq!(ends(&demo, id).await, [(1, Some(now)), (2, Some(hour)), (3, Some(later)), (4, None)]);
        demo.assert_counts(1, 4, 4).await;
    }

    async fn rotations_at_the_same_instant_come_one_after_the_other(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let id = demo.create(&demo.john, "First App").await.application.id;
        let rotate = || demo.office.rotate_secret(&demo.john, id, Grace::Day);
        let (a, b, c) = tokio::join!(rotate(), rotate(), rotate());
        let secrets = [a, b, c].map(|rotated| rotated.unwrap().client_secret);
        assert!(secrets[0] != secrets[1] && secrets[1] != secrets[2]);
        let day = START + 86_400;
        assert_eq!(ends(&demo, id).await, [(1, Some(START)), (2, Some(START)), (3, Some(day)), (4, None)]);
    }
}
