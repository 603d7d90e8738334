//! Active, inactive, deleted and back.

use super::*;
use model::{GridQuery, Side};
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
        let maria = demo.actor(MARIA).await;
        assert_refused!(demo.office.restore_application(&maria, id).await, Error::NotFound);
        let revision = demo.revision().await;
        demo.test.clock.advance(Duration::from_secs(1));
        let back = demo.office.restore_application(&demo.admin, id).await.unwrap();
        assert_eq!((back.name.as_str(), back.active), ("First App", false));
        assert_eq!(demo.row(id).await.tokens_dead_until_ms, 1_795_426_262_000);
        assert_eq!(demo.office.find_application(&demo.john, id).await.unwrap(), back);
        assert_eq!(demo.revision().await, revision + 1);
        // What is there needs no restoring.
        for actor in [&demo.admin, &demo.john] {
            assert_eq!(demo.office.restore_application(actor, id).await.unwrap(), back);
        }
        assert_refused!(demo.office.restore_application(&maria, id).await, Error::NotFound);
        demo.assert_told(&["application_created", "application_deactivated", "application_deleted"]).await;
    }

    async fn whoever_may_delete_takes_it_back_and_finds_it_in_a_list(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let (office, john) = (&demo.office, &demo.john);
        let mut gone = Vec::new();
        for name in ["First", "Second", "Third"] {
            let id = demo.create(john, name).await.application.id;
            demo.test.clock.advance(Duration::from_secs(1));
            office.delete_application(john, id).await.unwrap();
            gone.push(id);
        }
        let amanda = demo.actor(AMANDA).await;
        let hers = demo.create(&amanda, "Hers").await.application;
        office.delete_application(&amanda, hers.id).await.unwrap();
        let listed = async |actor: &Actor, side, owner: Option<UserId>| {
            let page = office.list_deleted_applications(actor, side, owner, 1).await.unwrap();
            assert_eq!(usize::try_from(page.total).unwrap(), page.rows.len());
            page.rows.into_iter().map(|row| row.application.name).collect::<Vec<_>>()
        };
        let owner = Some(john.viewer.id);
        for actor in [john, &demo.admin] {
            assert_eq!(listed(actor, Side::BackOffice, None).await, ["Third", "Second", "First"]);
            assert_eq!(listed(actor, Side::BackOffice, owner).await, ["Third", "Second", "First"]);
        }
        assert_eq!(listed(&demo.admin, Side::Customer, None).await, ["Hers"]);
        assert_eq!(listed(&amanda, Side::Customer, None).await, ["Hers"]);
        assert_refused!(office.list_deleted_applications(john, Side::Customer, None, 1).await, Error::Forbidden);
        assert_refused!(office.list_deleted_applications(&amanda, Side::BackOffice, owner, 1).await, Error::Forbidden);
        // Of those whose page one may not see, there is no list either.
        let admin = Some(demo.admin.viewer.id);
        assert_refused!(office.list_deleted_applications(john, Side::BackOffice, admin, 1).await, Error::NotFound);

        demo.create(john, "Second").await;
        gone.push(hers.id);
        let outcome = office.restore_applications(john, &gone).await.unwrap();
        assert_eq!((outcome.done, outcome.refused), (2, vec![gone[1], hers.id]));
        assert_eq!(listed(john, Side::BackOffice, None).await, ["Second"]);
        let renamed = office.restore_application_as(john, gone[1], " Second, the elder ").await.unwrap();
        assert_eq!(renamed.name, "Second, the elder");
        assert_eq!(listed(john, Side::BackOffice, None).await, [""; 0]);
        let too_long = "x".repeat(256);
        let refused = office.restore_application_as(john, gone[1], &too_long).await;
        assert_invalid(refused, "name", Problem::TooLong { limit: 255 });
        let too_many = vec![gone[0]; model::BULK_MAX + 1];
        assert_invalid(office.restore_applications(john, &too_many).await, "ids", Problem::TooMany { limit: 100 });
    }

    async fn its_secret_comes_back_and_what_people_answered_does_not(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let id = demo.create(&demo.john, "First").await.application.id;
        let before = demo.office.database().secrets_of_application(id).await.unwrap();
        let mut tx = demo.office.database().begin().await.unwrap();
        tx.put_consent(demo.john.viewer.id, id, &"json_api".parse().unwrap(), demo.office.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(demo.test.db.count("consents").await, 1);
        demo.office.delete_application(&demo.john, id).await.unwrap();
        demo.office.restore_application(&demo.john, id).await.unwrap();
        assert_eq!(demo.office.database().secrets_of_application(id).await.unwrap(), before);
        assert_eq!(demo.test.db.count("consents").await, 0);
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
