//! Chance that can be repeated: what is drawn for a record follows from its number.

use model::Timestamp;

/// Draws for one record (`SplitMix64`).
pub(super) struct Draw(u64);

impl Draw {
    /// For the record of this number, of this kind.
    pub fn of(kind: u64, number: u64) -> Self {
        Self((kind << 48) ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below this one, which is not 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % limit
    }

    /// Whether something happens that happens so often in a hundred times.
    pub fn chance(&mut self, of_a_hundred: u64) -> bool {
        self.below(100) < of_a_hundred
    }

    /// One of these, of which there is at least one.
    pub fn one<T: Copy>(&mut self, some: &[T]) -> T {
        some[usize::try_from(self.below(some.len() as u64)).unwrap_or_default()]
    }

    /// The same, the first ones more often than the last: as organizations are of different size.
    pub fn often_first<T: Copy>(&mut self, some: &[T]) -> T {
        let limit = 1 + self.below(some.len() as u64);
        some[usize::try_from(self.below(limit)).unwrap_or_default()]
    }

    /// Some time since then.
    pub fn since(&mut self, then: Timestamp, now: Timestamp) -> Timestamp {
        let seconds = u64::try_from(now.0 - then.0).unwrap_or_default().max(1);
        Timestamp(then.0 + i64::try_from(self.below(seconds)).unwrap_or_default())
    }
}
