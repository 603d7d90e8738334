//! Signing in with a second factor.

use super::*;

store::on_both_engines! {
    async fn a_code_works_once_and_then_there_is_a_session_that_knows_it(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let (secret, _) = enrol(&test, &john).await;
        let before = test.db.count("sessions").await;
        let token = half_in(&test).await;
        assert_eq!(test.db.count("sessions").await, before, "no session before it is done");
        let step = test.office.find_second_step(token.reveal()).await.unwrap();
        assert!(step.app && !step.passkey);
        let code = code_of(&test, &secret);
        let signed_in = finish(&test, &token, &format!("{} {}", &code[..3], &code[3..])).await.unwrap();
        let actor = test.office.actor_of_session(signed_in.token.reveal()).await.unwrap().unwrap();
        let crate::Via::Session(session) = actor.via else { panic!("no session") };
        let known = test.office.database().session_authentication(session, actor.viewer.id).await.unwrap();
        assert_eq!(known.unwrap().1, "pwd otp mfa");

        assert!(matches!(finish(&test, &token, &code).await, Err(Error::NotFound)), "a token works once");
        let token = half_in(&test).await;
        assert_problem(finish(&test, &token, &code).await, "code", Problem::WrongCode);
        test.clock.advance(Duration::from_secs(30));
        finish(&test, &token, &code_of(&test, &secret)).await.unwrap();
    }

    async fn a_recovery_code_works_once_and_is_told(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let (_, codes) = enrol(&test, &john).await;
        let token = half_in(&test).await;
        finish(&test, &token, &codes.0[3].to_uppercase()).await.unwrap();
        let token = half_in(&test).await;
        assert_problem(finish(&test, &token, &codes.0[3]).await, "code", Problem::WrongCode);
        test.clock.advance(Duration::from_secs(1));
        finish(&test, &token, &codes.0[4].replace('-', " ")).await.unwrap();
        assert_eq!(test.office.list_second_factors(&john).await.unwrap().recovery_codes, 8);
        let mails = test.mails().await;
        let used: Vec<_> = mails.iter().filter(|mail| mail.event == "recovery_code_used").collect();
        assert_eq!(used.len(), 2);
        assert!(used[1].text_body.contains("8 are left"), "{}", used[1].text_body);
        assert!(mails.iter().all(|mail| codes.0.iter().all(|code| !mail.text_body.contains(code.as_str()))));
    }

    async fn guessing_ends_at_five_and_locks_the_account_at_ten(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let (secret, _) = enrol(&test, &john).await;
        for _ in 0..2 {
            let token = half_in(&test).await;
            for _ in 0..5 {
                assert_problem(finish(&test, &token, "a guess").await, "code", Problem::WrongCode);
            }
            assert!(matches!(finish(&test, &token, "a guess").await, Err(Error::NotFound)), "begin again");
        }
        let locked = test.office.sign_in(JOHN, &typed(PASSWORD), &here()).await;
        assert!(matches!(locked, Err(Error::BadCredentials)), "{locked:?}");
        test.clock.advance(Duration::from_mins(15));
        let token = half_in(&test).await;
        finish(&test, &token, &code_of(&test, &secret)).await.unwrap();
        assert_eq!(test.db.execute("DELETE FROM login_attempts WHERE reason = 'wrong_code'").await, 10);
    }

    async fn it_has_to_be_done_in_five_minutes_by_somebody_who_is_still_enabled(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let (secret, _) = enrol(&test, &john).await;
        let token = half_in(&test).await;
        test.clock.advance(Duration::from_mins(5));
        assert!(matches!(finish(&test, &token, &code_of(&test, &secret)).await, Err(Error::NotFound)));
        let token = half_in(&test).await;
        test.db.set_enabled("users", john.viewer.id.0, false).await;
        assert!(matches!(finish(&test, &token, &code_of(&test, &secret)).await, Err(Error::NotFound)));
        assert!(matches!(finish(&test, &typed("made up"), "123456").await, Err(Error::NotFound)));
        assert_eq!(test.office.cleanup().await.unwrap().sign_in_steps, 1);
    }

    async fn a_link_from_a_mail_does_not_go_round_it(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let (secret, _) = enrol(&test, &john).await;
        test.office.forgot_password(JOHN, &here()).await.unwrap();
        let mails = test.mails().await;
        let link = mails.iter().find_map(|mail| mail.link.clone()).unwrap();
        let link = link.split("token=").nth(1).unwrap();
        let entrance = test.office.set_password(link, &typed("another long password"), &here()).await.unwrap();
        let Entrance::SecondFactor(token) = entrance else { panic!("a session without the second factor") };
        finish(&test, &token, &code_of(&test, &secret)).await.unwrap();
    }

    async fn a_stranger_learns_nothing(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        enrol(&test, &john).await;
        for email in [JOHN, "ada@example.com", "nobody@example.com"] {
            let outcome = test.office.sign_in(email, &typed("a wrong password"), &here()).await;
            assert!(matches!(outcome, Err(Error::BadCredentials)), "{outcome:?}");
        }
        assert_eq!(test.db.count("pending_sign_ins").await, 0);
    }
}
