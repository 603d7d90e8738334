//! Login attempts as those see them who call the office, on both engines.

use crate::{
    Actor, Error, Origin, Sensitive,
    town::{ADMIN, AMANDA, JOHN, Town, assert_refused},
};
use model::{
    Action, Asked, GridQuery, Level, LoginAttempt, LoginAttemptField, LoginFailure, LoginSource, Permissions,
    Subject, TextOperator,
};
use std::time::Duration;

/// Everybody's in the demo data.
const PASSWORD: &str = "admin-demo-password";
const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async fn sign_in(town: &Town, email: &str, password: &str) {
    let origin = Origin { address: "192.0.2.7".into(), user_agent: BROWSER.into() };
    // The latest is the first that is seen, so no two are at the same time.
    town.test.clock.advance(Duration::from_secs(1));
    let _outcome = town.office.sign_in(email, &Sensitive::new(password), &origin).await;
}

async fn list(town: &Town, actor: &Actor, query: &GridQuery<LoginAttemptField>) -> Vec<LoginAttempt> {
    let page = town.office.list_login_attempts(actor, query).await.unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows
}

fn told(attempts: &[LoginAttempt]) -> Vec<(&str, Option<LoginFailure>)> {
    attempts.iter().map(|one| (one.email.as_str(), one.failure)).collect()
}

fn asked(field: LoginAttemptField, asked: Asked) -> GridQuery<LoginAttemptField> {
    let mut query = GridQuery::default();
    query.asked.push((field, asked));
    query
}

store::on_both_engines! {
    async fn every_attempt_tells_what_came_of_it(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.seen(JOHN).await;
        sign_in(&town, " John.Doe@Example.com ", PASSWORD).await;
        sign_in(&town, JOHN, "another password").await;
        sign_in(&town, "nobody@example.com", PASSWORD).await;
        // It may be a password, typed into the wrong field.
        sign_in(&town, "correct horse battery", PASSWORD).await;
        town.office.disable_user(&town.admin, john.id).await.unwrap();
        sign_in(&town, JOHN, PASSWORD).await;
        sign_in(&town, JOHN, "another password").await;
        let attempts = list(&town, &town.admin, &GridQuery::default()).await;
        assert_eq!(told(&attempts), [
            (JOHN, Some(LoginFailure::WrongPassword)),
            (JOHN, Some(LoginFailure::Disabled)),
            ("", Some(LoginFailure::UnknownAddress)),
            ("nobody@example.com", Some(LoginFailure::UnknownAddress)),
            (JOHN, Some(LoginFailure::WrongPassword)),
            (JOHN, None),
        ]);
        let first = &attempts[5];
        assert_eq!((first.source, first.address.as_str(), first.user_agent.as_str()), (LoginSource::Form, "192.0.2.7", BROWSER));
        assert_eq!(first.user.as_ref().map(|user| (user.id, user.name.as_str())), Some((john.id, "John Doe")));
        assert_eq!(attempts[3].user, None);
        assert_eq!(&town.office.find_login_attempt(&town.admin, first.id).await.unwrap(), first);
    }

    async fn what_is_not_looked_at_is_not_noted(db: TestDatabase) {
        let town = Town::on(db).await;
        for _ in 0..30 {
            sign_in(&town, JOHN, "another password").await;
        }
        sign_in(&town, " ", "").await;
        let attempts = list(&town, &town.admin, &GridQuery { page_size: 100, ..GridQuery::default() }).await;
        assert_eq!(attempts.len(), 10);
    }

    async fn they_are_found_by_every_column(db: TestDatabase) {
        let town = Town::on(db).await;
        sign_in(&town, JOHN, PASSWORD).await;
        sign_in(&town, AMANDA, "another password").await;
        let found = async |field, how| told(&list(&town, &town.admin, &asked(field, how)).await).into_iter().map(|(email, _)| email.to_owned()).collect::<Vec<_>>();
        let text = |text: &str| Asked::Text(TextOperator::Contains, text.into());
        assert_eq!(found(LoginAttemptField::Email, text("JOHN")).await, [JOHN]);
        assert_eq!(found(LoginAttemptField::User, Asked::AnyOf(vec![town.id(AMANDA).await.0])).await, [AMANDA]);
        assert_eq!(found(LoginAttemptField::Succeeded, Asked::Is(true)).await, [JOHN]);
        assert_eq!(found(LoginAttemptField::Reason, Asked::Words(vec!["wrong_password".into()])).await, [AMANDA]);
        assert_eq!(found(LoginAttemptField::Source, Asked::Words(vec!["link".into()])).await, [""; 0]);
        assert_eq!(found(LoginAttemptField::Address, text("192.0.2.")).await, [AMANDA, JOHN]);
    }

    async fn each_level_sees_as_far_as_it_says(db: TestDatabase) {
        let town = Town::on(db).await;
        for email in [JOHN, AMANDA, ADMIN, "nobody@example.com"] {
            sign_in(&town, email, "another password").await;
        }
        let everything = list(&town, &town.admin, &GridQuery::default()).await;
        assert_eq!(everything.len(), 4);
        let john = town.actor(JOHN).await;
        assert_refused!(town.office.list_login_attempts(&john, &GridQuery::default()).await, Error::Forbidden);
        let at = |level| {
            let mut actor = john.clone();
            actor.viewer.permissions = Permissions::none().with(Subject::LoginAttempts, &[Action::View], level);
            actor
        };
        for (level, expected) in [
            (Level::Own, vec![JOHN]),
            (Level::Organization, vec![ADMIN, AMANDA, JOHN]),
            (Level::Global, vec!["nobody@example.com", ADMIN, AMANDA, JOHN]),
        ] {
            let actor = at(level);
            let seen = list(&town, &actor, &GridQuery::default()).await;
            assert_eq!(seen.iter().map(|one| one.email.as_str()).collect::<Vec<_>>(), expected, "{level:?}");
            // One by one the same.
            for one in &everything {
                let found = town.office.find_login_attempt(&actor, one.id).await.is_ok();
                assert_eq!(found, seen.contains(one), "{level:?} {}", one.email);
            }
        }
    }

    async fn they_go_after_ninety_days(db: TestDatabase) {
        let town = Town::on(db).await;
        sign_in(&town, JOHN, "another password").await;
        town.test.clock.advance(Duration::from_hours(90 * 24));
        assert_eq!(town.office.cleanup().await.unwrap().login_attempts, 1, "the failure, which counts no more");
        town.test.clock.advance(Duration::from_secs(1));
        assert_eq!(town.office.cleanup().await.unwrap().login_attempts, 1);
    }
}
