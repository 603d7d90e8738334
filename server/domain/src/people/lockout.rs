//! Accounts that wait after too many failures, so that nobody guesses a password at leisure from many addresses.
//!
//! Failures are counted in the database, for all processes together, by person and place. A place the person signed in from
//! before (its network and kind of browser, as `sign_in/place.rs` notes them) counts for itself, and all other places count
//! together: what strangers fail at shuts out strangers, and the person still comes in from where they always do. After so
//! many failures nobody comes in from there for a while, and each further round of as many failures doubles it. What is tried
//! meanwhile is not counted, so that nobody can be shut out for ever. Coming in, setting a password with a link and an
//! administrator end it, and so does a day without a failure. Sessions go on.
//!
//! Whoever is refused learns none of this: the answer is that of a wrong password, also to the right one, and comes after the
//! same time as for an address that is nobody's, which takes the same steps.

#[cfg(test)]
mod tests;

use super::sign_in::{Origin, kind_of_browser};
use crate::{
    Actor, Office, Result,
    audit::{About, Audited, By, Deed},
    login_attempts::Tried,
    mail::{Fact, SignIn, SignInFacts, With},
    network::Network,
};
use model::{AuditAction, MailEvent, OrganizationId, Side, Timestamp, User, UserId, full_name};
use std::time::Duration;
use store::{FailurePlace, Transaction};
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

/// How long failures count that are followed by none.
const FORGOTTEN_AFTER: Duration = Duration::from_hours(24);

/// When the refusal comes after the password was looked at, whatever there was to note and to tell. A commit takes a few
/// milliseconds.
const ANSWER_AFTER: Duration = Duration::from_millis(100);

/// When accounts are locked, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lockout {
    /// After how many failures.
    pub after: u32,
    /// For how long at first.
    pub delay: Duration,
    /// For how long at most.
    pub max_delay: Duration,
}

impl Default for Lockout {
    fn default() -> Self {
        Self { after: 10, delay: Duration::from_mins(1), max_delay: Duration::from_hours(1) }
    }
}

impl Lockout {
    /// Which lock this failure is, counted from 1, if it is one.
    fn round(self, failures: i64) -> Option<i64> {
        let after = i64::from(self.after.max(1));
        (failures > 0 && failures % after == 0).then_some(failures / after)
    }

    /// How long this lock lasts.
    fn lasts(self, round: i64) -> Duration {
        let doubled = u32::try_from(round - 1).ok().and_then(|times| 2_u32.checked_pow(times));
        let delay = doubled.and_then(|times| self.delay.checked_mul(times));
        delay.map_or(self.max_delay, |delay| delay.min(self.max_delay))
    }
}

/// Whose failures are counted where, and whether nobody comes in from there now.
pub(crate) struct Gate {
    user: UserId,
    place: FailurePlace,
    organization: Option<OrganizationId>,
    /// Whether nobody does.
    pub(crate) locked: bool,
    /// When a refusal is answered.
    pub(super) answer_at: Instant,
}

impl Office {
    /// Looks whether somebody's account waits here. For an address that is nobody's it looks as long.
    pub(crate) async fn gate(&self, user: Option<UserId>, origin: &Origin) -> Result<Gate> {
        let answer_at = Instant::now() + ANSWER_AFTER;
        let user = user.unwrap_or(UserId(Uuid::nil()));
        let database = &self.0.database;
        let here = match Network::of(&origin.address) {
            Some(network) => {
                FailurePlace { network: network.to_string(), browser: kind_of_browser(&origin.user_agent) }
            }
            None => FailurePlace::default(),
        };
        let place = if database.is_known_place(user, &here).await? { here } else { FailurePlace::default() };
        let until = database.locked_until(user, &place).await?;
        // Asked before the transaction that tells them.
        let organizations = database.enabled_organizations_of_user(user).await?;
        Ok(Gate {
            user,
            place,
            organization: organizations.first().map(|one| one.id),
            locked: until.is_some_and(|until| self.now() < until),
            answer_at,
        })
    }

    /// Notes a failure at the gate, counts it unless the account waits anyway, and answers no sooner than for any other.
    pub(crate) async fn fail_at_gate(&self, gate: &Gate, tried: &Tried<'_>) -> Result<()> {
        let outcome = self.note_at_gate(gate, tried).await;
        sleep_until(gate.answer_at).await;
        outcome
    }

    async fn note_at_gate(&self, gate: &Gate, tried: &Tried<'_>) -> Result<()> {
        let mut tx = self.0.database.begin().await?;
        self.note_login_attempt(&mut tx, tried).await?;
        let mut told = false;
        if !gate.locked {
            told = self.count_at_gate(&mut tx, gate, tried.origin).await?;
        }
        tx.commit().await?;
        if told {
            self.wake_mail_worker();
        }
        Ok(())
    }

    /// Counts it, and locks if it is one too many. The person is told of the first lock, not of those that follow it.
    async fn count_at_gate(&self, tx: &mut Transaction, gate: &Gate, origin: &Origin) -> Result<bool> {
        let (lockout, now) = (self.settings().lockout, self.now());
        let counted = tx.count_sign_in_failure(gate.user, &gate.place, now, now - FORGOTTEN_AFTER).await?;
        let Some(round) = counted.and_then(|failures| lockout.round(failures)) else { return Ok(false) };
        tx.lock_sign_in(gate.user, &gate.place, now + lockout.lasts(round)).await?;
        let Some(person) = tx.find_addressee(gate.user).await? else { return Ok(false) };
        let about = About::person(gate.user, person.side, full_name(&person.first_name, &person.last_name));
        self.record(tx, By::Stranger, Deed::new(AuditAction::Locked, about)).await?;
        if round > 1 {
            return Ok(false);
        }
        self.tell_of_lock(tx, gate, person.side, origin).await
    }

    async fn tell_of_lock(
        &self,
        tx: &mut Transaction,
        gate: &Gate,
        side: Side,
        origin: &Origin,
    ) -> Result<bool> {
        let Some(organization) = gate.organization else { return Ok(false) };
        let facts =
            SignInFacts { address: origin.address.clone(), browser: kind_of_browser(&origin.user_agent) };
        let sign_in = SignIn { user: gate.user, side, organization, facts };
        let fact = Fact { event: MailEvent::AccountLocked, by: None, with: With::SignIn(sign_in) };
        self.tell(tx, fact).await?;
        Ok(true)
    }

    /// Until when nobody comes in as this person from one place at least, if there is such a place.
    pub(super) async fn locked_until(&self, user: UserId) -> Result<Option<Timestamp>> {
        Ok(self.0.database.last_lock(user, self.now()).await?)
    }

    /// Forgets somebody's failures, for those who may change them.
    pub async fn unlock_user(&self, actor: &Actor, id: UserId) -> Result<User> {
        let found = self.found_user(id).await?;
        found.require_changeable(actor)?;
        let mut tx = self.0.database.begin().await?;
        tx.forget_sign_in_failures(id).await?;
        self.record(&mut tx, actor, Deed::new(AuditAction::Unlocked, found.about())).await?;
        tx.commit().await?;
        self.find_user(actor, id).await
    }
}
