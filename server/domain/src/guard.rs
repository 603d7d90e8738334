//! Slows down guessing: counts failures, and only failures, per what was tried and from where. Where nothing can fail,
//! as when somebody forgot their password, each request counts as one.
//!
//! The window slides: a try is refused while the last [`Attempt::limit`] failures all lie within it. A name is kept as
//! a digest and the number of counters is bounded, so nobody can fill the memory by failing under many names.

use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// How many counters are kept at most; about 10 MB when all of them are full.
const CAPACITY: usize = 50_000;

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Signing in to the back office; the name is the e-mail address.
    SignIn,
    /// Signing in as anybody from one address; the name is empty. Higher, because people share addresses.
    SignInFrom,
    /// The credentials of an application; the name is the Client ID.
    Credentials,
    /// Asking for a link to set a password; the name is the e-mail address.
    ForgotPassword,
    /// Asking for anybody's link from one address; the name is empty.
    ForgotPasswordFrom,
    /// Typing the code of a device; the name is who types it.
    DeviceCode,
    /// Giving one's own password again; the name is the session, so that a thief of one locks nobody out of another.
    OwnPassword,
    /// A code after the right password, and where one shows again who one is; the name is who it is about, and the address is
    /// empty: who fails here knows the password, and may have many addresses.
    SecondFactor,
    /// Being asked for a passkey, from one address; each question counts.
    PasskeyQuestion,
    /// Registering an application, and looking after one that did.
    Registration,
}

impl Attempt {
    /// How many failures within the window are let through.
    pub const fn limit(self) -> usize {
        match self {
            Self::SignIn | Self::OwnPassword | Self::DeviceCode | Self::SecondFactor => 10,
            Self::SignInFrom | Self::ForgotPasswordFrom => 50,
            Self::PasskeyQuestion => 100,
            Self::Credentials | Self::Registration => 20,
            Self::ForgotPassword => 5,
        }
    }

    /// How long a failure counts.
    pub const fn window(self) -> Duration {
        match self {
            Self::Credentials | Self::Registration => Duration::from_mins(1),
            Self::SignIn
            | Self::SignInFrom
            | Self::ForgotPassword
            | Self::ForgotPasswordFrom
            | Self::OwnPassword
            | Self::SecondFactor
            | Self::PasskeyQuestion
            | Self::DeviceCode => Duration::from_mins(15),
        }
    }

    const fn window_ms(self) -> i64 {
        self.window().as_secs().cast_signed() * 1000
    }
}

/// Counts failures in memory; each process counts its own.
#[derive(Debug, Default)]
pub struct Guard {
    counters: Mutex<HashMap<[u8; 16], Counter>>,
}

#[derive(Debug)]
struct Counter {
    attempt: Attempt,
    /// When it failed, in milliseconds, oldest first; never more than the limit.
    failures: Vec<i64>,
}

impl Counter {
    fn forget_before(&mut self, now_ms: i64) {
        let since = now_ms - self.attempt.window_ms();
        self.failures.retain(|failure| *failure > since);
    }

    fn is_blocking(&self) -> bool {
        self.failures.len() >= self.attempt.limit()
    }
}

impl Guard {
    /// Whether there may be another try now; if not, how long to wait for it, in whole seconds and at least one.
    pub fn check(&self, attempt: Attempt, name: &str, address: &str, now_ms: i64) -> Result<(), Duration> {
        let mut counters = self.lock();
        let Some(counter) = counters.get_mut(&key(attempt, name, address)) else { return Ok(()) };
        counter.forget_before(now_ms);
        if !counter.is_blocking() {
            return Ok(());
        }
        let free_at = counter.failures.first().map_or(now_ms, |oldest| oldest + attempt.window_ms());
        let seconds = (free_at - now_ms).max(1).unsigned_abs().div_ceil(1000);
        Err(Duration::from_secs(seconds))
    }

    /// Counts a failure. One that comes while tries are refused does not prolong the refusal.
    pub fn failed(&self, attempt: Attempt, name: &str, address: &str, now_ms: i64) {
        let mut counters = self.lock();
        if counters.len() >= CAPACITY {
            make_room(&mut counters, now_ms);
        }
        let counter = counters
            .entry(key(attempt, name, address))
            .or_insert_with(|| Counter { attempt, failures: Vec::new() });
        counter.forget_before(now_ms);
        if !counter.is_blocking() {
            counter.failures.push(now_ms);
        }
    }

