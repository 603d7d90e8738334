//! What tests are made of: a clock that is set by hand, randomness that repeats, and an office in a folder of its own.

use crate::{
    Actor, Clock, FirstAdministrator, MailTransport, NewUser, Office, Origin, Random, Sensitive, Settings,
    Via,
};
use model::{OrganizationId, SessionId, UserId};
use sha2::{Digest, Sha256};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};
use store::testing::{Engine, TestDatabase, TestMail};

/// The password of everybody [`TestOffice`] makes.
pub const PASSWORD: &str = "a password for tests";

/// A clock that stands still until it is told otherwise.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// Stands at this many milliseconds since 1970.
    pub fn at_ms(ms: i64) -> Self {
        Self(AtomicI64::new(ms))
    }

    /// Sets it.
    pub fn set_ms(&self, ms: i64) {
        self.0.store(ms, Ordering::SeqCst);
    }

    /// Moves it on.
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX), Ordering::SeqCst);
    }
}

impl Default for ManualClock {
    /// 2026-11-23T09:30:00Z.
    fn default() -> Self {
        Self::at_ms(1_795_426_200_000)
    }
}

impl Clock for ManualClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Bytes that look random and are the same in every run: SHA-256 of a seed and a counter.
#[derive(Debug, Default)]
pub struct SeededRandom {
    seed: u64,
    counter: AtomicU64,
}

impl SeededRandom {
    /// Another seed, other bytes.
    pub fn new(seed: u64) -> Self {
        Self { seed, counter: AtomicU64::new(0) }
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let block = self.counter.fetch_add(1, Ordering::SeqCst);
            let digest = Sha256::new()
                .chain_update(self.seed.to_be_bytes())
                .chain_update(block.to_be_bytes())
                .finalize();
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
    }
}

/// What an authenticator app shows now that was given this secret, in base32.
///
/// # Panics
/// If it is no secret.
pub fn code_of_app(secret: &str, now: model::Timestamp) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret.replace(' ', "")).expect("base32");
    let app = crate::second_factors::totp(secret.as_bytes()).expect("a secret that is long enough");
    app.generate(u64::try_from(now.0).expect("a time after 1970")).to_string()
}

/// An office with a database and a folder of its own, both removed with it. Nobody works there yet.
pub struct TestOffice {
    /// The office.
    pub office: Office,
    /// Its clock.
    pub clock: Arc<ManualClock>,
    /// Its database.
    pub db: TestDatabase,
    /// Its keys (`private.key`, `public.key`) and, in `mail`, what it sent.
    pub folder: tempfile::TempDir,
}

impl TestOffice {
    /// Opens one, with signing keys.
    ///
    /// # Panics
    /// If something that tests need is missing on this machine; so do all methods here.
    pub async fn new(engine: Engine) -> Self {
        let db = TestDatabase::new(engine).await;
        Self::on(db).await
    }

    /// Opens one on a database that may be shared with others, as processes on one PostgreSQL do.
    pub async fn on(db: TestDatabase) -> Self {
        Self::with(db, |_| {}).await
    }

    /// Opens one with other settings.
    pub async fn with(db: TestDatabase, change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut settings = Settings {
            public_url: "http://127.0.0.1:3000".into(),
            private_key: folder.path().join("private.key"),
            public_key: folder.path().join("public.key"),
            rotate_keys_after: Some(Duration::from_hours(90 * 24)),
            publish_keys_before: Duration::from_hours(24),
            sealing_key: folder.path().join("sealing.key"),
            access_lifetime: Duration::from_hours(1),
            refresh_lifetime: Duration::from_hours(30 * 24),
            refresh_absolute_lifetime: Duration::from_hours(365 * 24),
            code_lifetime: Duration::from_mins(1),
            password_grant: false,
            lockout: crate::Lockout::default(),
            mail_from: "Latchkey <latchkey@example.com>".into(),
            mail: MailTransport::File(folder.path().join("mail")),
            audit_keep: None,
            client_id_metadata: crate::ClientIdMetadata::default(),
            identity_providers: crate::IdentityProviders::default(),
            effective: Vec::new(),
        };
        change(&mut settings);
        let for_keys = settings.clone();
        let keys = tokio::task::spawn_blocking(move || crate::generate_keys(&for_keys)).await;
        keys.expect("no panic").expect("signing keys");
        let clock = Arc::new(ManualClock::default());
        let office = Office::new(
            db.database.clone(),
            settings,
            Arc::clone(&clock) as _,
            Arc::new(SeededRandom::default()),
        );
        Self { office, clock, db, folder }
    }

