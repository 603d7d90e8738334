//! The ring of keys as one process holds it in memory: what signs, and what verifies. It is read anew when the number that
//! counts its changes moved, so that the hot path asks the database nothing.

use super::files::FileKey;
use crate::{
    Office, Result,
    jws::{Kind, PublicKey, SigningKey, could_be, jwk_set},
};
use model::{KeyState, SigningKeyFacts, Timestamp};
use serde::de::DeserializeOwned;
use std::{
    cmp::Reverse,
    sync::{Arc, PoisonError, atomic::Ordering::SeqCst},
    time::Duration,
};
use store::SigningKeyRow;

/// How long the database is not asked again for keys that nobody knows, in milliseconds.
const ASKED_EVERY_MS: i64 = 100;

/// The keys that were not forgotten.
pub(crate) struct Ring {
    /// The pair in the files of this process.
    file: Arc<FileKey>,
    /// The key that signs everywhere, if this process can open it.
    current: Option<Arc<SigningKey>>,
    /// Until when the key in the file may sign in its place, if that is another one.
    file_signs_until: Option<Timestamp>,
    /// What is published: the current key first, then the next, then those that signed before.
    published: Vec<Arc<PublicKey>>,
    keys: Vec<SigningKeyFacts>,
}

impl Ring {
    /// `lifetime` is how long at most what is signed now is worth something at somebody who does not ask.
    pub(super) fn new(file: Arc<FileKey>, rows: &[SigningKeyRow], lifetime: Duration) -> Self {
        let row_of = |state| rows.iter().find(move |row: &&SigningKeyRow| row.state == state);
        let current = row_of(KeyState::Current).and_then(|row| file.open(row));
        let own = rows.iter().find(|row| row.key_id == file.signing.key_id());
        let own = own.filter(|row| row.state == KeyState::Retired && current.is_none());
        let mut published: Vec<_> = rows
            .iter()
            .filter(|row| row.state.verifies())
            .filter_map(|row| Some((row.state, Arc::new(PublicKey::new(row.point.clone())?))))
            .collect();
        published.sort_by_key(|(state, _)| match state {
            KeyState::Current => 0,
            KeyState::Next => 1,
            KeyState::Retired | KeyState::Revoked => 2,
        });
        let mut keys: Vec<_> = rows.iter().map(facts).collect();
        keys.sort_by_key(|key| (key.state, Reverse(key.signs_from)));
        Self {
            current,
            file_signs_until: own.and_then(|row| row.ends_at).map(|ends_at| ends_at - lifetime),
            published: published.into_iter().map(|(_, key)| key).collect(),
            keys,
            file,
        }
    }

    /// What signs now. A process whose files somebody has yet to replace goes on with its own key while that is known
    /// everywhere; after that it has none.
    pub(crate) fn signer(&self, now: Timestamp) -> Option<&Arc<SigningKey>> {
        let own = || self.file_signs_until.is_some_and(|until| now <= until).then_some(&self.file.signing);
        self.current.as_ref().or_else(own)
    }

    /// The key that the header of a token names.
    pub(crate) fn named_by(&self, kind: Kind, token: &str) -> Option<&PublicKey> {
        self.published.iter().find(|key| key.wrote_header_of(kind, token)).map(|key| &**key)
    }

    /// The claims, if a key of the ring signed them.
    pub(crate) fn verify<T: DeserializeOwned>(&self, kind: Kind, token: &str) -> Option<T> {
        self.named_by(kind, token)?.verify(kind, token)
    }

    /// Whether the files of this process open what is sealed in the database.
    pub(super) const fn holds_current(&self) -> bool {
        self.current.is_some()
    }

    pub(super) fn keys(&self) -> &[SigningKeyFacts] {
        &self.keys
    }

    /// The key in this state, of which there is at most one.
    pub(super) fn the(&self, state: KeyState) -> Option<&SigningKeyFacts> {
        self.keys.iter().find(|key| key.state == state)
    }

