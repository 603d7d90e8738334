//! Mails that do not get through at once.

use super::*;
use crate::MailReport;
use model::Timestamp;
use std::time::Duration;

store::on_both_engines! {
    async fn a_mail_is_tried_again_with_longer_and_longer_pauses_and_then_given_up(db: TestDatabase) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        // A file where the folder should be.
        let folder = test.folder.path().join("mail");
        std::fs::write(&folder, "in the way").unwrap();
        write_mail(&test, "First App").await;
        for (attempt, pause) in [30_u64, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600].into_iter().enumerate() {
            assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 0, failed: 1 }, "{attempt}");
            test.clock.advance(Duration::from_secs(pause - 1));
            assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport::default(), "too early after {attempt}");
            // The jitter adds up to a quarter.
            test.clock.advance(Duration::from_secs(pause / 4 + 1));
        }
        let waiting = test.mails().await;
        assert_eq!((waiting[0].attempts, waiting[0].failed_at), (11, None));
        assert!(waiting[0].last_error.as_deref().is_some_and(|error| error.contains("mail: ")), "{waiting:?}");
        assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 0, failed: 1 });
        let given_up = test.mails().await;
        assert_eq!((given_up[0].attempts, given_up[0].sent_at), (12, None));
        assert_eq!(given_up[0].failed_at, Some(test.office.now()));
        assert!(given_up[0].last_error.is_some());
        std::fs::remove_file(&folder).unwrap();
        test.clock.advance(Duration::from_hours(1000));
        assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport::default());
        assert_eq!(files(&folder), []);
    }

    async fn an_address_that_is_none_is_given_up_and_holds_nobody_up(db: TestDatabase) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        write_mail(&test, "First App").await;
        test.db.execute("UPDATE outbox_mails SET to_address = 'nonsense'").await;
        test.clock.advance(Duration::from_secs(1));
        write_mail(&test, "Second App").await;
        assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 1 });
        let mails = test.mails().await;
        assert!(mails[0].failed_at.is_some() && mails[0].last_error.as_deref().unwrap().contains("address"), "{mails:?}");
        assert!(mails[1].sent_at.is_some());
        assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport::default());
    }

    async fn what_a_process_took_and_did_not_send_is_sent_by_another(db: TestDatabase) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        write_mail(&test, "First App").await;
        // A process takes the mail and dies.
        let now = test.office.now();
        let mut tx = test.db.database.begin().await.unwrap();
        let taken = tx.take_due_mail(now, now + Duration::from_mins(5)).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        test.clock.advance(Duration::from_mins(4));
        assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport::default());
        assert_eq!(test.db.database.next_mail_due().await.unwrap(), Some(Timestamp(now.0 + 300)));
        test.clock.advance(Duration::from_mins(1));
        assert_eq!(test.office.send_due_mail().await.unwrap(), MailReport { sent: 1, failed: 0 });
        let files = files(&test.folder.path().join("mail"));
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].0, format!("{}.eml", taken.id));
        assert_eq!(test.mails().await[0].attempts, 2);
    }

    async fn two_processes_send_each_mail_once(db: TestDatabase) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        for number in 0..200 {
            write_mail(&test, &format!("App {number}")).await;
        }
        let other = TestOffice::on(test.db.another().await).await;
        let (one, two) = tokio::join!(test.office.send_due_mail(), other.office.send_due_mail());
        let (one, two) = (one.unwrap(), two.unwrap());
        assert_eq!((one.sent + two.sent, one.failed + two.failed), (200, 0));
        let mut all = files(&test.folder.path().join("mail"));
        assert_eq!(all.len(), usize::try_from(one.sent).unwrap());
        all.extend(files(&other.folder.path().join("mail")));
        all.sort();
        all.dedup_by(|one, other| one.0 == other.0);
        assert_eq!(all.len(), 200);
        assert!(test.mails().await.iter().all(|mail| mail.attempts == 1));
    }
}
