//! The signing keys. The pair in the files is the way in, followed while the server runs: when the files appear, change or
//! go, the next second knows. It is one of a ring in the database, where every process on it finds the others: which signs,
//! which is published to sign next, and which signed before.

mod book;
mod files;
mod list;
mod ring;
mod sealing;
#[cfg(test)]
mod tests;
mod turn;

pub use files::{GeneratedKeys, KeyError, KeyReport, Made, check_keys, generate_keys};

use self::{
    files::{FileKey, Stamp},
    ring::Ring,
};
use crate::{Office, Settings};
pub(crate) use files::write_new;
use std::{
    path::Path,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicI64, AtomicU64, Ordering::SeqCst},
    },
};
use tokio::sync::Mutex;

/// How long the files are not looked at again, in milliseconds.
const TRUSTED_FOR_MS: i64 = 1_000;

/// How the signing keys stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyStatus {
    /// Tokens can be signed.
    Ready,
    /// They are missing, unreadable, no keys, or not a pair: no token can be signed or verified.
    Missing,
    /// They work, but others on this machine can read the private one.
    Exposed {
        /// Where it is.
        path: String,
        /// The command that helps.
        command: String,
    },
}

/// The keys as last seen.
#[derive(Default)]
pub(crate) struct Keys {
    files: RwLock<Option<Seen>>,
    ring: RwLock<Option<Arc<Ring>>>,
    /// Counts how often the ring was forgotten, so that what was loaded before is not kept after.
    generation: AtomicU64,
    /// The number that counts its changes, as last heard; 0: never.
    revision: AtomicI64,
    /// When the database was last asked for a key that a token named and nobody knew.
    asked_at_ms: AtomicI64,
    /// Whose turn it is to load it.
    loading: Mutex<()>,
}

/// The files as last seen.
struct Seen {
    looked_at_ms: i64,
    stamp: Stamp,
    status: KeyStatus,
    key: Option<Arc<FileKey>>,
}

impl Keys {
    /// Forgets the ring if that number moved.
    pub(crate) fn hear_of_revision(&self, revision: i64) {
        if self.revision.swap(revision, SeqCst) != revision {
            self.forget_ring();
        }
    }

    /// Forgets the ring: somebody changed it.
    pub(crate) fn forget_ring(&self) {
        self.generation.fetch_add(1, SeqCst);
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The ring in memory, if it was loaded with these files.
    fn ring_of(&self, file: &Arc<FileKey>) -> Option<Arc<Ring>> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        ring.as_ref().filter(|ring| Arc::ptr_eq(ring.file(), file)).cloned()
    }

    /// Asks for what was seen less than a second ago; else looks at the files, and reads them if they changed.
    fn seen<T>(&self, settings: &Settings, now_ms: i64, ask: impl Fn(&Seen) -> T) -> T {
        if let Some(seen) = self.files.read().unwrap_or_else(PoisonError::into_inner).as_ref()
            && (0..TRUSTED_FOR_MS).contains(&(now_ms - seen.looked_at_ms))
        {
            return ask(seen);
        }
        let mut guard = self.files.write().unwrap_or_else(PoisonError::into_inner);
        let stamp = Stamp::of(settings);
        match guard.as_mut() {
            Some(seen) if seen.stamp == stamp => {
                seen.looked_at_ms = now_ms;
                ask(seen)
            }
            _ => ask(guard.insert(look(settings, stamp, now_ms))),
        }
    }
}

fn look(settings: &Settings, stamp: Stamp, looked_at_ms: i64) -> Seen {
    match files::read(settings) {
        Ok(key) => {
            let status = match stamp.exposed_mode() {
                Some(mode) => exposed(&settings.private_key, mode),
                None => KeyStatus::Ready,
            };
            Seen { looked_at_ms, stamp, status, key: Some(Arc::new(key)) }
        }
        Err(error) => {
            tracing::warn!(%error, "no tokens can be signed: run `latchkey keys generate`");
            Seen { looked_at_ms, stamp, status: KeyStatus::Missing, key: None }
        }
    }
}

fn exposed(path: &Path, mode: u32) -> KeyStatus {
    let path = path.display().to_string();
    tracing::warn!(path, mode = format!("{mode:o}"), "others on this machine can read the private key");
    let command = format!("chmod 600 {}", quoted_for_shell(&path));
    KeyStatus::Exposed { path, command }
}

/// A path as a shell takes it.
pub fn quoted_for_shell(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

impl Office {
    /// How the signing keys stand; cheap enough for every page.
    pub fn key_status(&self) -> KeyStatus {
        let keys = &self.0.keys;
        let ask = |seen: &Seen| (seen.status.clone(), seen.key.clone());
        let (status, file) = keys.seen(&self.0.settings, self.0.clock.now_ms(), ask);
        // As far as the ring is known.
        match file.and_then(|file| keys.ring_of(&file)) {
            Some(ring) if ring.signer(self.now()).is_none() => KeyStatus::Missing,
            _ => status,
        }
    }

    /// The public keys as a JWK set (RFC 7517 §5); none while the files are missing. While the database is away, what was
    /// last known.
    pub async fn jwk_set(&self) -> Option<serde_json::Value> {
        let ring = match self.ring().await {
            Ok(ring) => ring?,
            Err(error) => {
                tracing::warn!(cause = ?error, "the signing keys cannot be read; what was last known is published");
                self.0.keys.ring_of(&self.file_key()?)?
            }
        };
        Some(ring.jwk_set())
    }

    /// The pair in the files; none while they are missing.
    pub(crate) fn file_key(&self) -> Option<Arc<FileKey>> {
        self.0.keys.seen(&self.0.settings, self.0.clock.now_ms(), |seen| seen.key.clone())
    }
}
