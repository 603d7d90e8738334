//! What failed lately, so that it is left alone.

use super::FetchError;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// How long an address is left alone after it failed, in milliseconds.
const PAUSE_MS: i64 = 30_000;
/// How many addresses of one host may fail within a minute before all of them are left alone: its paths are endless.
const OF_HOST_MAX: usize = 20;
const MINUTE_MS: i64 = 60_000;
/// How many are remembered.
const CAPACITY: usize = 4_096;

struct Failure {
    host: String,
    error: FetchError,
    at_ms: i64,
}

/// Of every address the last failure within the minute.
#[derive(Default)]
pub(super) struct Failures(Mutex<HashMap<String, Failure>>);

impl Failures {
    /// Why an address is left alone, if it is: what it failed with, or that its host failed often.
    pub(super) fn error(&self, url: &str, host: &str, now_ms: i64) -> Option<FetchError> {
        let failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(failure) = failures.get(url)
            && (0..PAUSE_MS).contains(&(now_ms - failure.at_ms))
        {
            return Some(failure.error.clone());
        }
        let lately = failures.values().filter(|one| (0..MINUTE_MS).contains(&(now_ms - one.at_ms)));
        let (of_host, all) =
            lately.fold((0, 0), |(of_host, all), one| (of_host + usize::from(one.host == host), all + 1));
        // Also when so much fails everywhere that nothing more can be remembered.
        (of_host >= OF_HOST_MAX || all >= CAPACITY).then_some(FetchError::LeftAlone)
    }

    pub(super) fn note(&self, url: &str, host: String, error: FetchError, now_ms: i64) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, failure| (0..MINUTE_MS).contains(&(now_ms - failure.at_ms)));
        failures.insert(url.to_owned(), Failure { host, error, at_ms: now_ms });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_left_alone_for_half_a_minute() {
        let failures = Failures::default();
        failures.note("https://a.example/1", "a.example".into(), FetchError::Gone, 1_000);
        assert_eq!(failures.error("https://a.example/1", "a.example", 30_999), Some(FetchError::Gone));
        assert_eq!(failures.error("https://a.example/1", "a.example", 31_000), None);
        assert_eq!(failures.error("https://a.example/2", "a.example", 1_000), None);
    }

    #[test]
    fn a_host_with_many_failures_is_left_alone_for_a_minute_and_no_other() {
        let failures = Failures::default();
        for path in 0..OF_HOST_MAX {
            let url = format!("https://a.example/{path}");
            assert_eq!(failures.error(&url, "a.example", 0), None, "{path}");
            failures.note(&url, "a.example".into(), FetchError::Gone, 0);
        }
        assert!(failures.error("https://a.example/new", "a.example", 59_999).is_some());
        assert_eq!(failures.error("https://b.example/new", "b.example", 0), None);
        assert_eq!(failures.error("https://a.example/new", "a.example", 60_000), None);
    }

    #[test]
    fn so_many_failures_that_nothing_more_can_be_remembered_end_with_the_minute() {
        let failures = Failures::default();
        for number in 0..CAPACITY {
            failures.note(
                &format!("https://{number}.example/"),
                format!("{number}.example"),
                FetchError::Gone,
                0,
            );
        }
        assert!(failures.error("https://a.example/", "a.example", 59_999).is_some());
        assert_eq!(failures.error("https://a.example/", "a.example", 60_000), None);
    }
}
