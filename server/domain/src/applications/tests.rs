//! Applications as those see them who call the office, on both engines.

mod beyond;
mod change;
mod create;
mod failures;
mod list;
mod of_grant;
mod reach;
mod rotate;
mod state;

use crate::{Actor, Error, Office, testing::TestOffice};
use model::{
    Application, ApplicationForm, ApplicationId, CreatedApplication, Invalid, OrganizationId, Problem, UserId,
};
use store::{ApplicationRow, testing::TestDatabase};

pub(super) const ADMIN: &str = "admin@example.com";
pub(super) const JOHN: &str = "john.doe@example.com";
pub(super) const MARIA: &str = "maria.lopez@example.com";
pub(super) const AMANDA: &str = "amanda.cole@example.com";
pub(super) const BRIAN: &str = "brian.fox@example.com";

/// The demo: Acme, which has global access, and Globex; the administrator is in both, the others in Acme.
struct Demo {
    test: TestOffice,
    office: Office,
    admin: Actor,
    john: Actor,
}

impl Demo {
    async fn on(db: TestDatabase) -> Self {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        let office = test.office.clone();
        let admin = test.actor(ADMIN, "Acme").await;
        let john = test.actor(JOHN, "Acme").await;
        Self { test, office, admin, john }
    }

    async fn actor(&self, email: &str) -> Actor {
        self.test.actor(email, "Acme").await
    }

    async fn organization(&self, name: &str) -> OrganizationId {
        self.office.database().find_organization_by_name(name).await.unwrap().unwrap().id
    }

    /// Adds an application of the actor's own.
    async fn create(&self, actor: &Actor, name: &str) -> CreatedApplication {
        self.create_for(actor, actor.viewer.id, name).await
    }

    async fn create_for(&self, actor: &Actor, owner: UserId, name: &str) -> CreatedApplication {
        self.office.create_application(actor, owner, &form(name)).await.unwrap()
    }

    async fn row(&self, id: ApplicationId) -> ApplicationRow {
        self.office.database().find_application(id).await.unwrap().unwrap()
    }

    async fn revision(&self) -> i64 {
        self.office.database().live_revision().await.unwrap()
    }

    /// What was told, in whatever order: the clock stands still.
    async fn assert_told(&self, events: &[&str]) {
        let mails = self.test.mails().await;
        let mut told: Vec<_> = mails.iter().map(|mail| mail.event.as_str()).collect();
        let mut events = events.to_vec();
        told.sort_unstable();
        events.sort_unstable();
        assert_eq!(told, events);
    }

    /// That nothing was written: no application, no secret, no mail.
    async fn assert_counts(&self, applications: i64, secrets: i64, mails: usize) {
        assert_eq!(self.test.db.count("applications").await, applications);
        assert_eq!(self.test.db.count("application_secrets").await, secrets);
        assert_eq!(self.test.mails().await.len(), mails);
    }
}

fn form(name: &str) -> ApplicationForm {
    ApplicationForm { name: name.into(), ..ApplicationForm::new() }
}

/// The form of an existing application, with another name.
fn renamed(application: &Application, name: &str) -> ApplicationForm {
    ApplicationForm { name: name.into(), ..ApplicationForm::of(application) }
}

#[track_caller]
fn assert_invalid<T: std::fmt::Debug>(result: crate::Result<T>, field: &str, problem: Problem) {
    match result {
        Err(Error::Invalid(invalid)) => assert_eq!(invalid, Invalid::one(field, problem)),
        other => panic!("{field} {problem:?} expected, not {other:?}"),
    }
}

/// `assert!(matches!(…))` that says what it was instead.
macro_rules! assert_refused {
    ($result:expr, $refusal:pat) => {
        match $result {
            Err($refusal) => {}
            other => panic!("{} expected, not {other:?}", stringify!($refusal)),
        }
    };
}
use assert_refused;
