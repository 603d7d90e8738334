//! Who gets in, and who is stopped.

use super::*;
use crate::testing::{PASSWORD, TestOffice};
use store::testing::TestDatabase;

const JOHN: &str = "john@example.com";

fn from(address: &str) -> Origin {
    Origin { address: address.into(), user_agent: "test".into() }
}

async fn office_with_john(db: TestDatabase) -> TestOffice {
    let test = TestOffice::on(db).await;
    let acme = test.organization("Acme", true).await;
    test.user("john", &["User"], &[acme]).await;
    test
}

async fn sign_in(test: &TestOffice, email: &str, password: &str) -> Result<SignedIn> {
    let entrance = test.office.sign_in(email, &Sensitive::new(password), &from("192.0.2.1")).await?;
    Ok(entrance.session().expect("nobody with a second factor"))
}

fn is_bad<T>(outcome: &Result<T>) -> bool {
    matches!(outcome, Err(Error::BadCredentials))
}

store::on_both_engines! {
    async fn the_right_password_opens_a_session(db: TestDatabase) {
        let test = office_with_john(db).await;
        let signed_in = sign_in(&test, " John@Example.com ", PASSWORD).await.unwrap();
        let actor = test.office.actor_of_session(signed_in.token.reveal()).await.unwrap().unwrap();
        assert_eq!(actor.viewer.email, JOHN);
        assert_eq!(actor.viewer.organization.name, "Acme");
        assert_eq!(signed_in.expires_at.0 - test.office.now().0, 7 * 86_400);
        // Neither the token nor the password can be read in the database.
        let clear = signed_in.token.reveal();
        let sql = format!("DELETE FROM sessions WHERE CAST(token_hash AS TEXT) = '{clear}'");
        assert_eq!(test.db.execute(&sql).await, 0);
        assert_eq!(test.db.execute("UPDATE users SET enabled = enabled WHERE last_login_at IS NOT NULL").await, 1);
        let again = sign_in(&test, JOHN, PASSWORD).await.unwrap();
        assert_ne!(again.token, signed_in.token, "a new session at every sign-in");
    }

    async fn wrong_unknown_disabled_and_homeless_look_the_same(db: TestDatabase) {
        let test = office_with_john(db).await;
        let globex = test.organization("Globex", false).await;
        let jane = test.user("jane", &["User"], &[globex]).await;
        test.user("joe", &["User"], &[globex]).await;
        for (email, password) in [
            (JOHN, "another password"),
            (JOHN, "x".repeat(2_000).as_str()),
            ("nobody@example.com", PASSWORD),
            ("not an address", PASSWORD),
            ("john@example.com\0", PASSWORD),
            ("' OR 1=1 --@example.com", PASSWORD),
        ] {
            assert!(is_bad(&sign_in(&test, email, password).await), "{email}");
        }
        assert!(sign_in(&test, "jane@example.com", PASSWORD).await.is_ok());
        test.db.set_enabled("users", jane.0, false).await;
        assert!(is_bad(&sign_in(&test, "jane@example.com", PASSWORD).await), "disabled");
        assert!(sign_in(&test, "joe@example.com", PASSWORD).await.is_ok());
        test.db.set_enabled("organizations", globex.0, false).await;
        assert!(is_bad(&sign_in(&test, "joe@example.com", PASSWORD).await), "nowhere to go");
        test.db.execute(&format!("UPDATE users SET password_hash = NULL WHERE email = '{JOHN}'")).await;
        assert!(is_bad(&sign_in(&test, JOHN, PASSWORD).await), "no password");
    }

    async fn blanks_are_named_and_not_counted(db: TestDatabase) {
        let test = office_with_john(db).await;
        for _ in 0..60 {
            let Err(Error::Invalid(invalid)) = sign_in(&test, " ", "").await else { panic!("refused") };
            assert_eq!(invalid.0, [("email".into(), Problem::Blank), ("password".into(), Problem::Blank)]);
        }
        assert!(sign_in(&test, JOHN, PASSWORD).await.is_ok());
    }

    async fn only_failures_count_and_they_wear_off(db: TestDatabase) {
        let test = office_with_john(db).await;
        for _ in 0..12 {
            assert!(sign_in(&test, JOHN, PASSWORD).await.is_ok(), "success never blocks");
        }
        for _ in 0..9 {
            assert!(is_bad(&sign_in(&test, JOHN, "a wrong password").await));
        }
        assert!(sign_in(&test, JOHN, PASSWORD).await.is_ok(), "and forgets the failures");
        let elsewhere = async || test.office.sign_in(JOHN, &Sensitive::new(PASSWORD), &from("198.51.100.2")).await;
        assert!(elsewhere().await.is_ok());
        for _ in 0..10 {
            assert!(is_bad(&sign_in(&test, JOHN, "a wrong password").await));
        }
        let Err(Error::TooMany(wait)) = sign_in(&test, JOHN, PASSWORD).await else { panic!("blocked") };
        assert_eq!(wait.as_secs(), 900);
        assert!(elsewhere().await.is_ok(), "a stranger cannot lock John out where John is");
        test.clock.advance(wait);
        assert!(sign_in(&test, JOHN, PASSWORD).await.is_ok());
    }

    async fn many_names_from_one_address_are_stopped_too(db: TestDatabase) {
        let test = office_with_john(db).await;
        for index in 0..50 {
            assert!(is_bad(&sign_in(&test, &format!("somebody{index}@example.com"), "a wrong password").await));
        }
        assert!(matches!(sign_in(&test, JOHN, PASSWORD).await, Err(Error::TooMany(_))));
    }

    async fn guessing_at_the_same_time_gets_no_more_tries(db: TestDatabase) {
        let test = office_with_john(db).await;
        let tries: Vec<_> = (0..40)
            .map(|_| {
                let office = test.office.clone();
                tokio::spawn(async move { office.sign_in(JOHN, &Sensitive::new("a wrong password"), &from("192.0.2.1")).await })
            })
            .collect();
        let mut answered = 0;
        for one in tries {
            answered += usize::from(is_bad(&one.await.unwrap()));
        }
        // Two are hashed at a time, so one more than the limit may have begun.
        assert!((10..=11).contains(&answered), "{answered}");
    }

    async fn what_a_browser_calls_itself_is_cut_and_cleaned(db: TestDatabase) {
        let test = office_with_john(db).await;
        let origin = Origin { address: "192.0.2.1".into(), user_agent: format!("a\0b\n{}", "é".repeat(400)) };
        let signed_in = test.office.sign_in(JOHN, &Sensitive::new(PASSWORD), &origin).await.unwrap().session().unwrap();
        let actor = test.office.actor_of_session(signed_in.token.reveal()).await.unwrap().unwrap();
        let sessions = test.office.list_sessions(&actor).await.unwrap();
        assert_eq!(sessions[0].user_agent, format!("ab{}", "é".repeat(253)));
    }
}

#[tokio::test]
async fn nothing_prints_what_is_secret() {
    let test = office_with_john(TestDatabase::new(store::testing::Engine::Sqlite).await).await;
    let signed_in = sign_in(&test, JOHN, PASSWORD).await.unwrap();
    assert!(!format!("{signed_in:?}").contains(signed_in.token.reveal()));
}

/// Whoever is unknown costs about what a wrong password costs: the best of a few each, so that a busy machine does not matter.
#[tokio::test]
async fn an_unknown_address_costs_a_hash_as_well() {
    let test = office_with_john(TestDatabase::new(store::testing::Engine::Sqlite).await).await;
    let mut best = [std::time::Duration::MAX; 3];
    for _ in 0..5 {
        for (email, best) in [JOHN, "nobody@example.com", "no address"].into_iter().zip(&mut best) {
            let begun = std::time::Instant::now();
            assert!(is_bad(&sign_in(&test, email, "a wrong password").await));
            *best = begun.elapsed().min(*best);
        }
    }
    assert!(best[1] * 3 > best[0] && best[2] * 3 > best[0], "{best:?}");
}
