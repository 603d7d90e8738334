//! One mail with everything, for those who want it so.

use crate::{
    Actor,
    town::{ADMIN, JOHN, Town},
};
use model::{ApplicationForm, ApplicationId, PreferencesForm};
use std::time::Duration;

async fn wish(town: &Town, actor: &mut Actor, digest: &str) {
    let form =
        PreferencesForm { time_zone: "Europe/Berlin".into(), digest: digest.into(), language: "de".into() };
    let (token, signed_in) = town.test.signed_in(&actor.viewer.email, "admin-demo-password").await;
    drop(token);
    town.office.change_preferences(&signed_in, &form).await.unwrap();
    *actor = signed_in;
}

async fn create(town: &Town, actor: &Actor, name: &str) -> ApplicationId {
    let form = ApplicationForm { name: name.into(), ..ApplicationForm::new() };
    town.office.create_application(actor, actor.viewer.id, &form).await.unwrap().application.id
}

store::on_both_engines! {
    async fn what_can_wait_is_told_in_one_mail_at_eight(db: TestDatabase) {
        let town = Town::on(db).await;
        // It is 09:30 in London, 10:30 in Berlin, a Monday.
        let (mut john, mut admin) = (town.actor(JOHN).await, town.actor(ADMIN).await);
        wish(&town, &mut john, "daily").await;
        wish(&town, &mut admin, "weekly").await;
        town.office.send_due_mail().await.unwrap();
        let sent_before = town.test.mails().await.len();
        for name in ["Erste", "Zweite <b>"] {
            create(&town, &john, name).await;
            town.test.clock.advance(Duration::from_mins(1));
        }
        create(&town, &admin, "Dritte").await;
        assert_eq!(town.office.send_due_mail().await.unwrap().sent, 0);
        assert_eq!(town.office.write_digests().await.unwrap(), 0);
        // 07:59 in Berlin, then 08:00; two servers look at once.
        town.test.clock.advance(Duration::from_mins(21 * 60 + 27));
        assert_eq!(town.office.write_digests().await.unwrap(), 0);
        town.test.clock.advance(Duration::from_mins(1));
        let (one, other) = tokio::join!(town.office.write_digests(), town.office.write_digests());
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        assert_eq!(town.office.send_due_mail().await.unwrap().sent, 1);
        let mails = town.test.mails().await;
        assert_eq!(mails.len(), sent_before + 4);
        let digest = mails.iter().find(|mail| mail.event == "digest").unwrap();
        assert_eq!((digest.to_address.as_str(), digest.subject.as_str()), (JOHN, "2 Nachrichten zu Ihren OAuth-Anwendungen"));
        for part in ["\"Erste\" wurde kürzlich Ihrem Konto", "\"Zweite <b>\"", "23. November 2026, 10:30 Uhr (Europe/Berlin)"] {
            assert!(digest.text_body.contains(part), "{part} in {}", digest.text_body);
        }
        assert!(digest.html_body.contains("Zweite &lt;b&gt;"), "{}", digest.html_body);
        assert_eq!(town.office.write_digests().await.unwrap(), 0);
        // The administrator's week ends on the next Monday.
        town.test.clock.advance(Duration::from_hours(6 * 24 - 1));
        assert_eq!(town.office.write_digests().await.unwrap(), 0);
        town.test.clock.advance(Duration::from_hours(1));
        assert_eq!(town.office.write_digests().await.unwrap(), 1);
    }

    async fn who_wants_to_wait_no_longer_is_told_at_once(db: TestDatabase) {
        let town = Town::on(db).await;
        let mut john = town.actor(JOHN).await;
        wish(&town, &mut john, "weekly").await;
        town.office.send_due_mail().await.unwrap();
        create(&town, &john, "Erste").await;
        assert_eq!(town.office.send_due_mail().await.unwrap().sent, 0);
        wish(&town, &mut john, "").await;
        assert!(town.office.send_due_mail().await.unwrap().sent >= 1);
        let mails = town.test.mails().await;
        assert!(mails.iter().all(|mail| mail.event != "digest" && mail.sent_at.is_some()), "{mails:?}");
    }

    async fn nobody_who_is_disabled_is_told(db: TestDatabase) {
        let town = Town::on(db).await;
        let mut john = town.actor(JOHN).await;
        wish(&town, &mut john, "daily").await;
        town.office.send_due_mail().await.unwrap();
        create(&town, &john, "Erste").await;
        town.test.db.set_enabled("users", john.viewer.id.0, false).await;
        town.test.clock.advance(Duration::from_hours(48));
        assert_eq!(town.office.write_digests().await.unwrap(), 0);
        let mails = town.test.mails().await;
        let held = mails.iter().find(|mail| mail.event == "application_created").unwrap();
        assert_eq!((held.sent_at, held.last_error.as_deref()), (None, Some("the person is disabled")));
        assert!(held.failed_at.is_some());
    }
}
