//! Changing what was typed.

use super::*;
use model::{ApiAccess, ApiType};
use std::time::Duration;

store::on_both_engines! {
    async fn name_activity_and_apis_change_and_nothing_else(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let before = demo.create(&demo.admin, "First App").await.application;
        let revision = demo.revision().await;
        demo.test.clock.advance(Duration::from_secs(5));
        let form = ApplicationForm {
            organization: demo.organization("Globex").await.to_string(),
            name: " Second App ".into(),
            active: false,
            all_apis: false,
            apis: vec!["scim".into(), "json_api".into()],
            version: "1".into(),
            ..ApplicationForm::new()
        };
        let after = demo.office.change_application(&demo.admin, before.id, &form).await.unwrap();
        let expected = Application {
            name: "Second App".into(),
            active: false,
            apis: ApiAccess::Only(vec![ApiType::JsonApi, ApiType::Scim]),
            version: 2,
            updated_at: before.created_at + Duration::from_secs(5),
            ..before.clone()
        };
        assert_eq!(after, expected);
        assert_eq!(demo.office.find_application(&demo.admin, before.id).await.unwrap(), expected);
        assert_eq!(demo.revision().await, revision + 1);
        let now_ms = demo.row(before.id).await.tokens_dead_until_ms;
        assert_eq!(now_ms, expected.updated_at.0 * 1000 + 60_000, "switched off in the dialog is switched off");
        // That it was changed tells nobody as long as nobody enables that rule; that it was switched off does.
        demo.assert_counts(1, 1, 2).await;
        demo.assert_told(&["application_created", "application_deactivated"]).await;
    }

    async fn a_change_that_stops_nothing_leaves_the_tokens_alone(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let application = demo.create(&demo.john, "First App").await.application;
        demo.office.change_application(&demo.john, application.id, &renamed(&application, "Other")).await.unwrap();
        assert_eq!(demo.row(application.id).await.tokens_dead_until_ms, 0);
    }

    async fn names_are_refused_as_when_creating_but_ones_own_is_not_a_duplicate(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let first = demo.create(&demo.john, "First App").await.application;
        demo.create(&demo.john, "Second App").await;
        let change = async |name| demo.office.change_application(&demo.john, first.id, &renamed(&first, name)).await;
        assert_invalid(change("").await, "name", Problem::Blank);
        assert_invalid(change("SECOND app").await, "name", Problem::DuplicateName);
        assert_eq!(demo.row(first.id).await.version, 1);
        assert_eq!(change("First App").await.unwrap().version, 2);
        demo.assert_counts(2, 2, 2).await;
    }

    async fn who_was_slower_is_told_and_changes_nothing(db: TestDatabase) {
        let demo = Demo::on(db).await;
        let seen = demo.create(&demo.john, "First App").await.application;
        let (one, other) = (renamed(&seen, "One"), renamed(&seen, "Other"));
        let (one, other) = tokio::join!(
            demo.office.change_application(&demo.john, seen.id, &one),
            demo.office.change_application(&demo.admin, seen.id, &other),
        );
        let (won, lost) = if one.is_ok() { (one, other) } else { (other, one) };
        assert_refused!(lost, Error::Conflict);
        assert_eq!(demo.row(seen.id).await.name, won.unwrap().name);
        // Without a version the last one wins: that is what an API caller who sends none asks for.
        let blind = ApplicationForm { version: String::new(), ..renamed(&seen, "Blind") };
        assert_eq!(demo.office.change_application(&demo.john, seen.id, &blind).await.unwrap().version, 3);
    }
}
