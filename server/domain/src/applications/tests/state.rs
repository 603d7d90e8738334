//! Active, inactive, deleted and back.

use super::*;
use model::GridQuery;
use std::time::Duration;

store::on_both_engines! {
    async fn deactivating_ends_every_token_and_activating_brings_none_back(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let id = demo.create(&demo.john, "First App").await.application.id;
        let revision = demo.revision().await;
        demo.test.clock.advance(Duration::from_millis(1_234));
        let stopped = demo.office.deactivate_application(&demo.john, id).await.unwrap();
        assert_eq!((stopped.active, stopped.version), (false, 2));
        let dead_until = demo.row(id).await.tokens_dead_until_ms;
        assert_eq!(dead_until, 1_795_426_261_234, "a minute ahead, for servers whose clocks are");
        // Twice is as once.
        assert_eq!(demo.office.deactivate_application(&demo.john, id).await.unwrap().version, 2);
        demo.test.clock.advance(Duration::from_hours(1));
        let started = demo.office.activate_application(&demo.john, id).await.unwrap();
        assert_eq!((started.active, started.version), (true, 3));
        assert_eq!(demo.office.activate_application(&demo.john, id).await.unwrap().version, 3);
        assert_eq!(demo.row(id).await.tokens_dead_until_ms, dead_until + 3_600_000, "none of the time in between either");
        assert_eq!(demo.revision().await, revision + 2);
        demo.assert_told(&["application_created", "application_deactivated"]).await;
    }

    async fn a_deleted_application_is_gone_and_its_name_free(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let id = demo.create(&demo.john, "First App").await.application.id;
        let revision = demo.revision().await;
        demo.test.clock.advance(Duration::from_secs(1));
        assert_eq!(demo.office.delete_application(&demo.john, id).await.unwrap().name, "First App");
        assert_eq!(demo.row(id).await.tokens_dead_until_ms, 1_795_426_261_000);
        assert_eq!(demo.revision().await, revision + 1);
        for actor in [&demo.john, &demo.admin] {
            assert_refused!(demo.office.find_application(actor, id).await, Error::NotFound);
            assert_refused!(demo.office.delete_application(actor, id).await, Error::NotFound);
            assert_refused!(demo.office.activate_application(actor, id).await, Error::NotFound);
            assert_refused!(demo.office.change_application(actor, id, &form("X")).await, Error::NotFound);
            let list = crate::ApplicationList::of(demo.john.viewer.id, &GridQuery::default(), demo.office.now());
            assert_eq!(demo.office.list_applications(actor, &list).await.unwrap().total, 0);
        }
        demo.create(&demo.john, "First App").await;
        demo.assert_counts(2, 2, 3).await;
        demo.assert_told(&["application_created", "application_deleted", "application_created"]).await;
    }

    async fn an_administrator_restores_it_without_its_old_tokens(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let id = demo.create(&demo.john, "First App").await.application.id;
        demo.office.deactivate_application(&demo.john, id).await.unwrap();
        demo.test.clock.advance(Duration::from_secs(1));
        demo.office.delete_application(&demo.john, id).await.unwrap();
        assert_refused!(demo.office.restore_application(&demo.john, id).await, Error::NotFound);
        let revision = demo.revision().await;
        demo.test.clock.advance(Duration::from_secs(1));
        let back = demo.office.restore_application(&demo.admin, id).await.unwrap();
        assert_eq!((back.name.as_str(), back.active), ("First App", false));
        assert_eq!(demo.row(id).await.tokens_dead_until_ms, 1_795_426_262_000);
        assert_eq!(demo.office.find_application(&demo.john, id).await.unwrap(), back);
        assert_eq!(demo.revision().await, revision + 1);
        // What is there needs no restoring, and its owner may not anyway.
        assert_eq!(demo.office.restore_application(&demo.admin, id).await.unwrap(), back);
        assert_refused!(demo.office.restore_application(&demo.john, id).await, Error::Forbidden);
        demo.assert_told(&["application_created", "application_deactivated", "application_deleted"]).await;
    }

    async fn a_name_that_was_taken_meanwhile_keeps_it_deleted(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let old = demo.create(&demo.john, "First App").await.application.id;
        demo.office.delete_application(&demo.john, old).await.unwrap();
        let new = demo.create(&demo.john, "FIRST APP").await.application.id;
        assert_invalid(demo.office.restore_application(&demo.admin, old).await, "name", Problem::DuplicateName);
        assert!(demo.row(old).await.deleted_at.is_some());
        demo.office.delete_application(&demo.john, new).await.unwrap();
        demo.office.restore_application(&demo.admin, old).await.unwrap();
        demo.assert_counts(2, 2, 4).await;
    }

    async fn cleanup_removes_what_has_had_its_time(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let (old, kept) = (demo.create(&demo.john, "Old").await, demo.create(&demo.john, "Kept").await);
        demo.office.rotate_secret(&demo.john, kept.application.id, model::Grace::Hour).await.unwrap();
        demo.office.delete_application(&demo.john, old.application.id).await.unwrap();
        demo.office.send_due_mail().await.unwrap();
        demo.test.signed_in(JOHN, "admin-demo-password").await;
        let day = Duration::from_hours(24);
        demo.test.clock.advance(day);
        let report = demo.office.cleanup().await.unwrap();
        // The administrator, and John twice.
        assert_eq!(report, crate::CleanupReport { sessions: 3, ..Default::default() });
        demo.create(&demo.john, "Young").await;
        demo.test.clock.advance(30 * day);
        let expected = crate::CleanupReport { applications: 1, secrets: 1, mails: 4, ..Default::default() };
        assert_eq!(demo.office.cleanup().await.unwrap(), expected);
        assert_eq!(demo.office.cleanup().await.unwrap(), crate::CleanupReport::default());
        // Kept with its new secret, Young with its own; the mail about it was never sent and stays.
        demo.assert_counts(2, 2, 1).await;
    }
}
