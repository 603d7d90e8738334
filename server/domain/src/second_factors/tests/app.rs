//! Setting up an app, and recovery codes.

use super::*;
use model::RECOVERY_CODES;

store::on_both_engines! {
    async fn an_app_is_kept_once_it_has_shown_a_code_and_codes_are_given_with_the_first(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let setup = test.office.begin_authenticator_app(&john, "").await.unwrap();
        let again = test.office.begin_authenticator_app(&john, &setup.sealed).await.unwrap();
        assert_eq!(again, setup, "a wrong code does not change the secret");
        assert!(setup.uri.contains(&format!("secret={}", setup.secret.replace(' ', ""))), "{}", setup.uri);
        assert!(!format!("{setup:?}").contains(&setup.secret));
        for wrong in ["000000", "12345", "recovery"] {
            let outcome = test.office.add_authenticator_app(&john, &setup.sealed, &typed(wrong)).await;
            assert_problem(outcome, "code", Problem::WrongCode);
        }
        assert_eq!(test.db.count("authenticator_apps").await, 0);

        let code = code_of(&test, &setup.secret);
        let (_, ada) = test.signed_in("ada@example.com", PASSWORD).await;
        let stolen = test.office.add_authenticator_app(&ada, &setup.sealed, &typed(&code)).await;
        assert_problem(stolen, "code", Problem::WrongCode);
        let codes = test.office.add_authenticator_app(&john, &setup.sealed, &typed(&code)).await.unwrap();
        assert_eq!(codes.0.len(), RECOVERY_CODES);
        let found = test.office.list_second_factors(&john).await.unwrap();
        assert!(found.app.is_some() && found.any());
        assert_eq!(found.recovery_codes, 10);
        assert!(found.lacks.passkeys, "127.0.0.1 is no name");
        assert_eq!(events(&test).await, ["second_factor_added"]);

        // Another phone takes the place of the first one, and the codes stay.
        let second = test.office.begin_authenticator_app(&john, "").await.unwrap();
        assert_ne!(second.secret, setup.secret);
        let code = code_of(&test, &second.secret);
        let codes = test.office.add_authenticator_app(&john, &second.sealed, &typed(&code)).await.unwrap();
        assert_eq!(codes, RecoveryCodes::default());
        let renewed = test.office.renew_recovery_codes(&john).await.unwrap();
        assert_eq!(renewed.0.len(), RECOVERY_CODES);
        assert_eq!(test.db.count("recovery_codes").await, 10);
        test.office.remove_authenticator_app(&john).await.unwrap();
        assert_eq!(test.db.count("recovery_codes").await, 0, "they go with the last factor");
        assert!(matches!(test.office.renew_recovery_codes(&john).await, Err(Error::NotFound)));
        assert!(test.office.sign_in(JOHN, &typed(PASSWORD), &here()).await.unwrap().session().is_some());
    }

    async fn a_secret_that_was_shown_half_an_hour_ago_is_not_taken(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let setup = test.office.begin_authenticator_app(&john, "").await.unwrap();
        test.clock.advance(Duration::from_mins(30));
        test.office.confirm(&john, &typed(PASSWORD)).await.unwrap();
        let code = code_of(&test, &setup.secret);
        let late = test.office.add_authenticator_app(&john, &setup.sealed, &typed(&code)).await;
        assert_problem(late, "code", Problem::WrongCode);
        let anew = test.office.begin_authenticator_app(&john, &setup.sealed).await.unwrap();
        assert_ne!(anew.secret, setup.secret);
    }

    async fn changing_ones_factors_takes_a_recent_sign_in(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let setup = test.office.begin_authenticator_app(&john, "").await.unwrap();
        test.clock.advance(Duration::from_mins(16));
        let code = code_of(&test, &setup.secret);
        let outcome = test.office.add_authenticator_app(&john, &setup.sealed, &typed(&code)).await;
        assert_problem(outcome, "own_password", Problem::PasswordNeeded);
        test.office.confirm(&john, &typed(PASSWORD)).await.unwrap();
        test.office.add_authenticator_app(&john, &setup.sealed, &typed(&code)).await.unwrap();
        test.clock.advance(Duration::from_mins(16));
        assert_problem(test.office.remove_authenticator_app(&john).await, "own_password", Problem::CodeNeeded);
        assert_problem(test.office.renew_recovery_codes(&john).await, "own_password", Problem::CodeNeeded);
        assert_problem(test.office.confirm(&john, &typed(PASSWORD)).await, "own_password", Problem::WrongCode);
        let code = code_of(&test, &setup.secret);
        test.office.confirm(&john, &typed(&code)).await.unwrap();
        assert_problem(test.office.confirm(&john, &typed(&code)).await, "own_password", Problem::WrongCode);
        test.office.remove_authenticator_app(&john).await.unwrap();
    }

    async fn without_the_sealing_key_recovery_codes_go_on_and_no_other_key_is_made(db: TestDatabase) {
        let test = office_with_john(db).await;
        let (_, john) = test.signed_in(JOHN, PASSWORD).await;
        let (secret, codes) = enrol(&test, &john).await;
        let path = test.office.settings().sealing_key.clone();
        let key = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        let token = half_in(&test).await;
        assert!(test.office.find_second_step(token.reveal()).await.unwrap().lacks.codes);
        assert_problem(finish(&test, &token, &code_of(&test, &secret)).await, "code", Problem::CodesUnavailable);
        finish(&test, &token, &codes.0[0]).await.unwrap();
        let (_, ada) = test.signed_in("ada@example.com", PASSWORD).await;
        assert_problem(test.office.begin_authenticator_app(&ada, "").await, "code", Problem::CodesUnavailable);
        assert!(!path.exists());
        std::fs::write(&path, key).unwrap();
        let token = half_in(&test).await;
        finish(&test, &token, &code_of(&test, &secret)).await.unwrap();
    }
}
