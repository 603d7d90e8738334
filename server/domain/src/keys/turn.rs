//! Rotation: a key is published before it signs, and what it signed stays good after it signs no more. Asked for by somebody,
//! or by its age; with several processes on one database one does it, and the others follow.

use super::{
    Keys,
    book::Book,
    files::FileKey,
    ring::{Ring, facts},
};
use crate::{
    Actor, Error, Office, Result,
    audit::{About, By, Deed},
    people::ABSOLUTE,
};
use model::{Action, AuditKind, KeyState, Rotation, SigningKeyFacts, Timestamp};
use std::{future::Future, pin::pin, sync::Arc, time::Duration};
use tokio::time::{MissedTickBehavior, interval};

/// How often it is looked whether it is time; that asks memory only.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How much longer than what it signed a key is known: clocks differ a little, and so does when processes hear of it.
const MARGIN: Duration = Duration::from_mins(5);

/// Forgets on every way out: also when the commit failed half-way, or the caller went away while it ran.
struct ForgetsWhenDropped<'a>(&'a Keys);

impl Drop for ForgetsWhenDropped<'_> {
    fn drop(&mut self) {
        self.0.forget_ring();
    }
}

impl Office {
    /// Makes the next key, or finds the one that is published already, and lets it sign when its time has come or at once. In an
    /// emergency nothing that the key before signed is good any more.
    pub async fn rotate_keys(&self, actor: &Actor, rotation: Rotation) -> Result<SigningKeyFacts> {
        actor.require_configuration(Action::Edit)?;
        let ring = self.ring_that_opens().await?;
        let key = self.make_key(ring.file())?;
        let signs_from = match rotation {
            Rotation::Published => self.now() + self.0.settings.publish_keys_before,
            Rotation::AtOnce | Rotation::Emergency => self.now(),
        };
        let by = actor.viewer.id;
        self.change_ring(actor, |book| {
            let before = book.the(KeyState::Current).map(|row| row.key_id.clone());
            book.add_next(key, signs_from);
            if rotation != Rotation::Published {
                book.promote();
            }
            if let (Rotation::Emergency, Some(before)) = (rotation, &before) {
                book.revoke(before);
            }
            let state = if rotation == Rotation::Published { KeyState::Next } else { KeyState::Current };
            let row =
                book.the(state).ok_or_else(|| Error::Internal(anyhow::anyhow!("no key is {state:?}")))?;
            tracing::info!(key_id = row.key_id, ?rotation, %by, "the signing keys are rotated");
            Ok(facts(row))
        })
        .await
    }

    /// Makes everything worthless that a key signed which signs no more. Not found: there is no such key.
    pub async fn revoke_key(&self, actor: &Actor, key_id: &str) -> Result<()> {
        actor.require_configuration(Action::Edit)?;
        self.change_ring(actor, |book| {
            if book.the(KeyState::Current).is_some_and(|row| row.key_id == key_id) {
                return Err(Error::Conflict);
            }
            if !book.revoke(key_id) {
                return Err(Error::NotFound);
            }
            tracing::info!(key_id, by = %actor.viewer.id, "a signing key was revoked");
            Ok(())
        })
        .await
    }

    /// Does what it is time for. Asks the database only if there is something.
    pub async fn turn_keys(&self) -> Result<()> {
        let Some(ring) = self.ring().await? else { return Ok(()) };
        note_age(&ring, self.now());
        if self.is_time_to_promote(ring.the(KeyState::Next).map(|key| key.signs_from)) {
            return self
                .change_ring(By::Server, |book| {
                    // Another process may have done it meanwhile.
                    let due = book.the(KeyState::Next).map(|row| row.signs_from);
                    if self.is_time_to_promote(due) && book.promote() {
                        let key_id = book.the(KeyState::Current).map(|row| row.key_id.as_str());
                        tracing::info!(key_id, "the next signing key signs from now on");
                    }
                    Ok(())
                })
                .await;
        }
        let age_of = |state| ring.the(state).map(|key| key.signs_from);
        if ring.holds_current() && age_of(KeyState::Next).is_none() && self.is_old(age_of(KeyState::Current))
        {
            let key = self.make_key(ring.file())?;
            return self
                .change_ring(By::Server, |book| {
                    let current = book.the(KeyState::Current).map(|row| row.signs_from);
                    if self.is_old(current) && book.the(KeyState::Next).is_none() {
                        tracing::info!(
                            key_id = key.public.key_id(),
                            "the signing key is old; the next one is published"
                        );
                        book.add_next(key, self.now() + self.0.settings.publish_keys_before);
                    }
                    Ok(())
                })
                .await;
        }
        Ok(())
    }

