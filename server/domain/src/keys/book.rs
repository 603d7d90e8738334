//! What becomes of the keys of a ring: taken in, made, published, signing, retired, revoked, gone. Only algebra on rows; who
//! calls it holds the lock.

use crate::jws::PublicKey;
use model::{AuditAction, KeyOrigin, KeyState, Timestamp};
use std::time::Duration;
use store::SigningKeyRow;

/// Every key there ever was, and what was changed of them.
pub(super) struct Book {
    before: Vec<SigningKeyRow>,
    rows: Vec<SigningKeyRow>,
    now: Timestamp,
    /// How long what a key signed may be worth something after it stopped to sign.
    kept: Duration,
}

/// A private key that is not in the book yet.
pub(super) struct SealedKey {
    pub(super) public: PublicKey,
    pub(super) sealed: Vec<u8>,
    /// The key in the file that opens it.
    pub(super) sealed_with: String,
}

impl Book {
    pub(super) fn new(rows: Vec<SigningKeyRow>, now: Timestamp, kept: Duration) -> Self {
        Self { before: rows.clone(), rows, now, kept }
    }

    /// The key in this state, of which there is at most one.
    pub(super) fn the(&self, state: KeyState) -> Option<&SigningKeyRow> {
        self.rows.iter().find(|row| row.state == state && row.removed_at.is_none())
    }

    fn the_mut(&mut self, state: KeyState) -> Option<&mut SigningKeyRow> {
        self.rows.iter_mut().find(|row| row.state == state && row.removed_at.is_none())
    }

    /// Takes in the key of the files. One that was never seen is what somebody wants to sign with from now on, without a
    /// time to publish it; whatever was to be the next cannot be opened with the new file, and is forgotten. One that is or
    /// was here changes nothing: the files stay as they are while the ring goes on.
    pub(super) fn take_in(&mut self, public: &PublicKey) -> bool {
        if self.rows.iter().any(|row| row.key_id == public.key_id()) {
            return false;
        }
        self.retire();
        let now = self.now;
        if let Some(next) = self.the_mut(KeyState::Next) {
            *next = SigningKeyRow { removed_at: Some(now), ..without_private(next, KeyState::Retired) };
        }
        self.rows.push(self.new_row(public, KeyOrigin::File, KeyState::Current, now));
        true
    }

    /// Publishes a key that signs from then on, unless one is published already.
    pub(super) fn add_next(&mut self, key: SealedKey, signs_from: Timestamp) {
        if self.the(KeyState::Next).is_none() {
            let row = self.new_row(&key.public, KeyOrigin::Made, KeyState::Next, signs_from);
            self.rows.push(SigningKeyRow {
                sealed: Some(key.sealed),
                sealed_with: Some(key.sealed_with),
                ..row
            });
        }
    }

    /// Lets the next key sign; whether there is one.
    pub(super) fn promote(&mut self) -> bool {
        if self.the(KeyState::Next).is_none() {
            return false;
        }
        self.retire();
        let now = self.now;
        if let Some(next) = self.the_mut(KeyState::Next) {
            next.state = KeyState::Current;
            next.signs_from = now;
        }
        true
    }

    /// From now on nothing that this key signed is good; whether there is such a key, and it does not sign.
    pub(super) fn revoke(&mut self, key_id: &str) -> bool {
        let (now, kept) = (self.now, self.kept);
        let row = self.rows.iter_mut().find(|row| row.key_id == key_id && row.removed_at.is_none());
        let Some(row) = row.filter(|row| row.state != KeyState::Current) else { return false };
        if row.state != KeyState::Revoked {
            *row = SigningKeyRow {
                retired_at: Some(now),
                ends_at: Some(now + kept),
                ..without_private(row, KeyState::Revoked)
            };
        }
        true
    }

    /// Forgets the keys whose end has come; how many.
    pub(super) fn forget_ended(&mut self) -> u64 {
        let now = self.now;
        let ended = |row: &&mut SigningKeyRow| {
            row.removed_at.is_none() && row.ends_at.is_some_and(|ends_at| ends_at <= now)
        };
        self.rows.iter_mut().filter(ended).map(|row| row.removed_at = Some(now)).count() as u64
    }

    /// Whether there was nothing in it.
    pub(super) const fn was_empty(&self) -> bool {
        self.before.is_empty()
    }

    /// What has to be written and what was done with it, in this order: whatever gives up a place comes before what takes it.
    pub(super) fn changed(self) -> Vec<(AuditAction, SigningKeyRow)> {
        let Self { before, rows, .. } = self;
        let deed = |row: &SigningKeyRow| {
            let before = before.iter().find(|one| one.key_id == row.key_id);
            Some(match before {
                None => AuditAction::Created,
                Some(before) if before == row => return None,
                Some(_) if row.removed_at.is_some() => AuditAction::Deleted,
                Some(_) => match row.state {
                    KeyState::Next | KeyState::Current => AuditAction::Activated,
                    KeyState::Retired => AuditAction::Deactivated,
                    KeyState::Revoked => AuditAction::Revoked,
                },
            })
        };
        let mut changed: Vec<_> =
            rows.iter().filter_map(|row| deed(row).map(|action| (action, row.clone()))).collect();
        changed.sort_by_key(|(_, row)| match row.state {
            KeyState::Retired | KeyState::Revoked => 0,
            KeyState::Current => 1,
            KeyState::Next => 2,
        });
        changed
    }

