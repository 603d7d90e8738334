//! What was counted and is not written yet.

use super::Counted;
use model::{ActivitySpan, ApplicationId, SecretId, Timestamp};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How many applications, or secrets of them, are counted for between two writes; about 8 MB. What further ones do in these
/// five seconds is not counted, and the log says so.
const CAPACITY: usize = 50_000;

/// Whose counts these are: in order of the application, for that is the order they are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Whose {
    pub(super) application: ApplicationId,
    /// With which secret.
    pub(super) secret: Option<SecretId>,
    /// When the hour began.
    pub(super) hour: Timestamp,
}

/// What happened how often: a few kinds each, so they are looked for one by one.
pub(super) type Counts = Vec<(Counted, u32)>;

/// The counts that wait.
#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    counts: HashMap<Whose, Counts>,
    /// How often there was no room.
    left_out: u64,
}

impl Tally {
    /// Counts each of these once.
    pub(crate) fn add(
        &self,
        application: ApplicationId,
        secret: Option<SecretId>,
        at: Timestamp,
        what: &[Counted],
    ) {
        let whose = Whose { application, secret, hour: ActivitySpan::Day.bucket_of(at) };
        self.lock().add(whose, what.iter().map(|one| (*one, 1)));
    }

    /// Takes what waits, in order, and how often there was no room for more.
    pub(super) fn take(&self) -> (Vec<(Whose, Counts)>, u64) {
        let Waiting { counts, left_out } = std::mem::take(&mut *self.lock());
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_unstable_by_key(|(whose, _)| *whose);
        (counts, left_out)
    }

    /// What could not be written waits for the next time.
    pub(super) fn give_back(&self, counts: &[(Whose, Counts)]) {
        let mut waiting = self.lock();
        for (whose, counts) in counts {
            waiting.add(*whose, counts.iter().copied());
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn add(&mut self, whose: Whose, what: impl Iterator<Item = (Counted, u32)>) {
        if self.counts.len() >= CAPACITY && !self.counts.contains_key(&whose) {
            self.left_out += 1;
            return;
        }
        let counts = self.counts.entry(whose).or_default();
        for (counted, times) in what {
            match counts.iter_mut().find(|(one, _)| *one == counted) {
                Some((_, there)) => *there = there.saturating_add(times),
                None => counts.push((counted, times)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(number: usize) -> ApplicationId {
        ApplicationId(Uuid::from_u128(number as u128))
    }

    #[test]
    fn counts_add_up_by_application_and_hour() {
        let tally = Tally::default();
        for at in [0, 3_599, 3_600] {
            tally.add(id(2), None, Timestamp(at), &[Counted::Issued, Counted::Took(1)]);
        }
        tally.add(id(1), None, Timestamp(7), &[Counted::ClientError]);
        let (counts, left_out) = tally.take();
        let whose = |number, hour| Whose { application: id(number), secret: None, hour: Timestamp(hour) };
        let expected = [
            (whose(1, 0), vec![(Counted::ClientError, 1)]),
            (whose(2, 0), vec![(Counted::Issued, 2), (Counted::Took(1), 2)]),
            (whose(2, 3_600), vec![(Counted::Issued, 1), (Counted::Took(1), 1)]),
        ];
        assert_eq!((counts.as_slice(), left_out), (&expected[..], 0));
        tally.add(id(1), None, Timestamp(8), &[Counted::ClientError]);
        tally.give_back(&expected[..1]);
        assert_eq!(tally.take().0, [(whose(1, 0), vec![(Counted::ClientError, 2)])]);
    }

    #[test]
    fn what_waits_is_bounded() {
        let tally = Tally::default();
        for number in 0..CAPACITY + 7 {
            tally.add(id(number), None, Timestamp(0), &[Counted::Issued]);
        }
        tally.add(id(0), None, Timestamp(0), &[Counted::Issued]);
        let (counts, left_out) = tally.take();
        assert_eq!((counts.len(), left_out), (CAPACITY, 7));
        assert_eq!(counts[0].1, [(Counted::Issued, 2)], "who is counted for goes on being");
        assert_eq!(tally.take(), (Vec::new(), 0));
    }
}
