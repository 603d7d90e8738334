//! Inviting: who may, whom, and what the invited can do with it.

use super::*;
use crate::NewUser;
use model::{LinkPurpose, UserId};

/// Somebody without a password, in Acme.
async fn newcomer(test: &TestOffice) -> UserId {
    let operator = test.office.operator(Some("Acme")).await.unwrap();
    let new = NewUser {
        email: "nina@example.com".into(),
        first_name: "Nina".into(),
        last_name: "New".into(),
        roles: vec!["User".into()],
        ..NewUser::default()
    };
    test.office.create_user(&operator, new).await.unwrap()
}

store::on_both_engines! {
    async fn the_invited_set_their_password_within_seven_days(db: TestDatabase) {
        let test = demo(db).await;
        let nina = newcomer(&test).await;
        let admin = test.actor(ADMIN, "Acme").await;
        test.office.invite_user(&admin, nina).await.unwrap();
        let mails = test.mails().await;
        let [mail] = mails.as_slice() else { panic!("{mails:?}") };
        assert_eq!((mail.event.as_str(), mail.subject.as_str()), ("invitation", "You have been invited to Latchkey"));
        assert_eq!((mail.to_name.as_str(), mail.to_address.as_str()), ("Nina New", "nina@example.com"));
        for body in [&mail.text_body, &mail.html_body] {
            for part in ["Nina New", "nina@example.com", "30 November 2026, 09:30 (UTC)", "{{link}}", "contact your administrator"] {
                assert!(body.contains(part), "{part} in {body}");
            }
            assert!(!body.replace("{{link}}", "").contains("{{"), "{body}");
        }
        let token = token_in(mail);
        test.clock.advance(Duration::from_hours(7 * 24) - Duration::from_secs(1));
        let link = test.office.find_password_link(&token).await.unwrap();
        assert_eq!((link.purpose, link.email.as_str()), (LinkPurpose::Invitation, "nina@example.com"));
        test.office.set_password(&token, &typed(NEW), &here()).await.unwrap();
        assert!(can_sign_in(&test, "nina@example.com", NEW).await);
    }

    async fn a_new_invitation_ends_what_came_before_and_a_reset_does_not_end_it(db: TestDatabase) {
        let test = demo(db).await;
        let nina = newcomer(&test).await;
        let admin = test.actor(ADMIN, "Acme").await;
        test.office.invite_user(&admin, nina).await.unwrap();
        let first = token_in(&test.mails().await[0]);
        test.clock.advance(Duration::from_secs(1));
        let reset = forgotten(&test, "nina@example.com").await;
        assert!(test.office.find_password_link(&first).await.is_ok(), "a stranger ends no invitation");
        test.clock.advance(Duration::from_secs(1));
        test.office.invite_user(&admin, nina).await.unwrap();
        for dead in [&first, &reset] {
            assert!(matches!(test.office.find_password_link(dead).await, Err(Error::NotFound)));
        }
        assert_eq!(test.db.count("password_links").await, 1);
        assert_eq!(events(&test).await.len(), 3);
    }

    async fn an_invitation_belongs_to_the_transaction_it_is_written_in(db: TestDatabase) {
        let test = demo(db).await;
        let nina = newcomer(&test).await;
        let mut tx = test.db.database.begin().await.unwrap();
        test.office.write_invitation(&mut tx, nina).await.unwrap();
        drop(tx);
        assert_eq!((events(&test).await, test.db.count("password_links").await), (vec![], 0));
        let mut tx = test.db.database.begin().await.unwrap();
        test.office.write_invitation(&mut tx, nina).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(events(&test).await, [("invitation".into(), "nina@example.com".into())]);
    }

    async fn only_those_invite_who_may_change_the_person_and_may_as_much_as_they(db: TestDatabase) {
        let test = demo(db).await;
        let acme = test.organization("Acme", true).await;
        let globex = test.organization("Globex", false).await;
        test.user("head", &["Organization Administrator"], &[acme]).await;
        test.user("elsewhere", &["Organization Administrator"], &[globex]).await;
        let id = async |email: &str| test.find_user(email).await;
        let (john, admin, amanda, brian) = (id(JOHN).await, id(ADMIN).await, id(AMANDA).await, id("brian.fox@example.com").await);
        let head = test.actor("head@example.com", "Acme").await;
        let elsewhere = test.actor("elsewhere@example.com", "Globex").await;
        let maria = test.actor("maria.lopez@example.com", "Acme").await;
        let plain = test.actor(JOHN, "Acme").await;
        let amandas = test.actor(AMANDA, "Acme").await;
        let nobody = UserId(uuid::Uuid::from_u128(9));
        for (actor, user, forbidden) in [
            (&head, admin, true),
            (&elsewhere, john, false),
            (&maria, john, false),
            (&plain, admin, false),
            (&plain, john, false),
            (&amandas, john, false),
            (&head, nobody, false),
        ] {
            let refused = test.office.invite_user(actor, user).await.unwrap_err();
            assert_eq!(matches!(refused, Error::Forbidden), forbidden, "{refused:?}");
            assert!(forbidden || matches!(refused, Error::NotFound), "{refused:?}");
        }
        assert_eq!(events(&test).await, []);
        for (actor, user) in [(&head, john), (&maria, amanda), (&amandas, brian)] {
            test.office.invite_user(actor, user).await.unwrap();
        }
        assert_eq!(events(&test).await.len(), 3);
        test.db.set_enabled("users", john.0, false).await;
        assert!(matches!(test.office.invite_user(&head, john).await, Err(Error::Forbidden)));
        assert_eq!(events(&test).await.len(), 3);
    }
}
