//! What happens when the database does not do its part: nothing, rather than half of it.

use super::*;
use store::testing::Engine;

store::on_both_engines! {
    async fn without_its_mail_there_is_no_application(db: TestDatabase) {
        let demo = Demo::on(db).await;
        demo.test.db.execute("ALTER TABLE outbox_mails RENAME TO gone").await;
        let refused = demo.office.create_application(&demo.john, demo.john.viewer.id, &form("Half")).await;
        assert_refused!(refused, Error::Internal(_));
        demo.test.db.execute("ALTER TABLE gone RENAME TO outbox_mails").await;
        demo.assert_counts(0, 0, 0).await;
        demo.create(&demo.john, "Half").await;
        demo.assert_counts(1, 1, 1).await;
    }

    async fn without_the_revision_that_others_follow_nothing_changes(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let created = demo.create(&demo.john, "First App").await.application;
        demo.test.db.execute("ALTER TABLE live_revision RENAME TO gone").await;
        let office = &demo.office;
        assert_refused!(office.deactivate_application(&demo.john, created.id).await, Error::Internal(_));
        assert_refused!(office.delete_application(&demo.john, created.id).await, Error::Internal(_));
        assert_refused!(office.rotate_secret(&demo.john, created.id, model::Grace::None).await, Error::Internal(_));
        assert_refused!(office.create_application(&demo.john, demo.john.viewer.id, &form("Two")).await, Error::Internal(_));
        assert_eq!(office.find_application(&demo.john, created.id).await.unwrap(), created);
        demo.assert_counts(1, 1, 1).await;
    }
}

/// Another process writes for longer than anybody waits: the caller is told to come back, and then it works.
#[tokio::test]
async fn a_locked_database_is_unavailable_and_recovers() {
    let demo = Demo::on(TestDatabase::new(Engine::Sqlite).await).await;
    let created = demo.create(&demo.john, "First App").await.application;
    let other = demo.office.database().begin().await.unwrap();
    let owner = demo.john.viewer.id;
    let second = form("Second App");
    let (create, delete) = tokio::join!(
        demo.office.create_application(&demo.john, owner, &second),
        demo.office.delete_application(&demo.john, created.id),
    );
    assert_refused!(create, Error::Unavailable(_));
    assert_refused!(delete, Error::Unavailable(_));
    // Reading goes on meanwhile.
    assert_eq!(demo.office.find_application(&demo.john, created.id).await.unwrap(), created);
    drop(other);
    demo.create(&demo.john, "Second App").await;
    demo.assert_counts(2, 2, 2).await;
}

/// A full disk, as SQLite tells of it: the file may not grow by another page.
#[tokio::test]
async fn a_full_disk_leaves_no_half_application_and_no_mail() {
    let demo = Demo::on(TestDatabase::new(Engine::Sqlite).await).await;
    demo.test.db.execute("PRAGMA max_page_count = 1").await;
    let mut made = 0;
    let refused = loop {
        let form = form(&format!("{made} {}", "x".repeat(250)));
        match demo.office.create_application(&demo.john, demo.john.viewer.id, &form).await {
            Ok(_) => made += 1,
            refused => break refused,
        }
        assert!(made < 1000, "the disk is not full");
    };
    assert_refused!(refused, Error::Unavailable(_));
    demo.assert_counts(made, made, usize::try_from(made).unwrap()).await;
    demo.test.db.execute("PRAGMA max_page_count = 1000000").await;
    demo.create(&demo.john, "Room again").await;
}
