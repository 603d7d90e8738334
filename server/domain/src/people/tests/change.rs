//! Changing one's own password.

use super::*;
use crate::Via;

store::on_both_engines! {
    async fn whoever_knows_their_password_changes_it_and_stays_signed_in(db: TestDatabase) {
        let test = demo(db).await;
        let (elsewhere, _) = test.signed_in(JOHN, PASSWORD).await;
        let (this, john) = test.signed_in(JOHN, PASSWORD).await;
        let (admins, _) = test.signed_in(ADMIN, PASSWORD).await;
        let link = forgotten(&test, JOHN).await;
        test.office.change_password(&john, &typed(PASSWORD), &typed(NEW)).await.unwrap();
        assert!(is_in(&test, &this).await && is_in(&test, &admins).await);
        assert!(!is_in(&test, &elsewhere).await);
        assert!(matches!(test.office.find_password_link(&link).await, Err(Error::NotFound)));
        assert!(can_sign_in(&test, JOHN, NEW).await && !can_sign_in(&test, JOHN, PASSWORD).await);
        let told = [("password_reset".into(), JOHN.into()), ("password_changed".into(), JOHN.into())];
        assert_eq!(events(&test).await, told);
        let mails = test.mails().await;
        assert!(!mails[1].text_body.contains(NEW) && !mails[1].html_body.contains(NEW));
    }

    async fn what_is_refused_changes_nothing_and_tells_nobody(db: TestDatabase) {
        let test = demo(db).await;
        let (other, _) = test.signed_in(JOHN, PASSWORD).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        for (current, new, field, problem) in [
            ("", NEW, "current", Problem::Blank),
            ("not his password", NEW, "current", Problem::WrongPassword),
            (PASSWORD, "", "password", Problem::Blank),
            (PASSWORD, "eleven char", "password", Problem::TooShort { limit: 12 }),
            (PASSWORD, "qwertyuiop123", "password", Problem::CommonPassword),
            (PASSWORD, JOHN, "password", Problem::PasswordWithEmail),
        ] {
            assert_invalid(test.office.change_password(&john, &typed(current), &typed(new)).await, field, problem);
        }
        for via in [Via::Operator, Via::Application { id: model::ApplicationId(john.viewer.id.0), apis: vec![] }] {
            let program = crate::Actor { via, ..john.clone() };
            let refused = test.office.change_password(&program, &typed(PASSWORD), &typed(NEW)).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        }
        assert!(can_sign_in(&test, JOHN, PASSWORD).await && is_in(&test, &other).await);
        assert_eq!(events(&test).await, []);
    }

    async fn guessing_with_somebodys_browser_is_slowed_down_there_only(db: TestDatabase) {
        let test = demo(db).await;
        let (_, thief) = test.signed_in(JOHN, PASSWORD).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        for _ in 0..10 {
            let wrong = test.office.change_password(&thief, &typed("a wrong guess"), &typed(NEW)).await;
            assert_invalid(wrong, "current", Problem::WrongPassword);
        }
        let refused = test.office.change_password(&thief, &typed(PASSWORD), &typed("the thief's own")).await;
        assert!(matches!(refused, Err(Error::TooMany(_))), "{refused:?}");
        assert!(matches!(test.office.confirm(&thief, &typed(PASSWORD)).await, Err(Error::TooMany(_))));
        test.office.change_password(&john, &typed(PASSWORD), &typed(NEW)).await.unwrap();
    }

    async fn a_session_that_has_ended_changes_nothing(db: TestDatabase) {
        let test = demo(db).await;
        let (token, john) = test.signed_in(JOHN, PASSWORD).await;
        test.office.sign_out(token.reveal()).await.unwrap();
        let refused = test.office.change_password(&john, &typed(PASSWORD), &typed(NEW)).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        assert!(can_sign_in(&test, JOHN, PASSWORD).await);
        assert_eq!(events(&test).await, []);
    }
}
