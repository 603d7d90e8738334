//! Setting a password with a link.

use super::*;

store::on_both_engines! {
    async fn a_link_sets_the_password_once_and_signs_in(db: TestDatabase) {
        let test = demo(db).await;
        let (before, _) = test.signed_in(JOHN, PASSWORD).await;
        let (admins, _) = test.signed_in(ADMIN, PASSWORD).await;
        let token = forgotten(&test, JOHN).await;
        let signed_in = test.office.set_password(&token, &typed(NEW), &here()).await.unwrap().session().unwrap();
        let john = test.office.actor_of_session(signed_in.token.reveal()).await.unwrap().unwrap();
        assert_eq!(john.viewer.email, JOHN);
        assert!(!is_in(&test, &before).await, "whoever knew the old password is out");
        assert!(is_in(&test, &admins).await);
        assert!(!can_sign_in(&test, JOHN, PASSWORD).await);
        assert!(can_sign_in(&test, JOHN, NEW).await);
        assert!(can_sign_in(&test, ADMIN, PASSWORD).await);

        let mails = test.mails().await;
        assert_eq!(mails.len(), 2);
        let mail = &mails[1];
        assert_eq!((mail.event.as_str(), mail.subject.as_str()), ("password_changed", "Your password was changed"));
        assert_eq!((mail.to_address.as_str(), &mail.link), (JOHN, &None));
        for body in [&mail.text_body, &mail.html_body] {
            for part in ["John Doe", JOHN, "23 November 2026, 09:30 (UTC)", "http://127.0.0.1:3000/forgot-password"] {
                assert!(body.contains(part), "{part} in {body}");
            }
            assert!(!body.contains("{{") && !body.contains(NEW) && !body.contains(&token), "{body}");
        }
        let again = test.office.set_password(&token, &typed("yet another password"), &here()).await;
        assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
        assert!(can_sign_in(&test, JOHN, NEW).await);
        assert_eq!(test.mails().await.len(), 2);
    }

    async fn a_link_that_does_not_work_is_one_and_the_same(db: TestDatabase) {
        let test = demo(db).await;
        let (session, _) = test.signed_in(JOHN, PASSWORD).await;
        let refused = async |token: &str| {
            let found = test.office.find_password_link(token).await;
            assert!(matches!(found, Err(Error::NotFound)), "{found:?}");
            // The password is not even looked at.
            let set = test.office.set_password(token, &typed("short"), &here()).await;
            assert!(matches!(set, Err(Error::NotFound)), "{set:?}");
            let set = test.office.set_password(token, &typed(NEW), &here()).await;
            assert!(matches!(set, Err(Error::NotFound)), "{set:?}");
        };
        refused("").await;
        refused("no\0token").await;
        refused(session.reveal()).await;
        let token = forgotten(&test, JOHN).await;
        test.clock.advance(Duration::from_hours(1) - Duration::from_secs(2));
        assert!(test.office.find_password_link(&token).await.is_ok());
        test.clock.advance(Duration::from_secs(1));
        refused(&token).await;
        let token = forgotten(&test, JOHN).await;
        let john = test.find_user(JOHN).await;
        test.db.set_enabled("users", john.0, false).await;
        refused(&token).await;
        test.db.set_enabled("users", john.0, true).await;
        let acme = test.organization("Acme", true).await;
        test.db.set_enabled("organizations", acme.0, false).await;
        refused(&token).await;
        test.db.set_enabled("organizations", acme.0, true).await;
        assert!(can_sign_in(&test, JOHN, PASSWORD).await && is_in(&test, &session).await);
        assert_eq!(test.mails().await.len(), 2, "nothing was changed, so nothing is told");
    }

    async fn a_password_that_is_refused_leaves_the_link_alone(db: TestDatabase) {
        let test = demo(db).await;
        let token = forgotten(&test, JOHN).await;
        for (password, problem) in [
            (" ", Problem::Blank),
            ("eleven char", Problem::TooShort { limit: 12 }),
            ("PASSWORD123456", Problem::CommonPassword),
            ("John.Doe@Example.com", Problem::PasswordWithEmail),
            ("+john.doe@example.com+", Problem::PasswordWithEmail),
        ] {
            assert_invalid(test.office.set_password(&token, &typed(password), &here()).await, "password", problem);
        }
        assert!(can_sign_in(&test, JOHN, PASSWORD).await);
        assert_eq!(test.mails().await.len(), 1);
        test.office.set_password(&token, &typed(NEW), &here()).await.unwrap();
    }

    async fn of_two_at_the_same_instant_one_sets_it(db: TestDatabase) {
        let test = demo(db).await;
        let token = forgotten(&test, JOHN).await;
        let set = |password: &'static str| {
            let (office, token) = (test.office.clone(), token.clone());
            tokio::spawn(async move { office.set_password(&token, &typed(password), &here()).await })
        };
        let both = [set(NEW), set("the other one of two")];
        let mut done = 0;
        for one in both {
            match one.await.unwrap() {
                Ok(_) => done += 1,
                refused => assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}"),
            }
        }
        assert_eq!((done, test.db.count("sessions").await, test.mails().await.len()), (1, 1, 2));
    }

    async fn links_that_ended_are_cleared_away(db: TestDatabase) {
        let test = demo(db).await;
        forgotten(&test, JOHN).await;
        assert_eq!(test.office.cleanup().await.unwrap().password_links, 0);
        test.clock.advance(Duration::from_hours(1));
        assert_eq!(test.office.cleanup().await.unwrap().password_links, 1);
        assert_eq!(test.db.count("password_links").await, 0);
    }
}
