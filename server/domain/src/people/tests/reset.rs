//! Forgot password: who gets a mail, and that nobody learns who is known.

use super::*;
use std::time::Instant;

store::on_both_engines! {
    async fn whoever_forgot_their_password_gets_a_link_that_is_nowhere_else(db: TestDatabase) {
        let test = demo(db).await;
        test.office.forgot_password(" John.Doe@Example.com ", &here()).await.unwrap();
        let mails = test.mails().await;
        let [mail] = mails.as_slice() else { panic!("{mails:?}") };
        assert_eq!((mail.event.as_str(), mail.subject.as_str()), ("password_reset", "Set a new password"));
        assert_eq!((mail.to_name.as_str(), mail.to_address.as_str()), ("John Doe", JOHN));
        let token = token_in(mail);
        assert_eq!(token.len(), 43, "256 bits");
        for body in [&mail.text_body, &mail.html_body] {
            for part in ["John Doe", JOHN, "23 November 2026, 10:30 (UTC)", "works once", "{{link}}", "your password stays as it is"] {
                assert!(body.contains(part), "{part} in {body}");
            }
            assert!(!body.contains(&token) && !body.replace("{{link}}", "").contains("{{"), "{body}");
        }
        let known = format!("DELETE FROM password_links WHERE CAST(token_hash AS TEXT) = '{token}'");
        assert_eq!(test.db.execute(&known).await, 0);
        let link = test.office.find_password_link(&token).await.unwrap();
        assert_eq!((link.email.as_str(), link.purpose), (JOHN, model::LinkPurpose::Reset));

        // It leaves in the mail, and is forgotten here.
        test.office.send_due_mail().await.unwrap();
        let folder = test.folder.path().join("mail");
        let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        let sent = std::fs::read_to_string(file).unwrap().replace("=\r\n", "").replace("=3D", "=");
        assert_eq!(sent.matches(&format!("/set-password?token={token}")).count(), 3, "{sent}");
        assert!(!sent.contains("{{"), "{sent}");
        let mails = test.mails().await;
        assert!(mails[0].sent_at.is_some() && mails[0].link.is_none(), "{mails:?}");
        assert!(can_sign_in(&test, JOHN, PASSWORD).await, "asking changes nothing");
    }

    async fn a_link_whose_mail_is_given_up_is_forgotten_too(db: TestDatabase) {
        let test = demo(db).await;
        forgotten(&test, JOHN).await;
        test.db.execute("UPDATE outbox_mails SET to_address = 'nonsense'").await;
        test.office.send_due_mail().await.unwrap();
        let mails = test.mails().await;
        assert!(mails[0].failed_at.is_some() && mails[0].link.is_none(), "{mails:?}");
    }

    async fn a_link_waits_with_a_mail_that_is_delayed(db: TestDatabase) {
        let test = demo(db).await;
        forgotten(&test, JOHN).await;
        std::fs::write(test.folder.path().join("mail"), "in the way").unwrap();
        test.office.send_due_mail().await.unwrap();
        let mails = test.mails().await;
        assert!(mails[0].last_error.is_some() && mails[0].link.is_some(), "{mails:?}");
    }

    async fn nobody_else_gets_a_mail_and_nobody_learns_of_it(db: TestDatabase) {
        let test = demo(db).await;
        let acme = test.organization("Acme", true).await;
        let closed = test.organization("Closed", false).await;
        test.user("jane", &["User"], &[acme]).await;
        test.user("joe", &["User"], &[closed]).await;
        test.db.set_enabled("users", test.find_user("jane@example.com").await.0, false).await;
        test.db.set_enabled("organizations", closed.0, false).await;
        for email in ["nobody@example.com", "jane@example.com", "joe@example.com"] {
            test.office.forgot_password(email, &here()).await.unwrap();
        }
        assert_eq!(events(&test).await, []);
        assert_eq!(test.db.count("password_links").await, 0);
        assert_invalid(test.office.forgot_password(" ", &here()).await, "email", Problem::Blank);
        assert_invalid(test.office.forgot_password("no\0body", &here()).await, "email", Problem::NotAnEmail);
    }

    async fn a_new_link_ends_the_one_before(db: TestDatabase) {
        let test = demo(db).await;
        let first = forgotten(&test, JOHN).await;
        test.clock.advance(Duration::from_secs(1));
        let second = forgotten(&test, JOHN).await;
        assert_eq!(test.db.count("password_links").await, 1);
        assert!(matches!(test.office.find_password_link(&first).await, Err(Error::NotFound)));
        assert!(test.office.find_password_link(&second).await.is_ok());
        let office = &test.office;
        let from = here();
        let (a, b) = tokio::join!(office.forgot_password(JOHN, &from), office.forgot_password(JOHN, &from));
        a.and(b).unwrap();
        assert_eq!(test.db.count("password_links").await, 1);
        assert_eq!(test.mails().await.len(), 4);
    }

    async fn asking_again_and_again_is_slowed_down_for_known_and_unknown_alike(db: TestDatabase) {
        let test = demo(db).await;
        for email in [JOHN, "nobody@example.com"] {
            for _ in 0..5 {
                test.office.forgot_password(email, &here()).await.unwrap();
            }
            let refused = test.office.forgot_password(email, &here()).await;
            assert!(matches!(refused, Err(Error::TooMany(wait)) if wait == Duration::from_mins(15)), "{refused:?}");
        }
        assert_eq!(test.mails().await.len(), 5);
        let elsewhere = Origin { address: "192.0.2.2".into(), ..here() };
        test.office.forgot_password(JOHN, &elsewhere).await.unwrap();
        test.clock.advance(Duration::from_mins(15));
        test.office.forgot_password(JOHN, &here()).await.unwrap();
        assert!(can_sign_in(&test, JOHN, PASSWORD).await);
    }

    async fn one_address_cannot_write_to_everybody(db: TestDatabase) {
        let test = demo(db).await;
        let ask = |number: i32| {
            let (office, email) = (test.office.clone(), format!("user{number}@example.com"));
            tokio::spawn(async move { office.forgot_password(&email, &here()).await })
        };
        let asked: Vec<_> = (0..50).map(ask).collect();
        for one in asked {
            one.await.unwrap().unwrap();
        }
        assert!(matches!(ask(50).await.unwrap(), Err(Error::TooMany(_))));
    }
}

#[tokio::test]
async fn the_answer_comes_after_the_same_time_for_known_and_unknown() {
    let test = demo(TestDatabase::new(store::testing::Engine::Sqlite).await).await;
    for email in [JOHN, "nobody@example.com"] {
        let began = Instant::now();
        test.office.forgot_password(email, &here()).await.unwrap();
        assert!(began.elapsed() >= Duration::from_millis(200), "{email}: {:?}", began.elapsed());
    }
}
