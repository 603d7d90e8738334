//! Proofs that were used at web APIs lately: each counts once. Bounded in time, and so in number by what one process can verify.

use model::Timestamp;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// How many are remembered before those that ran out are looked for.
const SWEPT_AT: usize = 16_384;

/// When each runs out.
#[derive(Default)]
pub(crate) struct Proofs(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    ends: HashMap<[u8; 32], Timestamp>,
    sweep_at: usize,
}

impl Proofs {
    /// Notes one; whether it was not there.
    pub(super) fn is_first(&self, id: [u8; 32], end: Timestamp, now: Timestamp) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.ends.len() >= seen.sweep_at.max(SWEPT_AT) {
            seen.ends.retain(|_, end| *end > now);
            // If all of them still count, the next look is worth it only when there are twice as many.
            seen.sweep_at = seen.ends.len() * 2;
        }
        seen.ends.insert(id, end).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_counts_once_and_those_that_ran_out_are_forgotten() {
        let proofs = Proofs::default();
        let id = |number: u32| {
            let mut id = [0; 32];
            id[..4].copy_from_slice(&number.to_be_bytes());
            id
        };
        for number in 0..40_000 {
            let now = Timestamp(i64::from(number) / 100);
            assert!(proofs.is_first(id(number), Timestamp(now.0 + 120), now));
            assert!(!proofs.is_first(id(number), Timestamp(now.0 + 120), now));
        }
        assert!(proofs.0.lock().unwrap().ends.len() < 33_000);
    }
}
