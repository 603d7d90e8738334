//! How private keys lie in the database: sealed, so that only a process with the private key file opens them.
//!
//! Whoever has the file can sign as this server anyway, so a key that is made of it and opens the keys that were made later
//! gives nobody more than they had; whoever has only the database, or a backup of it, has nothing. What is sealed is bound
//! to its key id, so that no row passes for another.

use crate::Random;
use p256::SecretKey;
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, Salt},
};

/// Keeps what is derived here apart from whatever else is derived of the same secret (RFC 5869 §3.2).
const PURPOSE: &[u8] = b"latchkey: signing keys in the database";

/// Seals and opens with a secret derived of a private key (HKDF, RFC 5869; AES-256-GCM).
pub(super) struct Sealer(LessSafeKey);

impl Sealer {
    /// Of the private key in the file.
    pub(super) fn new(secret: &SecretKey) -> Option<Self> {
        let scalar = secret.to_bytes();
        let pseudorandom = Salt::new(HKDF_SHA256, PURPOSE).extract(&scalar);
        let derived = pseudorandom.expand(&[PURPOSE], &AES_256_GCM).ok()?;
        Some(Self(LessSafeKey::new(UnboundKey::from(derived))))
    }

    /// The private key with this id, sealed: the nonce, and what is to be kept secret. There are so few that a random nonce
    /// never comes twice.
    pub(super) fn seal(&self, key_id: &str, secret: &SecretKey, random: &dyn Random) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_LEN];
        random.fill(&mut nonce);
        let mut sealed = secret.to_bytes().to_vec();
        let about = Aad::from(key_id.as_bytes());
        self.0.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), about, &mut sealed).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    /// What was sealed under this id with the same file; nothing of everything else.
    pub(super) fn open(&self, key_id: &str, sealed: &[u8]) -> Option<SecretKey> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut sealed = sealed.to_vec();
        let about = Aad::from(key_id.as_bytes());
        let opened = self.0.open_in_place(Nonce::assume_unique_for_key(*nonce), about, &mut sealed).ok()?;
        SecretKey::from_slice(opened).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::SeededRandom;

    fn secret(byte: u8) -> SecretKey {
        SecretKey::from_slice(&[byte; 32]).unwrap()
    }

    #[test]
    fn only_the_same_file_opens_it_and_only_under_its_own_name() {
        let random = SeededRandom::default();
        let (here, elsewhere) = (Sealer::new(&secret(1)).unwrap(), Sealer::new(&secret(2)).unwrap());
        let sealed = here.seal("a", &secret(3), &random).unwrap();
        assert_eq!(here.open("a", &sealed), Some(secret(3)));
        assert_eq!(Sealer::new(&secret(1)).unwrap().open("a", &sealed), Some(secret(3)), "another process");
        assert_eq!(elsewhere.open("a", &sealed), None);
        assert_eq!(here.open("b", &sealed), None);
        assert_ne!(here.seal("a", &secret(3), &random).unwrap(), sealed, "never the same nonce");
        let clear = secret(3).to_bytes();
        assert!(!sealed.windows(8).any(|some| clear.windows(8).any(|part| part == some)));
        for index in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[index] ^= 1;
            assert_eq!(here.open("a", &damaged), None, "byte {index}");
            assert_eq!(here.open("a", &sealed[..index]), None, "cut at {index}");
        }
    }
}
