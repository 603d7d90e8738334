//! Signing in and out.
//!
//! Whoever fails learns nothing but that: wrong, unknown, disabled and locked look the same and take the same time.

mod place;
#[cfg(test)]
mod tests;

pub(super) use place::kind_of_browser;

use super::actors::session_end;
use crate::{
    Attempt, Error, Office, Result, Sensitive,
    audit::{Audited, By, Deed, called},
    login_attempts::Tried,
    second_factors::methods,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{
    ApplicationId, AuditAction, Invalid, LoginFailure, LoginSource, Problem, Timestamp, UserId,
    normalize_email,
};
use sha2::{Digest, Sha256};
use store::{CredentialsRow, SessionRow, Transaction};
use tokio::time::{Instant, sleep_until};

/// Where a request comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The network address, as the server trusts it.
    pub address: String,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// What the browser shows from now on; 256 random bits, kept here only as a digest.
    pub token: Sensitive,
    /// When the session ends at the latest (seconds since 1970); it ends earlier if nobody uses it.
    pub expires_at: Timestamp,
}

/// What showing who one is led to.
#[derive(Clone, Debug)]
pub enum Entrance {
    /// A session.
    Session(SignedIn),
    /// Nothing yet: a second factor is asked for, of the browser that comes back with this within five minutes.
    SecondFactor(Sensitive),
    /// Nothing: this person has to come through the identity provider of their company.
    Elsewhere,
}

impl Entrance {
    /// The session, if there is one.
    pub fn session(self) -> Option<SignedIn> {
        match self {
            Self::Session(signed_in) => Some(signed_in),
            Self::SecondFactor(_) | Self::Elsewhere => None,
        }
    }
}

/// How and from where somebody tries to come in.
pub(crate) struct Way<'a> {
    /// How.
    pub(crate) source: LoginSource,
    /// At which application, if it was at the token endpoint.
    pub(crate) application: Option<ApplicationId>,
    /// From where.
    pub(crate) origin: &'a Origin,
}

impl<'a> Way<'a> {
    /// What is noted of it.
    pub(crate) fn tried(
        &self,
        email: Option<&'a str>,
        user: Option<UserId>,
        failure: Option<LoginFailure>,
    ) -> Tried<'a> {
        let Self { source, application, origin } = *self;
        Tried { email, user, application, source, failure, origin }
    }
}

/// Somebody whose password was right.
pub(crate) struct Proven {
    /// Who.
    pub(crate) user: UserId,
    /// Their address, folded.
    pub(crate) email: String,
    /// When they are refused, if they do not come in all the same.
    answer_at: Instant,
}

impl Proven {
    /// Somebody of whom more is known to the asker already, so that a refusal need not wait.
    pub(crate) fn known(user: UserId, email: String) -> Self {
        Self { user, email, answer_at: Instant::now() }
    }
}

/// How much of a browser's name for itself is kept, in characters.
const USER_AGENT_MAX_LENGTH: usize = 255;

impl Office {
    /// Signs somebody in, or asks them for their second factor. Only failures are counted, so success never blocks.
    pub async fn sign_in(&self, email: &str, password: &Sensitive, origin: &Origin) -> Result<Entrance> {
        let way = Way { source: LoginSource::Form, application: None, origin };
        let proven = self.prove_password(email, password, &way).await?;
        self.enter(&proven, &way).await
    }

    /// The one place that decides whether somebody whose password was right begins a session, in the first of their
    /// organizations, or shows a second factor first.
    async fn enter(&self, proven: &Proven, way: &Way<'_>) -> Result<Entrance> {
        if self.has_second_factor(proven.user).await? {
            let mut tx = self.0.database.begin().await?;
            let entrance = self.ask_for_second_factor(&mut tx, proven.user, way.source).await?;
            tx.commit().await?;
            return Ok(entrance);
        }
        let Some(session) = self.new_session(proven.user, way.origin, methods::PASSWORD).await? else {
            return Err(self.not_let_in(proven, way, LoginFailure::NoOrganization).await?);
        };
        let tx = self.0.database.begin().await?;
        Ok(Entrance::Session(self.begin_session(tx, session, proven, way).await?))
    }