    /// The private key is not needed any more, so nobody shall find it.
    fn retire(&mut self) {
        let (now, kept) = (self.now, self.kept);
        if let Some(current) = self.the_mut(KeyState::Current) {
            *current = SigningKeyRow {
                retired_at: Some(now),
                ends_at: Some(now + kept),
                ..without_private(current, KeyState::Retired)
            };
        }
    }

    fn new_row(
        &self,
        public: &PublicKey,
        origin: KeyOrigin,
        state: KeyState,
        signs_from: Timestamp,
    ) -> SigningKeyRow {
        SigningKeyRow {
            key_id: public.key_id().to_owned(),
            point: public.point().to_vec(),
            state,
            origin,
            sealed: None,
            sealed_with: None,
            created_at: self.now,
            signs_from,
            retired_at: None,
            ends_at: None,
            removed_at: None,
        }
    }
}

fn without_private(row: &SigningKeyRow, state: KeyState) -> SigningKeyRow {
    SigningKeyRow { state, sealed: None, sealed_with: None, ..row.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEPT: Duration = Duration::from_hours(1);

    fn public(byte: u8) -> PublicKey {
        PublicKey::new(vec![byte; 65]).unwrap()
    }

    fn made(byte: u8) -> SealedKey {
        SealedKey { public: public(byte), sealed: vec![byte], sealed_with: "file".into() }
    }

    /// Goes on at this second with what was written before.
    fn at(rows: &mut Vec<SigningKeyRow>, now: i64, change: impl FnOnce(&mut Book)) -> usize {
        let mut book = Book::new(rows.clone(), Timestamp(now), KEPT);
        change(&mut book);
        let changed = book.changed();
        for (_, row) in &changed {
            rows.retain(|one| one.key_id != row.key_id);
            rows.push(row.clone());
        }
        changed.len()
    }

    fn states(rows: &[SigningKeyRow]) -> Vec<(u8, KeyState, bool)> {
        let mut states: Vec<_> =
            rows.iter().map(|row| (row.point[0], row.state, row.removed_at.is_none())).collect();
        states.sort_by_key(|(byte, ..)| *byte);
        states
    }

    #[test]
    fn a_key_is_published_signs_retires_and_goes() {
        use KeyState::{Current, Next, Retired};
        let mut rows = Vec::new();
        at(&mut rows, 0, |book| assert!(book.take_in(&public(1))));
        at(&mut rows, 10, |book| book.add_next(made(2), Timestamp(20)));
        assert_eq!(states(&rows), [(1, Current, true), (2, Next, true)]);
        assert_eq!(at(&mut rows, 11, |book| book.add_next(made(3), Timestamp(30))), 0, "one at a time");
        at(&mut rows, 20, |book| assert!(book.promote()));
        assert_eq!(states(&rows), [(1, Retired, true), (2, Current, true)]);
        let first = rows.iter().find(|row| row.point[0] == 1).unwrap();
        assert_eq!((first.retired_at, first.ends_at), (Some(Timestamp(20)), Some(Timestamp(20) + KEPT)));
        assert!(!Book::new(rows.clone(), Timestamp(20), KEPT).promote(), "there is no next one");
        at(&mut rows, 20 + 3_599, |book| assert_eq!(book.forget_ended(), 0));
        at(&mut rows, 20 + 3_600, |book| assert_eq!(book.forget_ended(), 1));
        assert_eq!(states(&rows), [(1, Retired, false), (2, Current, true)]);
        assert_eq!(
            at(&mut rows, 9_999, |book| assert!(!book.take_in(&public(1)))),
            0,
            "the file is an old one"
        );
    }

    #[test]
    fn the_private_part_goes_when_it_signs_no_more() {
        let mut rows = Vec::new();
        at(&mut rows, 0, |book| {
            book.take_in(&public(1));
            book.add_next(made(2), Timestamp(0));
        });
        at(&mut rows, 1, |book| {
            book.promote();
            book.add_next(made(3), Timestamp(5));
        });
        at(&mut rows, 5, |book| assert!(book.promote()));
        let sealed: Vec<_> = rows.iter().filter(|row| row.sealed.is_some()).map(|row| row.point[0]).collect();
        assert_eq!(sealed, [3]);
    }

    #[test]
    fn another_pair_in_the_files_signs_at_once_and_what_it_cannot_open_is_forgotten() {
        use KeyState::{Current, Retired};
        let mut rows = Vec::new();
        at(&mut rows, 0, |book| {
            book.take_in(&public(1));
            book.add_next(made(2), Timestamp(9));
        });
        at(&mut rows, 5, |book| assert!(book.take_in(&public(4))));
        assert_eq!(states(&rows), [(1, Retired, true), (2, Retired, false), (4, Current, true)]);
        assert!(rows.iter().all(|row| row.sealed.is_none()));
    }

    #[test]
    fn what_signs_cannot_be_revoked_everything_else_can() {
        let mut rows = Vec::new();
        at(&mut rows, 0, |book| {
            book.take_in(&public(1));
            assert!(!book.revoke(public(1).key_id()));
            assert!(!book.revoke("nobody"));
            book.add_next(made(2), Timestamp(0));
            assert!(book.promote());
            assert!(book.revoke(public(1).key_id()));
        });
        assert_eq!(states(&rows), [(1, KeyState::Revoked, true), (2, KeyState::Current, true)]);
        assert_eq!(at(&mut rows, 5, |book| assert!(book.revoke(public(1).key_id()))), 0);
    }
}
