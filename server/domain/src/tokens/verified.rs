//! Tokens whose signature was verified lately: a resource server shows the same token many times, and verifying costs
//! more than everything else on the way. Only what cannot change is kept; whether a token lives is always asked anew.

use super::Claims;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// How many tokens one of the two generations holds; about 1 kB each.
const CAPACITY: usize = 4_096;

/// Claims by the digest of the whole token, signature included.
#[derive(Default)]
pub(crate) struct Verified(Mutex<Generations>);

/// What is full becomes the older one, and what is used in it moves back: no order to keep, nothing to sort.
#[derive(Default)]
struct Generations {
    newer: HashMap<[u8; 32], Arc<Claims<'static>>>,
    older: HashMap<[u8; 32], Arc<Claims<'static>>>,
}

impl Verified {
    pub(super) fn get(&self, digest: &[u8; 32]) -> Option<Arc<Claims<'static>>> {
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(claims) = generations.newer.get(digest) {
            return Some(Arc::clone(claims));
        }
        let claims = generations.older.remove(digest)?;
        generations.insert(*digest, Arc::clone(&claims));
        Some(claims)
    }

    pub(super) fn insert(&self, digest: [u8; 32], claims: Arc<Claims<'static>>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(digest, claims);
    }
}

impl Generations {
    fn insert(&mut self, digest: [u8; 32], claims: Arc<Claims<'static>>) {
        if self.newer.len() >= CAPACITY {
            self.older = std::mem::take(&mut self.newer);
        }
        self.newer.insert(digest, claims);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::Audience;

    fn digest(index: usize) -> [u8; 32] {
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&index.to_be_bytes());
        digest
    }

    #[test]
    fn what_is_used_stays_and_memory_is_bounded() {
        let claims = Arc::new(Claims {
            iss: "".into(),
            sub: "".into(),
            aud: Audience::Several(Vec::new()),
            client_id: "".into(),
            scope: "".into(),
            org: "".into(),
            iat: 0,
            exp: 0,
            jti: "".into(),
            grant_id: None,
            cnf: None,
            act: None,
            exchanged_for: Vec::new(),
        });
        let verified = Verified::default();
        for index in 0..CAPACITY * 5 {
            verified.insert(digest(index), Arc::clone(&claims));
            assert!(verified.get(&digest(0)).is_some(), "after {index}");
        }
        let generations = verified.0.lock().unwrap();
        assert!(generations.newer.len() + generations.older.len() <= 2 * CAPACITY);
        drop(generations);
        assert!(verified.get(&digest(1)).is_none());
    }
}