    /// The same with the demo data of `latchkey init --demo`.
    pub async fn demo(engine: Engine) -> Self {
        let test = Self::new(engine).await;
        test.office.add_demo_data().await.expect("demo data");
        test
    }

    /// The same with one administrator, `admin@localhost`, in one organization, `Main`, which has global access.
    pub async fn initialized(engine: Engine) -> Self {
        let test = Self::new(engine).await;
        let administrator =
            FirstAdministrator { password: Some(Sensitive::new(PASSWORD)), ..FirstAdministrator::default() };
        test.office.initialize(administrator).await.expect("a first administrator");
        test
    }

    /// The outbox, oldest first.
    pub async fn mails(&self) -> Vec<TestMail> {
        self.db.mails().await
    }

    /// A new organization.
    pub async fn organization(&self, name: &str, global: bool) -> OrganizationId {
        self.office.add_organization_for_test(name, global).await.expect("a new organization")
    }

    /// A new user `name@example.com` with the password [`PASSWORD`] and these roles, who may enter these organizations.
    pub async fn user(&self, name: &str, roles: &[&str], organizations: &[OrganizationId]) -> UserId {
        let new = NewUser {
            email: format!("{name}@example.com"),
            first_name: name.to_owned(),
            last_name: "Test".into(),
            password: Some(Sensitive::new(PASSWORD)),
            roles: roles.iter().map(|&role| role.to_owned()).collect(),
            organizations: organizations.to_vec(),
            customer: None,
        };
        let operator = self.office.operator(None).await.expect("an organization");
        self.office.create_user(&operator, new).await.expect("a new user")
    }

    /// Whose address this is.
    pub async fn find_user(&self, email: &str) -> UserId {
        self.office
            .find_user_by_email(email)
            .await
            .expect("the database")
            .expect("somebody with that address")
    }

    /// A person who signed in just now, without their password, working in the organization of this name.
    pub async fn actor(&self, email: &str, organization: &str) -> Actor {
        let user = self.find_user(email).await;
        let found =
            self.office.database().find_organization_by_name(organization).await.expect("the database");
        let organization = found.expect("an organization of that name").id;
        let via = Via::Session(self.begin_session(user, organization).await);
        let actor = self.office.actor_for_user(user, organization, via).await.expect("the database");
        actor.expect("somebody who is enabled and may work there")
    }

    async fn begin_session(&self, user: UserId, organization: OrganizationId) -> SessionId {
        let origin = Origin { address: "192.0.2.1".into(), user_agent: "test".into() };
        let session = self.office.new_session(user, &origin, "pwd").await.expect("the database");
        let mut session = session.expect("an organization they may enter");
        session.row.organization_id = organization;
        let id = session.row.id;
        let mut tx = self.office.database().begin().await.expect("the database");
        session.begin(&mut tx).await.expect("a session");
        tx.commit().await.expect("the database");
        id
    }

    /// A person who really signed in: the session's token and the actor.
    pub async fn signed_in(&self, email: &str, password: &str) -> (Sensitive, Actor) {
        let origin = Origin { address: "192.0.2.1".into(), user_agent: "test".into() };
        let entrance =
            self.office.sign_in(email, &Sensitive::new(password), &origin).await.expect("the right password");
        let signed_in = entrance.session().expect("nobody with a second factor");
        let actor = self.office.actor_of_session(signed_in.token.reveal()).await.expect("the database");
        (signed_in.token, actor.expect("a session"))
    }
}
