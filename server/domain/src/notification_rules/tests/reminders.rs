//! Secrets that are about to end.

use super::*;
use model::Grace;

const DAY: Duration = Duration::from_hours(24);

/// Lets the secrets of an application end so many days after now.
async fn let_end(town: &Town, id: ApplicationId, days: u32) {
    let mut tx = town.office.database().begin().await.unwrap();
    for secret in tx.secrets_of_application(id).await.unwrap() {
        tx.end_secret(secret.id, town.office.now() + days * DAY).await.unwrap();
    }
    tx.commit().await.unwrap();
}

store::on_both_engines! {
    async fn each_step_is_told_once_also_by_two_at_once(db: TestDatabase) {
        let town = Town::on(db).await;
        let id = add(&town, town.id(JOHN).await, "Billing").await;
        let_end(&town, id, 90).await;
        let told_after = async |days: u32| {
            town.test.clock.advance(days * DAY);
            let (one, other) = tokio::join!(town.office.remind_of_secrets(), town.office.remind_of_secrets());
            one.unwrap() + other.unwrap()
        };
        assert_eq!(told_after(59).await, 0);
        assert_eq!([told_after(1).await, told_after(1).await], [1, 0], "30 days before");
        assert_eq!([told_after(22).await, told_after(1).await], [1, 0], "7 days before");
        assert_eq!([told_after(5).await, told_after(0).await], [1, 0], "1 day before");
        assert_eq!(told_after(1).await, 0, "it has ended");
        let mails = town.test.mails().await;
        assert_eq!(told(&mails, MailEvent::SecretExpiring), [JOHN; 3]);
        for (mail, days) in mails[1..].iter().zip(["30 days", "7 days", "1 day"]) {
            assert!(mail.text_body.contains(&format!("ends in {days}.")), "{}", mail.text_body);
            assert!(mail.text_body.contains("lk_…"), "{}", mail.text_body);
        }
    }

    /// A server that was off for a while says how it is, not how it was.
    async fn what_was_missed_is_not_made_up_for(db: TestDatabase) {
        let town = Town::on(db).await;
        let id = add(&town, town.id(JOHN).await, "Billing").await;
        let_end(&town, id, 90).await;
        town.test.clock.advance(85 * DAY);
        assert_eq!(town.office.remind_of_secrets().await.unwrap(), 1);
        assert_eq!(town.office.remind_of_secrets().await.unwrap(), 0);
    }

    async fn an_old_secret_is_told_of_a_day_before_its_week_is_over(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.id(JOHN).await;
        for (name, grace) in [("Hour", Grace::Hour), ("Day", Grace::Day), ("Week", Grace::Week)] {
            let id = add(&town, john, name).await;
            town.test.clock.advance(Duration::from_mins(1));
            town.office.rotate_secret(&town.admin, id, grace).await.unwrap();
            assert_eq!(town.office.remind_of_secrets().await.unwrap(), 0, "{name}");
        }
        town.test.clock.advance(6 * DAY);
        assert_eq!(town.office.remind_of_secrets().await.unwrap(), 1);
        assert_eq!(told(&town.test.mails().await, MailEvent::SecretExpiring), [JOHN]);
    }

    async fn nobody_is_told_of_what_is_off_or_gone(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.id(JOHN).await;
        let (off, gone) = (add(&town, john, "Off").await, add(&town, john, "Gone").await);
        for id in [off, gone] {
            let_end(&town, id, 90).await;
        }
        town.office.deactivate_application(&town.admin, off).await.unwrap();
        town.office.delete_application(&town.admin, gone).await.unwrap();
        town.test.clock.advance(84 * DAY);
        assert_eq!(town.office.remind_of_secrets().await.unwrap(), 0);
    }
}
