//! People, and passwords and the links that set them, on both engines: who gets in, who is told, and what ends.

mod change;
mod directory;
mod invite;
mod preferences;
mod reset;
mod set;
mod step_up;

use crate::{Error, Origin, Result, Sensitive, testing::TestOffice};
use model::{Invalid, Problem};
use std::time::Duration;
use store::testing::{TestDatabase, TestMail};

const ADMIN: &str = "admin@example.com";
const JOHN: &str = "john.doe@example.com";
const AMANDA: &str = "amanda.cole@example.com";
/// Everybody's in the demo data.
const PASSWORD: &str = "admin-demo-password";
const NEW: &str = "another and better one";

async fn demo(db: TestDatabase) -> TestOffice {
    let test = TestOffice::on(db).await;
    test.office.add_demo_data().await.unwrap();
    test
}

fn here() -> Origin {
    Origin { address: "192.0.2.1".into(), user_agent: "test".into() }
}

fn typed(text: &str) -> Sensitive {
    Sensitive::new(text)
}

/// The token in a mail that has not left yet.
fn token_in(mail: &TestMail) -> String {
    let link = mail.link.as_deref().expect("a link");
    link.strip_prefix("http://127.0.0.1:3000/set-password?token=")
        .expect("the address of the page")
        .to_owned()
}

/// Asks for a link, and gives its token.
async fn forgotten(test: &TestOffice, email: &str) -> String {
    // Mails are in the order of their milliseconds.
    test.clock.advance(Duration::from_secs(1));
    test.office.forgot_password(email, &here()).await.unwrap();
    test.clock.advance(Duration::from_secs(1));
    token_in(test.mails().await.last().expect("a mail"))
}

async fn events(test: &TestOffice) -> Vec<(String, String)> {
    test.mails().await.into_iter().map(|mail| (mail.event, mail.to_address)).collect()
}

async fn can_sign_in(test: &TestOffice, email: &str, password: &str) -> bool {
    match test.office.sign_in(email, &typed(password), &here()).await {
        Ok(_) => true,
        Err(Error::BadCredentials) => false,
        Err(error) => panic!("{error}"),
    }
}

async fn is_in(test: &TestOffice, token: &Sensitive) -> bool {
    test.office.actor_of_session(token.reveal()).await.unwrap().is_some()
}

#[track_caller]
fn assert_invalid<T: std::fmt::Debug>(outcome: Result<T>, field: &str, problem: Problem) {
    match outcome {
        Err(Error::Invalid(invalid)) => assert_eq!(invalid, Invalid::one(field, problem)),
        other => panic!("{field} {problem:?} expected, not {other:?}"),
    }
}