    /// Does so until `stop`. A database that is away is reported once.
    pub async fn run_key_worker(&self, stop: impl Future<Output = ()> + Send) {
        let mut stop = pin!(stop);
        let mut ticks = interval(LOOK_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut reachable = true;
        loop {
            tokio::select! {
                () = &mut stop => return,
                _ = ticks.tick() => {}
            }
            let outcome = self.turn_keys().await;
            if let Err(error) = &outcome
                && reachable
            {
                let error = error as &dyn std::error::Error;
                tracing::error!(error, "the signing keys cannot be looked after; they stay as they are");
            }
            reachable = outcome.is_ok();
        }
    }

    /// Forgets the keys whose end has come; how many.
    pub(crate) async fn forget_ended_keys(&self) -> Result<u64> {
        self.change_ring(By::Server, |book| Ok(book.forget_ended())).await
    }

    /// Takes in the key of the files.
    pub(super) async fn take_in_key(&self, file: &Arc<FileKey>) -> Result<()> {
        self.change_ring(By::Server, |book| {
            if book.take_in(file.signing.public()) {
                tracing::info!(key_id = file.signing.key_id(), "the key in the files signs from now on");
            }
            Ok(())
        })
        .await
    }

    /// Changes the ring while nobody else does. This process follows at once, the others within a second.
    async fn change_ring<T>(
        &self,
        by: impl Into<By<'_>>,
        change: impl FnOnce(&mut Book) -> Result<T>,
    ) -> Result<T> {
        let by = by.into();
        let mut tx = self.0.database.begin().await?;
        tx.lock_signing_keys().await?;
        let mut book = Book::new(tx.every_signing_key().await?, self.now(), self.keys_kept());
        let answer = change(&mut book)?;
        // The first key was not changed by anybody.
        let recorded = !book.was_empty();
        let changed = book.changed();
        if changed.is_empty() {
            return Ok(answer);
        }
        for (action, row) in &changed {
            tx.save_signing_key(row).await?;
            if recorded {
                let about = About::new(AuditKind::SigningKey, None, row.key_id.as_str());
                self.record(&mut tx, by, Deed::new(*action, about)).await?;
            }
        }
        tx.bump_keys_revision().await?;
        let forgets = ForgetsWhenDropped(&self.0.keys);
        tx.commit().await?;
        drop(forgets);
        Ok(answer)
    }

    /// The ring, if this process may add to it: what it seals has to be opened by all that sign with the current key.
    async fn ring_that_opens(&self) -> Result<Arc<Ring>> {
        let cannot = |why: &'static str| Error::Unavailable(anyhow::anyhow!(why));
        let ring = self.ring().await?.ok_or_else(|| {
            cannot("the signing keys are missing; `latchkey keys check` says what is wrong")
        })?;
        if !ring.holds_current() {
            return Err(cannot(
                "the private key file here does not open the current key; put here the files that the other processes have",
            ));
        }
        Ok(ring)
    }

    fn make_key(&self, file: &FileKey) -> Result<super::book::SealedKey> {
        file.make(&*self.0.random).ok_or_else(|| Error::Internal(anyhow::anyhow!("a key cannot be sealed")))
    }

    fn is_time_to_promote(&self, next_signs_from: Option<Timestamp>) -> bool {
        next_signs_from.is_some_and(|from| from <= self.now())
    }

    /// Whether the next key has to be published, so that it signs when this one is as old as keys may become.
    fn is_old(&self, signs_from: Option<Timestamp>) -> bool {
        let settings = &self.0.settings;
        let Some(age) = settings.rotate_keys_after else { return false };
        let age = age.saturating_sub(settings.publish_keys_before);
        signs_from.is_some_and(|from| from + age <= self.now())
    }

    /// How long a key is known after it signs no more: as long as an access token lives, and as long as a session, whose ID
    /// token may be shown again when somebody signs out (OpenID Connect RP-Initiated Logout §2).
    fn keys_kept(&self) -> Duration {
        self.0.settings.access_lifetime.max(ABSOLUTE) + MARGIN
    }
}

fn note_age(ring: &Ring, now: Timestamp) {
    if let Some(current) = ring.the(KeyState::Current) {
        #[expect(clippy::cast_precision_loss, reason = "seconds are exact in a float for 285 million years")]
        metrics::gauge!("latchkey_signing_key_age_seconds").set((now.0 - current.signs_from.0) as f64);
    }
}
