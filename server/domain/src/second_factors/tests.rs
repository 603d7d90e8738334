//! Second factors, on both databases. Passkeys are shown by a real browser, in `end2end`.

mod app;
mod required;
mod reset;
mod sign_in;

use crate::{
    Actor, Entrance, Error, Origin, Result, Sensitive, SignedIn,
    testing::{PASSWORD, TestOffice, code_of_app},
};
use model::{Invalid, Problem, RecoveryCodes};
use std::time::Duration;
use store::testing::TestDatabase;

const JOHN: &str = "john@example.com";

async fn office_with_john(db: TestDatabase) -> TestOffice {
    let test = TestOffice::on(db).await;
    let acme = test.organization("Acme", true).await;
    test.user("john", &["User"], &[acme]).await;
    test.user("ada", &["Administrator"], &[acme]).await;
    test
}

fn here() -> Origin {
    Origin { address: "192.0.2.1".into(), user_agent: "Firefox".into() }
}

fn typed(text: &str) -> Sensitive {
    Sensitive::new(text)
}

/// What an app shows that was given this secret.
fn code_of(test: &TestOffice, secret: &str) -> String {
    code_of_app(secret, test.office.now())
}

/// An app for somebody: its secret, and the recovery codes they were given.
async fn enrol(test: &TestOffice, actor: &Actor) -> (String, RecoveryCodes) {
    let setup = test.office.begin_authenticator_app(actor, "").await.unwrap();
    let code = code_of(test, &setup.secret);
    let codes = test.office.add_authenticator_app(actor, &setup.sealed, &typed(&code)).await.unwrap();
    // So that the next code is another one.
    test.clock.advance(Duration::from_secs(30));
    (setup.secret, codes)
}

/// What comes of the right password of somebody with a second factor.
async fn half_in(test: &TestOffice) -> Sensitive {
    match test.office.sign_in(JOHN, &typed(PASSWORD), &here()).await.unwrap() {
        Entrance::SecondFactor(token) => token,
        Entrance::Session(_) | Entrance::Elsewhere => panic!("a session without the second factor"),
    }
}

async fn finish(test: &TestOffice, token: &Sensitive, code: &str) -> Result<SignedIn> {
    test.office.sign_in_with_code(token.reveal(), &typed(code), &here()).await
}

#[track_caller]
fn assert_problem<T: std::fmt::Debug>(outcome: Result<T>, field: &str, problem: Problem) {
    match outcome {
        Err(Error::Invalid(invalid)) => assert_eq!(invalid, Invalid::one(field, problem)),
        other => panic!("{field} {problem:?} expected, not {other:?}"),
    }
}

/// What people were told of their factors, and not of new places.
async fn events(test: &TestOffice) -> Vec<String> {
    let told = test.mails().await.into_iter().map(|mail| mail.event);
    told.filter(|event| event.starts_with("second_factor")).collect()
}