    pub(super) const fn file(&self) -> &Arc<FileKey> {
        &self.file
    }

    pub(super) fn jwk_set(&self) -> serde_json::Value {
        jwk_set(self.published.iter().map(|key| &**key))
    }
}

pub(super) fn facts(row: &SigningKeyRow) -> SigningKeyFacts {
    SigningKeyFacts {
        key_id: row.key_id.clone(),
        state: row.state,
        origin: row.origin,
        created_at: row.created_at,
        signs_from: row.signs_from,
        ends_at: row.ends_at,
    }
}

impl Office {
    /// The ring; none while the files are missing. Asks the database nothing while that was heard of lately and the ring did
    /// not change.
    pub(crate) async fn ring(&self) -> Result<Option<Arc<Ring>>> {
        let Some(file) = self.file_key() else { return Ok(None) };
        if !self.0.live.is_trusted(self.0.clock.now_ms()) {
            self.follow_revision().await?;
        }
        if let Some(ring) = self.0.keys.ring_of(&file) {
            return Ok(Some(ring));
        }
        self.load_ring(file).await.map(Some)
    }

    /// The key that signs; none while there is none.
    pub(crate) async fn signing_key(&self) -> Result<Option<Arc<SigningKey>>> {
        Ok(self.ring().await?.and_then(|ring| ring.signer(self.now()).map(Arc::clone)))
    }

    /// The ring with the key that a token names, if there is one. Another process may sign with a key that this one has not
    /// heard of yet; so for one that nobody knows the database is asked, but not more often than strangers may cause.
    pub(crate) async fn ring_for(&self, kind: Kind, token: &str) -> Result<Option<Arc<Ring>>> {
        let ring = self.ring().await?;
        let unknown = ring.as_ref().is_some_and(|ring| ring.named_by(kind, token).is_none());
        if !unknown || !could_be(kind, token) {
            return Ok(ring);
        }
        let now_ms = self.0.clock.now_ms();
        let asked_at_ms = &self.0.keys.asked_at_ms;
        let before = asked_at_ms.load(SeqCst);
        let may_ask = (now_ms - before).abs() >= ASKED_EVERY_MS
            && asked_at_ms.compare_exchange(before, now_ms, SeqCst, SeqCst).is_ok();
        // A database that is away makes no token a good one.
        if !may_ask || self.follow_revision().await.is_err() {
            return Ok(ring);
        }
        self.ring().await
    }

    /// Reads it, and takes in what is in the files if that was never seen. Callers that come at the same time share the work.
    async fn load_ring(&self, file: Arc<FileKey>) -> Result<Arc<Ring>> {
        let keys = &self.0.keys;
        let _turn = keys.loading.lock().await;
        if let Some(ring) = keys.ring_of(&file) {
            return Ok(ring);
        }
        if !self.0.database.knows_signing_key(file.signing.key_id()).await? {
            self.take_in_key(&file).await?;
        }
        let generation = keys.generation.load(SeqCst);
        let rows = self.0.database.signing_keys().await?;
        let ring = Arc::new(Ring::new(file, &rows, self.0.settings.access_lifetime));
        warn_of(&ring);
        let mut kept = keys.ring.write().unwrap_or_else(PoisonError::into_inner);
        if keys.generation.load(SeqCst) == generation {
            *kept = Some(Arc::clone(&ring));
        }
        drop(kept);
        Ok(ring)
    }
}

/// What somebody has to look after.
fn warn_of(ring: &Ring) {
    let key_id = ring.file.signing.key_id();
    if !ring.holds_current() {
        tracing::warn!(
            key_id,
            "the private key file of this process is not the one that the signing keys in the database are sealed with: put the same files beside every process"
        );
    }
    if ring.keys.iter().any(|key| key.key_id == key_id && key.state == KeyState::Revoked) {
        tracing::warn!(
            key_id,
            "the key in the files was revoked: move both files away, run `latchkey keys generate`, and put the new ones beside every process"
        );
    }
}