    /// Forgets the failures of somebody who knew it after all.
    pub fn succeeded(&self, attempt: Attempt, name: &str, address: &str) {
        let mut counters = self.lock();
        if !counters.is_empty() {
            counters.remove(&key(attempt, name, address));
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 16], Counter>> {
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The parts are told apart by their lengths, so that no two of them can be shifted into one another.
fn key(attempt: Attempt, name: &str, address: &str) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update([attempt as u8]);
    hash.update((name.len() as u64).to_be_bytes());
    hash.update(name);
    hash.update(address);
    let digest = hash.finalize();
    std::array::from_fn(|index| digest[index])
}

/// Drops what no longer counts, then what blocks nobody, then the older half.
fn make_room(counters: &mut HashMap<[u8; 16], Counter>, now_ms: i64) {
    counters.retain(|_, counter| {
        counter.forget_before(now_ms);
        !counter.failures.is_empty()
    });
    if counters.len() > CAPACITY / 2 {
        counters.retain(|_, counter| counter.is_blocking());
    }
    if counters.len() > CAPACITY / 2 {
        let mut latest: Vec<i64> = counters.values().filter_map(|c| c.failures.last().copied()).collect();
        let middle = latest.len() / 2;
        let (_, median, _) = latest.select_nth_unstable(middle);
        let median = *median;
        counters.retain(|_, counter| counter.failures.last().is_some_and(|last| *last > median));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "somebody";
    const HERE: &str = "192.0.2.1";

    fn fail(guard: &Guard, times: usize, now_ms: i64) {
        for _ in 0..times {
            guard.failed(Attempt::Credentials, NAME, HERE, now_ms);
        }
    }

    fn check(guard: &Guard, now_ms: i64) -> Result<(), Duration> {
        guard.check(Attempt::Credentials, NAME, HERE, now_ms)
    }

    #[test]
    fn the_limit_is_let_through_and_then_the_window_slides() {
        let guard = Guard::default();
        fail(&guard, 19, 1_000);
        assert_eq!(check(&guard, 1_000), Ok(()));
        fail(&guard, 1, 31_000);
        assert_eq!(check(&guard, 31_000), Err(Duration::from_secs(30)));
        assert_eq!(check(&guard, 60_999), Err(Duration::from_secs(1)));
        assert_eq!(check(&guard, 61_000), Ok(()));
        fail(&guard, 19, 61_000);
        assert_eq!(check(&guard, 61_000), Err(Duration::from_secs(30)), "the one at 31 s still counts");
    }

    #[test]
    fn failures_while_refused_do_not_prolong_the_refusal() {
        let guard = Guard::default();
        fail(&guard, 20, 0);
        fail(&guard, 1_000, 59_000);
        assert_eq!(check(&guard, 60_000), Ok(()));
    }

    #[test]
    fn another_name_another_address_and_another_kind_are_unaffected() {
        let guard = Guard::default();
        fail(&guard, 20, 0);
        assert!(check(&guard, 0).is_err());
        assert_eq!(guard.check(Attempt::Credentials, "other", HERE, 0), Ok(()));
        assert_eq!(guard.check(Attempt::Credentials, NAME, "192.0.2.2", 0), Ok(()));
        assert_eq!(guard.check(Attempt::SignIn, NAME, HERE, 0), Ok(()));
        assert_eq!(guard.check(Attempt::Credentials, "somebody1", "92.0.2.1", 0), Ok(()));
    }

    #[test]
    fn success_forgets_the_failures() {
        let guard = Guard::default();
        fail(&guard, 19, 0);
        guard.succeeded(Attempt::Credentials, NAME, HERE);
        fail(&guard, 1, 0);
        assert_eq!(check(&guard, 0), Ok(()));
    }

    #[test]
    fn memory_is_bounded_and_a_flood_of_names_does_not_free_the_blocked() {
        let guard = Guard::default();
        fail(&guard, 20, 0);
        for index in 0..CAPACITY * 2 {
            guard.failed(Attempt::Credentials, &index.to_string(), HERE, 10);
        }
        assert!(guard.lock().len() <= CAPACITY);
        assert!(check(&guard, 10).is_err());
    }

    #[test]
    fn memory_is_bounded_even_if_everybody_is_blocked() {
        let mut counters = (0..CAPACITY)
            .map(|index| {
                let now_ms = i64::try_from(index).unwrap();
                let counter = Counter { attempt: Attempt::SignIn, failures: vec![now_ms; 10] };
                (key(Attempt::SignIn, &index.to_string(), HERE), counter)
            })
            .collect();
        make_room(&mut counters, 50_000);
        assert!(counters.len() <= CAPACITY / 2);
    }

    #[test]
    fn a_clock_set_back_does_not_overflow() {
        let guard = Guard::default();
        fail(&guard, 20, 100_000);
        assert_eq!(check(&guard, 0), Err(Duration::from_secs(160)));
    }
}
