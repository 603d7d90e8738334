//! The window of every application that is at work, in memory.

use model::{ApplicationId, Timestamp};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// The windows, and when those that are over were last thrown away.
#[derive(Debug, Default)]
pub(super) struct Windows(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    open: HashMap<ApplicationId, Window>,
    cleared_at: i64,
}

#[derive(Debug)]
struct Window {
    began_at: i64,
    used: u32,
}

impl Windows {
    /// Counts one request. How many there were in the window with it, and in how many seconds, at least one, it ends.
    pub fn count(&self, application: ApplicationId, length: u64, now: Timestamp) -> (u32, u64) {
        let (now, length) = (now.0, length.cast_signed());
        // A clock that was set back must not keep a window open for longer than it is.
        let is_open = |began_at: i64| (0..length).contains(&(now - began_at));
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !is_open(inner.cleared_at) {
            inner.open.retain(|_, window| is_open(window.began_at));
            inner.cleared_at = now;
        }
        let window = inner.open.entry(application).or_insert(Window { began_at: now, used: 0 });
        if !is_open(window.began_at) {
            *window = Window { began_at: now, used: 0 };
        }
        window.used = window.used.saturating_add(1);
        (window.used, (window.began_at + length - now).unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ONE: ApplicationId = ApplicationId(Uuid::from_u128(1));
    const OTHER: ApplicationId = ApplicationId(Uuid::from_u128(2));

    #[test]
    fn a_window_begins_with_the_first_request_and_ends_by_itself() {
        let windows = Windows::default();
        let count = |application, now| windows.count(application, 60, Timestamp(now));
        assert_eq!(count(ONE, 1_000), (1, 60));
        assert_eq!(count(ONE, 1_030), (2, 30));
        assert_eq!(count(OTHER, 1_031), (1, 60));
        assert_eq!(count(ONE, 1_059), (3, 1));
        assert_eq!(count(ONE, 1_060), (1, 60));
        assert_eq!(count(OTHER, 1_090), (2, 1));
    }

    #[test]
    fn a_clock_that_is_set_back_blocks_nobody() {
        let windows = Windows::default();
        windows.count(ONE, 60, Timestamp(10_000));
        assert_eq!(windows.count(ONE, 60, Timestamp(1_000)), (1, 60));
    }

    #[test]
    fn windows_that_are_over_take_no_memory() {
        let windows = Windows::default();
        for id in 0..1_000 {
            windows.count(ApplicationId(Uuid::from_u128(id)), 60, Timestamp(1_000));
        }
        windows.count(ONE, 60, Timestamp(1_060));
        assert_eq!(windows.0.lock().unwrap().open.len(), 1);
    }
}
