//! When devices asked last whether somebody let them in. Each process remembers it for itself, so that a device that waits causes
//! no write for every question; only who asks too often is written down.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// How many are remembered before those that are over are looked for.
const SWEPT_AT: usize = 4_096;
/// After how long a device has asked for the last time: its code has ended.
const OVER_AFTER_MS: i64 = 15 * 60_000;

/// When each asked last, in milliseconds since 1970, by the digest of its code. Only codes that wait are in it.
#[derive(Default)]
pub(crate) struct Polls(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    at_ms: HashMap<[u8; 32], i64>,
    sweep_at: usize,
}

impl Polls {
    /// Notes that a device asks now; when it did before.
    pub(crate) fn note(&self, code: [u8; 32], now_ms: i64) -> Option<i64> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.at_ms.len() >= seen.sweep_at.max(SWEPT_AT) {
            seen.at_ms.retain(|_, at_ms| *at_ms > now_ms - OVER_AFTER_MS);
            // If all of them still wait, the next look is worth it only when there are twice as many.
            seen.sweep_at = seen.at_ms.len() * 2;
        }
        seen.at_ms.insert(code, now_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_question_is_known_and_old_ones_are_forgotten() {
        let polls = Polls::default();
        let code = |number: u32| {
            let mut code = [0; 32];
            code[..4].copy_from_slice(&number.to_be_bytes());
            code
        };
        for number in 0..20_000 {
            let now_ms = i64::from(number) * 1_000;
            assert_eq!(polls.note(code(number), now_ms), None);
            assert_eq!(polls.note(code(number), now_ms + 5), Some(now_ms));
        }
        assert!(polls.0.lock().unwrap().at_ms.len() <= SWEPT_AT);
    }
}