    /// Whose address and password these are, wherever they were typed. What fails is counted and noted; what does not is not
    /// over: the caller says whether they come in.
    pub(crate) async fn prove_password(
        &self,
        email: &str,
        password: &Sensitive,
        way: &Way<'_>,
    ) -> Result<Proven> {
        refuse_blanks(email, password)?;
        let origin = way.origin;
        // What is no address is nobody's, and takes the same way as an address that is nobody's.
        let email = normalize_email("email", email).ok();
        let name = email.as_deref().unwrap_or_default();
        self.check_sign_in_guard(name, origin)?;
        let turn = self.0.passwords.turn().await?;
        // Again: while this one waited, those before it may have failed.
        self.check_sign_in_guard(name, origin)?;
        let known = match &email {
            Some(email) => self.0.database.find_credentials(email).await?,
            None => None,
        };
        let hash = known.as_ref().and_then(|known| known.password_hash.clone());
        let right = turn.verify(password, hash).await?;
        let user = known.as_ref().map(|known| known.id);
        let gate = self.gate(user, origin).await?;
        let failure = match admitted(known.as_ref(), right) {
            // Whatever was typed: what is right must not look like it, either.
            _ if gate.locked => LoginFailure::Locked,
            Ok(user) if self.has_to_come_through_provider(user).await? => LoginFailure::ProviderOnly,
            Ok(user) => return Ok(Proven { user, email: name.to_owned(), answer_at: gate.answer_at }),
            Err(failure) => failure,
        };
        self.count_failed_sign_in(name, origin);
        // Only now, so that whoever comes next meets the failure.
        drop(turn);
        self.fail_at_gate(&gate, &way.tried(email.as_deref(), user, Some(failure))).await?;
        Err(Error::BadCredentials)
    }

    /// Counts and notes that somebody with the right password does not come in all the same; the answer they get.
    pub(crate) async fn not_let_in(
        &self,
        proven: &Proven,
        way: &Way<'_>,
        failure: LoginFailure,
    ) -> Result<Error> {
        self.count_failed_sign_in(&proven.email, way.origin);
        self.note_failed_login(&way.tried(Some(&proven.email), Some(proven.user), Some(failure))).await?;
        sleep_until(proven.answer_at).await;
        Ok(Error::BadCredentials)
    }

    /// Forgets the failures of somebody who came in. Not those of the address: whoever has one account of their own could
    /// otherwise guess on for ever.
    pub(crate) fn let_in_after_all(&self, proven: &Proven, origin: &Origin) {
        self.0.guard.succeeded(Attempt::SignIn, &proven.email, &origin.address);
    }

