//! One application as issuing and verifying need it.

use crate::{
    Actor, Error, Office, Result, Via,
    client_keys::{ClientKey, read_keys},
    same_digest,
};
use model::{
    ApiAccess, ApiType, ApplicationId, AuthenticationMethod, AuthorizationId, Grant, OrganizationId, Origin,
    SecretId, Side, Timestamp,
};
use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering::Relaxed},
    },
    time::Duration,
};
use store::{LiveApplicationRow, LiveSecretRow};

/// How much longer than an access token lives an authorization is remembered as ended: clocks differ a little.
const MARGIN: Duration = Duration::from_mins(5);

/// How long secrets that ended are known for what they were, and how many of one application.
const ENDED_KNOWN_FOR: Duration = Duration::from_hours(30 * 24);
const ENDED_KNOWN: usize = 10;

/// An application with everything that decides whether it gets tokens and whether its tokens live.
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
pub(crate) struct LiveApplication {
    pub(crate) id: ApplicationId,
    pub(crate) client_id: String,
    pub(crate) name: String,
    pub(crate) organization: OrganizationId,
    pub(crate) side: Side,
    /// How it came to be.
    pub(crate) origin: Origin,
    pub(crate) grant: Grant,
    pub(crate) apis: ApiAccess,
    pub(crate) standing: Standing,
    /// Where people may be sent back to.
    pub(crate) redirect_uris: Vec<String>,
    /// Whether it can keep a secret or a key; one that cannot shows nothing of itself.
    pub(crate) confidential: bool,
    pub(crate) skip_consent: bool,
    pub(crate) authentication_method: AuthenticationMethod,
    /// Its public keys.
    pub(crate) keys: Arc<Vec<ClientKey>>,
    /// Where they are instead.
    pub(crate) jwks_uri: Option<String>,
    /// How long a refresh token lives unused, and how long one can be refreshed at all, where that is not as configured.
    pub(crate) refresh_idle: Option<Duration>,
    pub(crate) refresh_absolute: Option<Duration>,
    /// Where people may be sent after signing out.
    pub(crate) post_logout_redirect_uris: Vec<String>,
    /// Whether every token of it is bound to a key (RFC 9449 §5.2).
    pub(crate) require_dpop: bool,
    /// Whether its requests for authorization have to be pushed (RFC 9126 §6).
    pub(crate) require_pushed: bool,
    /// Whether it may exchange tokens of others (RFC 8693).
    pub(crate) may_act_for_others: bool,
    /// Whether it may ask for tokens with the password of people (RFC 6749 §4.3), where the server lets any do so.
    pub(crate) password_grant: bool,
    /// Tokens made at this millisecond or before are dead.
    pub(crate) tokens_dead_until_ms: i64,
    /// The secrets that have not ended, newest first.
    pub(crate) secrets: Vec<LiveSecret>,
    /// Some that ended lately, newest first: whoever shows one of them is told so where applications are looked after.
    ended_secrets: Vec<LiveSecret>,
    /// The ids of its revoked tokens.
    pub(crate) revoked: HashSet<String>,
    /// The authorizations that ended so lately that access tokens of them could still live.
    pub(crate) ended_authorizations: HashSet<AuthorizationId>,
    /// The second it was last used in without a secret.
    pub(crate) used_at: AtomicI64,
    /// Who its tokens act as if nobody let it in: its owner, if it has one and is in good standing.
    pub(crate) actor: Option<Actor>,
}

/// Whether an application may do anything at all, and if not, why. The reason is for the log, never for the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Good,
    Deleted,
    Inactive,
    OrganizationDisabled,
    /// Disabled, gone, no longer in the organization, or of a customer that was disabled.
    OwnerCannotAct,
}

/// One of its secrets.
pub(crate) struct LiveSecret {
    pub(crate) id: SecretId,
    pub(crate) number: u32,
    digest: [u8; 32],
    pub(crate) expires_at: Option<Timestamp>,
    /// The second it was last used in, so that one second's tokens are noted once.
    used_at: AtomicI64,
}

impl LiveSecret {
    /// Whether it works at `now`.
    pub(crate) fn lives_at(&self, now: Timestamp) -> bool {
        self.expires_at.is_none_or(|end| end > now)
    }

    /// Whether this is its first use in that second.
    pub(crate) fn is_first_use(&self, now: Timestamp) -> bool {
        self.used_at.swap(now.0, Relaxed) != now.0
    }
}

impl LiveApplication {
    /// Whether this is its first use without a secret in that second.
    pub(crate) fn is_first_use(&self, now: Timestamp) -> bool {
        self.used_at.swap(now.0, Relaxed) != now.0
    }

    /// Whether nobody here looked at it before it asks people.
    pub(crate) const fn registered_itself(&self) -> bool {
        matches!(self.origin, Origin::Registered)
    }

    /// Who its tokens for these APIs act as.
    pub(crate) fn actor_for(&self, apis: Vec<ApiType>) -> Option<Actor> {
        let mut actor = self.actor.clone()?;
        actor.via = Via::Application { id: self.id, apis };
        Some(actor)
    }

    /// The secret this is, if it is one that works at `now`. Every secret is compared, each in constant time.
    pub(crate) fn secret(&self, given: &[u8; 32], now: Timestamp) -> Option<&LiveSecret> {
        let mut found = None;
        for secret in &self.secrets {
            if same_digest(given, &secret.digest) {
                found = Some(secret);
            }
        }
        found.filter(|secret| secret.lives_at(now))
    }

