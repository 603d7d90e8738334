//! Applications that could not show who they are at the token endpoint: kept in memory and written in batches, so that a
//! refusal costs strangers the same whether they know a Client ID or not. What they can have written is bounded.

use super::Tried;
use crate::{Office, Origin, Result, waiting::place_of};
use model::{ApplicationId, LoginFailure, LoginSource, Timestamp};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// For how many seconds the same refusal of the same application at the same place is not noted again.
const AGAIN_AFTER: i64 = 60;
/// How many are noted of one application in that time, from wherever they come.
const OF_APPLICATION: usize = 30;
/// How many are noted in that time at all; about 100 kB.
const CAPACITY: usize = 600;

/// An application that was refused.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// Which one.
    pub(crate) application: ApplicationId,
    /// Why.
    pub(crate) failure: LoginFailure,
    /// From where.
    pub(crate) origin: Origin,
    /// When.
    pub(crate) at: Timestamp,
}

/// What counts as the same: application, place and reason.
type Same = (ApplicationId, String, LoginFailure);

/// What is not written yet, and what was noted lately.
#[derive(Default)]
pub(crate) struct Refusals(Mutex<Noted>);

#[derive(Default)]
struct Noted {
    waiting: Vec<Refusal>,
    lately: HashMap<Same, Timestamp>,
}

impl Refusals {
    /// Notes one, unless the same was noted lately or there are too many.
    pub(crate) fn note(&self, refusal: Refusal) {
        let mut noted = self.lock();
        let now = refusal.at;
        noted.lately.retain(|_, at| (0..AGAIN_AFTER).contains(&(now.0 - at.0)));
        let same = (refusal.application, place_of(&refusal.origin.address), refusal.failure);
        let of_application = noted.lately.keys().filter(|one| one.0 == refusal.application).count();
        if noted.lately.contains_key(&same)
            || of_application >= OF_APPLICATION
            || noted.lately.len() >= CAPACITY
            || noted.waiting.len() >= CAPACITY
        {
            return;
        }
        noted.lately.insert(same, now);
        noted.waiting.push(refusal);
    }

    fn take(&self) -> Vec<Refusal> {
        std::mem::take(&mut self.lock().waiting)
    }

    /// What could not be written waits for the next time.
    fn give_back(&self, mut refusals: Vec<Refusal>) {
        let mut noted = self.lock();
        refusals.append(&mut noted.waiting);
        refusals.truncate(CAPACITY);
        noted.waiting = refusals;
    }

    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Office {
    /// Writes what is waiting.
    pub(crate) async fn flush_refusals(&self) -> Result<()> {
        let waiting = self.0.refusals.take();
        if waiting.is_empty() {
            return Ok(());
        }
        let written = self.write_refusals(&waiting).await;
        if written.is_err() {
            self.0.refusals.give_back(waiting);
        }
        written
    }

    async fn write_refusals(&self, waiting: &[Refusal]) -> Result<()> {
        let mut tx = self.0.database.begin().await?;
        for refusal in waiting {
            let tried = Tried {
                email: None,
                user: None,
                application: Some(refusal.application),
                source: LoginSource::Token,
                failure: Some(refusal.failure),
                origin: &refusal.origin,
            };
            self.note_login_attempt_at(&mut tx, &tried, refusal.at).await?;
        }
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn refusal(application: u128, address: &str, failure: LoginFailure, at: i64) -> Refusal {
        Refusal {
            application: ApplicationId(Uuid::from_u128(application)),
            failure,
            origin: Origin { address: address.into(), user_agent: String::new() },
            at: Timestamp(at),
        }
    }

    #[test]
    fn the_same_is_noted_once_a_minute() {
        let refusals = Refusals::default();
        for at in 0..=60 {
            refusals.note(refusal(1, "192.0.2.1", LoginFailure::WrongSecret, at));
        }
        assert_eq!(refusals.take().iter().map(|one| one.at.0).collect::<Vec<_>>(), [0, 60]);
        refusals.note(refusal(1, "192.0.2.2", LoginFailure::WrongSecret, 61));
        refusals.note(refusal(1, "192.0.2.1", LoginFailure::WrongMethod, 61));
        refusals.note(refusal(2, "192.0.2.1", LoginFailure::WrongSecret, 61));
        assert_eq!(refusals.take().len(), 3, "another place, another reason, another application");
        for last in 1..9 {
            refusals.note(refusal(3, &format!("2001:db8::{last}"), LoginFailure::WrongSecret, 61));
        }
        assert_eq!(refusals.take().len(), 1, "whoever has many addresses has one place");
    }

    #[test]
    fn many_places_fill_neither_the_memory_nor_the_table() {
        let refusals = Refusals::default();
        let place = |number: u32| std::net::Ipv4Addr::from(number).to_string();
        for number in 0..10_000 {
            refusals.note(refusal(1, &place(number), LoginFailure::WrongSecret, 0));
        }
        refusals.note(refusal(2, &place(0), LoginFailure::WrongSecret, 0));
        assert_eq!(refusals.take().len(), OF_APPLICATION + 1, "one application does not hide another");
        for number in 0..10_000 {
            refusals.note(refusal(u128::from(number), &place(number), LoginFailure::WrongSecret, 60));
        }
        assert_eq!(refusals.take().len(), CAPACITY);
        assert_eq!(refusals.lock().lately.len(), CAPACITY);
        refusals.note(refusal(1, &place(1), LoginFailure::WrongSecret, 120));
        assert_eq!(refusals.lock().lately.len(), 1, "what was noted long ago is forgotten");
    }

    #[test]
    fn what_could_not_be_written_waits() {
        let refusals = Refusals::default();
        refusals.note(refusal(1, "192.0.2.1", LoginFailure::WrongSecret, 0));
        let taken = refusals.take();
        refusals.note(refusal(2, "192.0.2.1", LoginFailure::WrongSecret, 1));
        refusals.give_back(taken);
        assert_eq!(refusals.take().iter().map(|one| one.at.0).collect::<Vec<_>>(), [0, 1]);
    }
}
