//! Enabling and disabling people, and what ends with it.

use super::*;

store::on_both_engines! {
    async fn disabling_ends_sessions_and_tokens_at_once_and_for_good(db: TestDatabase) {
        let town = Town::on(db).await;
        let (session, john) = town.test.signed_in(JOHN, DEMO_PASSWORD).await;
        let (others, maria) = town.test.signed_in(MARIA, DEMO_PASSWORD).await;
        let (application, other) = (town.application(&john).await, town.application(&maria).await);
        let (token, kept) = (town.token(&application).await.unwrap(), town.token(&other).await.unwrap());
        let id = john.viewer.id;
        let revision = town.revision().await;

        let disabled = town.office.disable_user(&town.admin, id).await.unwrap();
        assert_eq!((disabled.enabled, disabled.active, disabled.version), (false, false, 2));
        assert_eq!((town.sessions(JOHN).await, town.sessions(MARIA).await), (0, 1), "gone in the same transaction");
        assert!(!town.is_in(&session).await && !town.lives(&token, Side::BackOffice).await);
        assert_eq!(town.token(&application).await, None);
        assert_eq!(town.revision().await, revision + 1);
        // Twice is as once.
        assert_eq!(town.office.disable_user(&town.admin, id).await.unwrap().version, 2);
        assert_eq!(town.revision().await, revision + 1);

        let enabled = town.office.enable_user(&town.admin, id).await.unwrap();
        assert_eq!((enabled.enabled, enabled.active, enabled.version), (true, true, 3));
        assert!(!town.is_in(&session).await && !town.lives(&token, Side::BackOffice).await, "nothing comes back");
        let token = town.token(&application).await.unwrap();
        assert!(town.lives(&token, Side::BackOffice).await, "but new ones come");
        assert!(town.is_in(&others).await && town.lives(&kept, Side::BackOffice).await);
        assert_eq!(town.test.mails().await.len(), 2, "those of the applications");
    }

    async fn nobody_disables_themselves_or_whom_they_may_not_change(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let colleague = town.test.user("greta", &["Administrator"], &[town.acme]).await;
        assert_refused!(town.office.disable_user(&town.admin, town.admin.viewer.id).await, Error::Forbidden);
        assert!(!town.seen(ADMIN).await.may.switch && town.seen(ADMIN).await.may.edit);
        assert_refused!(town.office.disable_user(&town.gwen, town.admin.viewer.id).await, Error::Forbidden);
        assert_refused!(town.office.disable_user(&town.gwen, john.viewer.id).await, Error::NotFound);
        assert_refused!(town.office.disable_user(&john, town.gwen.viewer.id).await, Error::NotFound);
        assert_refused!(town.office.disable_user(&john, john.viewer.id).await, Error::NotFound);
        let amanda = town.actor(AMANDA).await;
        let brian = town.id(BRIAN).await;
        assert!(!town.office.disable_user(&amanda, brian).await.unwrap().enabled);
        assert_refused!(town.office.disable_user(&amanda, amanda.viewer.id).await, Error::Forbidden);
        assert!(!town.office.disable_user(&town.admin, colleague).await.unwrap().enabled, "a colleague with as much may be");
        assert_eq!(town.test.db.execute("UPDATE users SET enabled = enabled WHERE NOT enabled").await, 2);
        assert_eq!(town.test.mails().await.len(), 0);
    }
}