    /// The secret this is, if it is one that ended lately. Every secret is compared, each in constant time.
    pub(crate) fn ended_secret(&self, given: &[u8; 32], now: Timestamp) -> Option<SecretId> {
        let mut found = None;
        for secret in self.secrets.iter().chain(&self.ended_secrets) {
            if same_digest(given, &secret.digest) {
                found = Some(secret);
            }
        }
        found.filter(|secret| !secret.lives_at(now)).map(|secret| secret.id)
    }

    #[cfg(test)]
    pub(crate) fn for_tests(client_id: &str) -> Self {
        Self {
            id: ApplicationId(uuid::Uuid::nil()),
            client_id: client_id.into(),
            organization: OrganizationId(uuid::Uuid::nil()),
            side: Side::BackOffice,
            origin: Origin::Person,
            grant: Grant::ClientCredentials,
            apis: ApiAccess::All,
            standing: Standing::Good,
            name: client_id.into(),
            redirect_uris: Vec::new(),
            confidential: true,
            skip_consent: false,
            authentication_method: AuthenticationMethod::ClientSecret,
            keys: Arc::default(),
            jwks_uri: None,
            refresh_idle: None,
            refresh_absolute: None,
            post_logout_redirect_uris: Vec::new(),
            require_dpop: false,
            require_pushed: false,
            may_act_for_others: false,
            password_grant: false,
            tokens_dead_until_ms: 0,
            secrets: Vec::new(),
            ended_secrets: Vec::new(),
            revoked: HashSet::new(),
            ended_authorizations: HashSet::new(),
            used_at: AtomicI64::new(i64::MIN),
            actor: None,
        }
    }
}

/// What an unknown Client ID is compared with, so that it costs the same as a known one.
pub(crate) fn compare_with_nothing(given: &[u8; 32]) -> bool {
    same_digest(given, &[0; 32])
}

impl Office {
    pub(super) async fn load_live_application(&self, client_id: &str) -> Result<Option<LiveApplication>> {
        let (database, now) = (&self.0.database, self.now());
        let Some(row) = database.live_application(client_id).await? else { return Ok(None) };
        let secrets = database.live_secrets(row.id, now - ENDED_KNOWN_FOR).await?;
        let secrets = secrets.iter().map(live_secret).collect::<Result<Vec<_>>>()?;
        let (secrets, mut ended_secrets): (Vec<_>, Vec<_>) =
            secrets.into_iter().partition(|secret| secret.lives_at(now));
        ended_secrets.truncate(ENDED_KNOWN);
        let revoked = database.revoked_tokens(row.id, now).await?;
        let since = now - self.0.settings.access_lifetime - MARGIN;
        let ended_authorizations = database.authorizations_ended_since(row.id, since).await?;
        let actor = match row.owner_id {
            Some(owner) => {
                let via = Via::Application { id: row.id, apis: Vec::new() };
                self.actor_for_user(owner, row.organization_id, via).await?
            }
            None => None,
        };
        // Without an owner it acts as whoever lets it in.
        let standing = standing(&row, actor.is_some() || row.owner_id.is_none());
        let seconds = |seconds: i64| Duration::from_secs(seconds.unsigned_abs());
        Ok(Some(LiveApplication {
            id: row.id,
            client_id: client_id.to_owned(),
            name: row.name,
            redirect_uris: lines(&row.redirect_uris),
            confidential: row.confidential,
            skip_consent: row.skip_consent,
            authentication_method: row.authentication_method,
            jwks_uri: row.jwks_uri,
            keys: Arc::new(row.jwks.as_deref().and_then(read_keys).unwrap_or_default()),
            refresh_idle: row.refresh_idle.map(seconds),
            refresh_absolute: row.refresh_absolute.map(seconds),
            post_logout_redirect_uris: lines(&row.post_logout_redirect_uris),
            require_dpop: row.require_dpop,
            require_pushed: row.require_pushed,
            may_act_for_others: row.may_act_for_others,
            password_grant: row.password_grant,
            ended_authorizations: ended_authorizations.into_iter().collect(),
            used_at: AtomicI64::new(i64::MIN),
            organization: row.organization_id,
            side: row.side,
            origin: row.origin,
            grant: row.grant_type,
            apis: row.apis,
            standing,
            tokens_dead_until_ms: row.tokens_dead_until_ms,
            secrets,
            ended_secrets,
            revoked: revoked.into_iter().collect(),
            actor: actor.filter(|_| standing == Standing::Good),
        }))
    }
}

/// What is stored with one on each line.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn standing(row: &LiveApplicationRow, owner_can_act: bool) -> Standing {
    if row.deleted_at.is_some() {
        Standing::Deleted
    } else if !row.active {
        Standing::Inactive
    } else if !row.organization_enabled {
        Standing::OrganizationDisabled
    } else if !owner_can_act {
        Standing::OwnerCannotAct
    } else {
        Standing::Good
    }
}

fn live_secret(row: &LiveSecretRow) -> Result<LiveSecret> {
    let damaged =
        |what| Error::Internal(anyhow::anyhow!("the stored {what} of secret {} cannot be read", row.id));
    Ok(LiveSecret {
        id: row.id,
        number: u32::try_from(row.number).map_err(|_| damaged("number"))?,
        digest: row.hash.as_slice().try_into().map_err(|_| damaged("digest"))?,
        expires_at: row.expires_at,
        used_at: AtomicI64::new(i64::MIN),
    })
}
