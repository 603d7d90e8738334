//! The door to the domain.

use crate::{
    Clock, Guard, Random,
    activity::Tally,
    backchannel::Logouts,
    client_keys::RemoteKeys,
    devices::Polls,
    idempotency::Underway,
    keys::Keys,
    last_used::LastUsed,
    live::Live,
    login_attempts::Refusals,
    mail::Mailer,
    metadata_documents::{ClientIdMetadata, Documents},
    networks_used::NetworksUsed,
    outward::Fetcher,
    people::{Lockout, Passwords},
    sso::{IdentityProviders, Providers},
    together::{Afterwards, Turns},
    tokens::{Proofs, Verified},
};
use model::{EffectiveSetting, Timestamp};
use std::{fmt, ops::Deref, path::PathBuf, sync::Arc, time::Duration};
use store::Database;
use uuid::Uuid;

/// What the domain needs to know of the configuration.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people and programs reach this server, without a slash at the end; the issuer of its tokens.
    pub public_url: String,
    /// The private signing key, PKCS#8 PEM.
    pub private_key: PathBuf,
    /// The public signing key, SPKI PEM.
    pub public_key: PathBuf,
    /// How old a signing key becomes before the next one takes over by itself; none: it never does.
    pub rotate_keys_after: Option<Duration>,
    /// How long a signing key is published before it signs.
    pub publish_keys_before: Duration,
    /// The key that the secrets of authenticator apps are sealed with: 32 bytes in base64.
    pub sealing_key: PathBuf,
    /// How long an access token lives.
    pub access_lifetime: Duration,
    /// How long a refresh token lives unused.
    pub refresh_lifetime: Duration,
    /// How long tokens can be refreshed at all after somebody let the application in.
    pub refresh_absolute_lifetime: Duration,
    /// How long an authorization code lives.
    pub code_lifetime: Duration,
    /// Whether applications may be allowed to ask for tokens with the password of people (RFC 6749 §4.3).
    pub password_grant: bool,
    /// When accounts wait after failures to sign in.
    pub lockout: Lockout,
    /// Who the mails are from, e.g. `Latchkey <latchkey@example.com>`.
    pub mail_from: String,
    /// How the mails leave.
    pub mail: MailTransport,
    /// How long audit records are kept; for ever if nothing is said.
    pub audit_keep: Option<Duration>,
    /// Which applications may be known by documents of their own.
    pub client_id_metadata: ClientIdMetadata,
    /// Which identity providers people may sign in with.
    pub identity_providers: IdentityProviders,
    /// All of the configuration in words, for those who may see it.
    pub effective: Vec<EffectiveSetting>,
}

/// How mails leave.
#[derive(Clone)]
pub enum MailTransport {
    /// As `.eml` files in this folder.
    File(PathBuf),
    /// To a mail server.
    Smtp(SmtpServer),
}

/// A mail server.
#[derive(Clone)]
pub struct SmtpServer {
    /// `smtp://` or `smtps://`, with name and password.
    pub url: String,
    /// A file with the certificate (PEM) its own must be signed with, besides the public authorities.
    pub authority: Option<PathBuf>,
    /// How long handing over one mail may take; two minutes at most.
    pub timeout: Duration,
}

impl fmt::Debug for MailTransport {
    /// Without the URL, which may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(folder) => f.debug_tuple("File").field(folder).finish(),
            Self::Smtp(_) => f.debug_tuple("Smtp").finish_non_exhaustive(),
        }
    }
}

/// Everything that can be done, for those who may. Cheap to clone.
#[derive(Clone)]
pub struct Office(pub(crate) Arc<Inner>);

/// One view of the database, and what all views of it share.
pub(crate) struct Inner {
    pub(crate) database: Database,
    /// What is known of applications without asking the database.
    pub(crate) live: Live,
    /// What waits for the end of the transaction that this office is inside of, if it is inside one.
    pub(crate) afterwards: Option<Afterwards>,
    pub(crate) shared: Arc<Shared>,
}

/// What an office has besides the database.
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    /// Counts failed attempts to sign in and to authenticate an application.
    pub(crate) guard: Guard,
    /// The signing keys as last seen.
    pub(crate) keys: Keys,
    /// When applications were last used, until it is written.
    pub(crate) last_used: LastUsed,
    /// From which networks applications were used, until it is written.
    pub(crate) networks_used: NetworksUsed,
    /// What applications did, until it is written.
    pub(crate) activity: Tally,
    /// Tokens whose signature was verified lately.
    pub(crate) verified: Verified,
    /// Proofs of possession that were used lately.
    pub(crate) proofs: Proofs,
    /// Sends mails, and knows when there are some.
    pub(crate) mailer: Mailer,
    /// Knows when applications have to be told of sessions that ended.
    pub(crate) logouts: Logouts,
    /// Applications that could not show who they are, until it is written.
    pub(crate) refusals: Refusals,
    /// Fetches documents that strangers name.
    pub(crate) fetcher: Fetcher,
    /// Keys that applications publish themselves.
    pub(crate) remote_keys: RemoteKeys,
    /// What is known of documents that describe applications.
    pub(crate) documents: Documents,
    /// What is known of identity providers.
    pub(crate) providers: Providers,
    /// When devices asked last.
    pub(crate) polls: Polls,
    /// Where passwords are hashed, a few at a time.
    pub(crate) passwords: Passwords,
    /// The keys of requests that are under way.
    pub(crate) underway: Underway,
    /// How many may do several things together at once.
    pub(crate) turns: Turns,
}

/// So that what is shared is found where the rest is.
impl Deref for Inner {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl Office {
    /// Opens the office on a database that was migrated.
    pub fn new(
        database: Database,
        settings: Settings,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Self {
        let shared = Arc::new(Shared {
            settings,
            clock,
            random,
            guard: Guard::default(),
            keys: Keys::default(),
            last_used: LastUsed::default(),
            networks_used: NetworksUsed::default(),
            activity: Tally::default(),
            verified: Verified::default(),
            proofs: Proofs::default(),
            mailer: Mailer::default(),
            logouts: Logouts::default(),
            refusals: Refusals::default(),
            fetcher: Fetcher::default(),
            remote_keys: RemoteKeys::default(),
            documents: Documents::default(),
            providers: Providers::default(),
            polls: Polls::default(),
            passwords: Passwords::default(),
            underway: Underway::default(),
            turns: Turns::default(),
        });
        Self(Arc::new(Inner { database, live: Live::default(), afterwards: None, shared }))
    }

    /// The time it is.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// What was configured.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The database, for start-up and readiness; rules go through the other methods.
    pub fn database(&self) -> &Database {
        &self.0.database
    }

    /// A new id for a request, for the log and the answer.
    pub fn new_request_id(&self) -> String {
        self.new_id::<Uuid>().to_string()
    }

    /// A new UUIDv7 (RFC 9562 §5.7).
    pub(crate) fn new_id<T: From<Uuid>>(&self) -> T {
        new_uuid(&*self.0.clock, &*self.0.random).into()
    }
}

/// A new UUIDv7 (RFC 9562 §5.7).
pub(crate) fn new_uuid(clock: &dyn Clock, random: &dyn Random) -> Uuid {
    let mut bytes = [0; 10];
    random.fill(&mut bytes);
    let millis = u64::try_from(clock.now_ms()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}
