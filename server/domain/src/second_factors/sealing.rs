//! The key that the secrets of authenticator apps are sealed with (AES-256-GCM): 32 random bytes in a file of their own, so that
//! signing keys can be replaced without locking anybody out, and a copy of the database alone gives nobody's codes away.
//!
//! It is made by `latchkey init`, or when the first app is set up. It is never made anew while something is sealed with
//! another one: codes are then not taken until the file is back, and recovery codes and passkeys go on.

use crate::{KeyError, Office, Random, Result, Settings, SystemRandom, keys::write_new};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use model::{Invalid, Problem, UserId};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use std::{fs, path::Path};

/// How the key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealingStatus {
    /// It is there.
    Ready,
    /// There is no file.
    Missing,
    /// The file holds something else, or cannot be read.
    Unusable,
}

/// What something was sealed for, so that one is never taken for the other.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// The secret of somebody's app.
    Kept = 1,
    /// A secret on a page, which no app has shown yet that it has it.
    Shown = 2,
}

/// The key.
pub(super) struct SealingKey(LessSafeKey);

impl SealingKey {
    fn read(path: &Path) -> Result<Self, SealingStatus> {
        let text = fs::read_to_string(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => SealingStatus::Missing,
            _ => SealingStatus::Unusable,
        })?;
        let bytes = BASE64.decode(text.trim()).map_err(|_| SealingStatus::Unusable)?;
        let key = UnboundKey::new(&AES_256_GCM, &bytes).map_err(|_| SealingStatus::Unusable)?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// Seals something for a person. The nonce is random and stands before it.
    pub(super) fn seal(
        &self,
        purpose: Purpose,
        user: UserId,
        plain: &[u8],
        random: &dyn Random,
    ) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_LEN];
        random.fill(&mut nonce);
        let mut sealed = plain.to_vec();
        let aad = Aad::from(bound_to(purpose, user));
        self.0.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed).ok()?;
        Some([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed for this person and this purpose with this key.
    pub(super) fn open(&self, purpose: Purpose, user: UserId, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut opened = sealed.to_vec();
        let aad = Aad::from(bound_to(purpose, user));
        let plain = self.0.open_in_place(Nonce::assume_unique_for_key(*nonce), aad, &mut opened).ok()?;
        Some(plain.to_vec())
    }
}

fn bound_to(purpose: Purpose, user: UserId) -> [u8; 17] {
    let mut bound = [purpose as u8; 17];
    bound[1..].copy_from_slice(user.0.as_bytes());
    bound
}

/// How the key stands, for those who run the server.
pub fn sealing_status(settings: &Settings) -> SealingStatus {
    SealingKey::read(&settings.sealing_key).err().unwrap_or(SealingStatus::Ready)
}

/// Makes the key unless its file is there; whether it did.
fn make_sealing_key(settings: &Settings) -> Result<bool, KeyError> {
    if settings.sealing_key.exists() {
        return Ok(false);
    }
    let mut bytes = [0; 32];
    SystemRandom.fill(&mut bytes);
    // Another process may be faster: then its key is the one.
    write_new(&settings.sealing_key, format!("{}\n", BASE64.encode(bytes)).as_bytes(), 0o600)
}

impl Office {
    /// The key, if it is there. Read each time: it is small, seldom needed, and may come back.
    pub(super) fn sealing_key(&self) -> Option<SealingKey> {
        SealingKey::read(&self.0.settings.sealing_key).ok()
    }

    /// The key, made if it is missing and nothing is sealed yet.
    pub(super) async fn sealing_key_for_new(&self) -> Result<SealingKey> {
        let refused = || Invalid::one(super::CODE, Problem::CodesUnavailable);
        if let Some(key) = self.sealing_key() {
            return Ok(key);
        }
        if !self.can_seal().await? {
            return Err(refused().into());
        }
        if let Err(error) = make_sealing_key(&self.0.settings) {
            tracing::error!(%error, "the key that secrets are sealed with cannot be made");
            return Err(refused().into());
        }
        Ok(self.sealing_key().ok_or_else(refused)?)
    }

    /// Makes the key if it is missing and nothing is sealed with another one yet; whether it did.
    pub async fn make_first_sealing_key(&self) -> Result<bool> {
        if sealing_status(&self.0.settings) != SealingStatus::Missing || !self.can_seal().await? {
            return Ok(false);
        }
        make_sealing_key(&self.0.settings).map_err(|error| crate::Error::Internal(error.into()))
    }

    /// Whether codes can be checked: the key is there, or can be made because nothing is sealed yet.
    pub(super) async fn can_seal(&self) -> Result<bool> {
        match sealing_status(&self.0.settings) {
            SealingStatus::Ready => Ok(true),
            SealingStatus::Missing => Ok(!self.0.database.has_authenticator_apps().await?),
            SealingStatus::Unusable => Ok(false),
        }
    }
}