    /// Ends the session of this token, if there is one.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let session = self.0.database.find_session(&digest_of_token(token), self.now()).await?;
        let person = match session {
            Some(session) => self.0.database.find_person(session.user_id).await?,
            None => None,
        };
        let mut tx = self.0.database.begin().await?;
        let ended = tx.delete_session_of_token(&digest_of_token(token)).await?;
        if let Some(person) = person.filter(|_| ended.is_some()) {
            let deed = Deed::new(AuditAction::SignedOut, person.about());
            self.record(&mut tx, By::Person(person.id, &called(&person)), deed).await?;
        }
        let ended = self.sessions_ended(&mut tx, ended.as_slice()).await?;
        self.commit_ended(tx, ended).await
    }

    fn check_sign_in_guard(&self, name: &str, origin: &Origin) -> Result<()> {
        let now_ms = self.0.clock.now_ms();
        for (attempt, name) in [(Attempt::SignIn, name), (Attempt::SignInFrom, "")] {
            self.0.guard.check(attempt, name, &origin.address, now_ms).map_err(Error::TooMany)?;
        }
        Ok(())
    }

    fn count_failed_sign_in(&self, name: &str, origin: &Origin) {
        let now_ms = self.0.clock.now_ms();
        self.0.guard.failed(Attempt::SignIn, name, &origin.address, now_ms);
        self.0.guard.failed(Attempt::SignInFrom, "", &origin.address, now_ms);
    }

    /// Begins the session of somebody of whom nothing more is asked.
    pub(crate) async fn begin_session(
        &self,
        mut tx: Transaction,
        session: NewSession,
        proven: &Proven,
        way: &Way<'_>,
    ) -> Result<SignedIn> {
        let organization = session.row.organization_id;
        let signed_in = session.begin(&mut tx).await?;
        self.note_place(&mut tx, proven.user, organization, way.origin).await?;
        self.note_login_attempt(&mut tx, &way.tried(Some(&proven.email), Some(proven.user), None)).await?;
        tx.forget_sign_in_failures(proven.user).await?;
        tx.commit().await?;
        self.let_in_after_all(proven, way.origin);
        self.wake_mail_worker();
        Ok(signed_in)
    }

    /// `None` for a person without any enabled organization: there is nowhere to go.
    pub(crate) async fn new_session(
        &self,
        user: UserId,
        origin: &Origin,
        methods: &str,
    ) -> Result<Option<NewSession>> {
        let organizations = self.0.database.enabled_organizations_of_user(user).await?;
        let Some(organization) = organizations.first() else { return Ok(None) };
        let token = self.new_token();
        let now = self.now();
        let row = SessionRow {
            id: self.new_id(),
            user_id: user,
            organization_id: organization.id,
            created_at: now,
            authenticated_at: now,
            methods: methods.to_owned(),
            last_seen_at: now,
            expires_at: session_end(now, now),
            address: printable(&origin.address),
            user_agent: printable(&origin.user_agent),
        };
        Ok(Some(NewSession { token, row }))
    }

    /// 256 random bits, fit for cookies and URLs.
    pub(crate) fn new_token(&self) -> Sensitive {
        let mut bytes = [0; 32];
        self.0.random.fill(&mut bytes);
        Sensitive::new(URL_SAFE_NO_PAD.encode(bytes))
    }
}

/// Who comes in with what is known of them and whether the password was right; else why they do not.
fn admitted(known: Option<&CredentialsRow>, right: bool) -> Result<UserId, LoginFailure> {
    let known = known.ok_or(LoginFailure::UnknownAddress)?;
    match (&known.password_hash, right, known.enabled) {
        (None, ..) => Err(LoginFailure::NoPassword),
        (_, false, _) => Err(LoginFailure::WrongPassword),
        (_, true, false) => Err(LoginFailure::Disabled),
        (_, true, true) => Ok(known.id),
    }
}

/// A session that is about to begin.
pub(crate) struct NewSession {
    token: Sensitive,
    pub(crate) row: SessionRow,
}

impl NewSession {
    /// Writes it, and that its person signed in.
    pub(crate) async fn begin(self, tx: &mut Transaction) -> Result<SignedIn> {
        let Self { token, row } = self;
        tx.create_session(&digest_of_token(token.reveal()), &row).await?;
        tx.set_last_login(row.user_id, row.created_at).await?;
        Ok(SignedIn { token, expires_at: row.created_at + super::actors::ABSOLUTE })
    }
}

/// What the database knows a random token by. It needs no slow hash.
pub(crate) fn digest_of_token(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

fn refuse_blanks(email: &str, password: &Sensitive) -> Result<(), Invalid> {
    let mut invalid = Invalid::default();
    if email.trim().is_empty() {
        invalid.add("email", Problem::Blank);
    }
    if password.reveal().is_empty() {
        invalid.add("password", Problem::Blank);
    }
    if invalid.is_empty() { Ok(()) } else { Err(invalid) }
}

/// What a stranger sent, fit to be stored and shown.
pub(crate) fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(USER_AGENT_MAX_LENGTH).collect()
}
