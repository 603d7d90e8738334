//! A provider says that a session of it ended (OpenID Connect Back-Channel Logout 1.0, §2.5 to §2.7): those that came of it here
//! end, too.

use super::{
    settings::IdentityProvider,
    signature::{Unsigned, verified},
};
use crate::{
    Error, Office,
    audit::{About, By, Deed},
};
use model::{AuditAction, Timestamp, full_name};
use serde::Deserialize;
use serde_json::{Map, Value};
use store::EndedThere;

/// What happened, in the words of the standard.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// By how many seconds clocks may differ.
const SKEW: i64 = 60;
/// How old one may be, in seconds, so that none is kept and sent again later.
const OLDEST: i64 = 600;

/// Why it was not done.
#[derive(Debug)]
pub enum LogoutRefusal {
    /// There is no such provider.
    Unknown,
    /// The token proves nothing; the words are for the log.
    Invalid(&'static str),
    /// The provider's keys, or the database, cannot be had.
    Failed(Option<Error>),
}

impl From<store::Error> for LogoutRefusal {
    fn from(error: store::Error) -> Self {
        Self::Failed(Some(error.into()))
    }
}

impl From<Error> for LogoutRefusal {
    fn from(error: Error) -> Self {
        Self::Failed(Some(error))
    }
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    iat: i64,
    exp: Option<i64>,
    #[serde(default)]
    sub: String,
    #[serde(default)]
    sid: String,
    events: Map<String, Value>,
    nonce: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Claims {
    /// What is wrong with them (§2.6).
    fn fault(&self, provider: &IdentityProvider, now: i64) -> Option<&'static str> {
        let ours = match &self.aud {
            Audience::One(one) => *one == provider.client_id,
            Audience::Several(several) => several.contains(&provider.client_id),
        };
        if self.iss != provider.issuer || !ours {
            return Some("it is of another issuer, or for somebody else");
        }
        if !(now - OLDEST..=now + SKEW).contains(&self.iat) || self.exp.is_some_and(|exp| exp + SKEW <= now) {
            return Some("it is of another time");
        }
        if !self.events.get(EVENT).is_some_and(Value::is_object) || self.nonce.is_some() {
            return Some("it tells of something else");
        }
        (self.sub.is_empty() && self.sid.is_empty()).then_some("it does not say whose session ended")
    }
}

impl Office {
    /// Ends the sessions that this token tells of; how many there were. Telling it again ends nothing that began since.
    pub async fn logged_out_at_provider(&self, provider: &str, token: &str) -> Result<usize, LogoutRefusal> {
        let provider = self.identity_provider(provider).ok_or(LogoutRefusal::Unknown)?;
        let unreachable = |_| LogoutRefusal::Failed(None);
        let types = ["logout+jwt", "JWT"];
        let known = self.known(provider).await.map_err(unreachable)?;
        let claims: Claims = match verified(&known.metadata, token, &types) {
            Err(Unsigned::UnknownKey) => {
                let known = self.known_anew(provider).await.map_err(unreachable)?;
                verified(&known.metadata, token, &types)
            }
            read => read,
        }
        .map_err(|unsigned| match unsigned {
            Unsigned::UnknownKey => LogoutRefusal::Invalid("it is signed with a key that is not known"),
            Unsigned::Bad(problem) => LogoutRefusal::Invalid(problem),
        })?;
        if let Some(fault) = claims.fault(provider, self.now().0) {
            return Err(LogoutRefusal::Invalid(fault));
        }
        let (issuer, subject, sid) = (provider.issuer.as_str(), claims.sub.as_str(), claims.sid.as_str());
        let ended = EndedThere { issuer, subject, sid, until: Timestamp(claims.iat + SKEW) };
        let mut tx = self.0.database.begin().await?;
        let gone = tx.delete_sessions_of_provider(ended).await?;
        for (_, user) in &gone {
            // Without locking the person: their sessions are locked already, and others lock in the other order.
            let Some(person) = tx.find_addressee(*user).await? else { continue };
            let name = full_name(&person.first_name, &person.last_name);
            let about =
                About::person(person.id, person.side, if name.is_empty() { person.email } else { name });
            self.record(&mut tx, By::Server, Deed::new(AuditAction::SessionEnded, about)).await?;
        }
        let sessions: Vec<_> = gone.into_iter().map(|(session, _)| session).collect();
        let ended = self.sessions_ended(&mut tx, &sessions).await?;
        self.commit_ended(tx, ended).await?;
        Ok(sessions.len())
    }
}
