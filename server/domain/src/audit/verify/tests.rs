//! Whatever is done to the chain behind its back is found, and told by the number of the record.

use super::{Broken, NotedEnd};
use crate::testing::TestOffice;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

async fn verified(test: &TestOffice, noted: Option<&NotedEnd>) -> (u64, Option<Broken>) {
    let report = test.office.verify_audit(noted).await.unwrap();
    (report.records, report.broken)
}

async fn count(test: &TestOffice) -> u64 {
    test.db.count("audit_records").await.unsigned_abs()
}

store::on_both_engines! {
    async fn what_was_changed_moved_or_taken_out_is_found(db: TestDatabase) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        let all = count(&test).await;
        let last = i64::try_from(all).unwrap();
        assert_eq!(verified(&test, None).await, (all, None));
        for (statement, back, expected) in [
            (
                "UPDATE audit_records SET changes = '[]' WHERE sequence = 4",
                None,
                Broken::Changed(4),
            ),
            (
                "UPDATE audit_records SET sequence = -sequence WHERE sequence = 3",
                Some("UPDATE audit_records SET sequence = 3 WHERE sequence = -3"),
                Broken::Missing(3),
            ),
            (
                "UPDATE audit_records SET subject_folded = 'x' WHERE sequence = 2",
                Some("UPDATE audit_records SET subject_folded = lower(trim(subject_name)) WHERE sequence = 2"),
                Broken::Changed(2),
            ),
            (
                "UPDATE audit_head SET removed_sequence = 1, removed_hash = (SELECT hash FROM audit_records WHERE sequence = 1)",
                None,
                Broken::Beginning(1),
            ),
        ]
        .into_iter()
        .rev()
        {
            test.db.execute(statement).await;
            assert_eq!(verified(&test, None).await.1, Some(expected), "{statement}");
            let zeros = "UPDATE audit_head SET removed_sequence = 0, removed_hash = (SELECT previous FROM audit_records WHERE sequence = 1)";
            test.db.execute(back.unwrap_or(zeros)).await;
        }
        // The one that was changed for good is out of the way.
        test.db.execute("DELETE FROM audit_records WHERE sequence = 4").await;
        assert_eq!(verified(&test, None).await, (3, Some(Broken::Missing(4))));
        test.db.execute(&format!("DELETE FROM audit_records WHERE sequence > 3 AND sequence < {last}")).await;
        assert_eq!(verified(&test, None).await, (3, Some(Broken::Missing(4))));
    }

    /// Whoever cuts the end off and says that it is the end is found only by who noted it.
    async fn an_end_that_was_cut_off_is_found(db: TestDatabase) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        let noted = test.office.verify_audit(None).await.unwrap().end;
        let before = noted.sequence - 1;
        test.db.execute(&format!("DELETE FROM audit_records WHERE sequence > {before}")).await;
        assert_eq!(verified(&test, None).await.1, Some(Broken::Missing(noted.sequence)));
        let as_if = "(SELECT hash FROM audit_records ORDER BY sequence DESC LIMIT 1)";
        test.db.execute(&format!("UPDATE audit_head SET sequence = {before}, hash = {as_if}")).await;
        assert_eq!(verified(&test, None).await.1, None);
        assert_eq!(verified(&test, Some(&noted)).await.1, Some(Broken::Missing(noted.sequence)));
        // And who writes others in their place, too.
        test.organization("Initech", false).await;
        assert_eq!(verified(&test, None).await.1, None);
        assert_eq!(verified(&test, Some(&noted)).await.1, Some(Broken::Other(noted.sequence)));
    }

    async fn what_the_cleanup_leaves_hangs_together(db: TestDatabase) {
        let test = TestOffice::with(db, |settings| settings.audit_keep = Some(DAY * 30)).await;
        test.office.add_demo_data().await.unwrap();
        let old = count(&test).await;
        assert_eq!(test.office.cleanup().await.unwrap().audit_records, 0);
        test.clock.advance(DAY * 20);
        test.organization("Initech", false).await;
        test.clock.advance(DAY * 20);
        assert_eq!(test.office.cleanup().await.unwrap().audit_records, old);
        let report = test.office.verify_audit(None).await.unwrap();
        assert_eq!((report.broken, report.removed.unsigned_abs()), (None, old));
        assert_eq!(report.records, count(&test).await);
        // Again, until nothing but the records of the cleanup is there.
        test.clock.advance(DAY * 60);
        assert!(test.office.cleanup().await.unwrap().audit_records > 0);
        assert_eq!(verified(&test, None).await, (1, None));
        // Somebody removes more, and says it was the cleanup.
        test.organization("Hooli", false).await;
        test.db.execute("UPDATE audit_head SET removed_sequence = removed_sequence + 1, removed_hash = (SELECT hash FROM audit_records ORDER BY sequence LIMIT 1)").await;
        test.db.execute("DELETE FROM audit_records WHERE sequence <= (SELECT removed_sequence FROM audit_head)").await;
        assert!(matches!(verified(&test, None).await.1, Some(Broken::Beginning(_))));
    }
}
