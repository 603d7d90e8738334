//! Client IDs and Client Secrets: how they are made, recognised and compared.
//!
//! A secret is 256 random bits, so its SHA-256 digest can be stored without salt or slow hashing (design: a slow hash
//! protects what can be guessed). It has a fixed prefix and a checksum, so that scanners find it where it leaked and so
//! that a mistyped one is refused before the database is asked.

use crate::{Random, Sensitive};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// What every Client Secret begins with.
pub const SECRET_PREFIX: &str = "lk_";

/// Characters of 256 bits in base 62.
const BODY_LENGTH: usize = 43;
/// Characters of a CRC-32 in base 62.
const CHECKSUM_LENGTH: usize = 6;
/// Characters of a Client ID: 190 bits.
const CLIENT_ID_LENGTH: usize = 32;
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A new Client Secret in clear, on its way to the one answer that shows it.
#[derive(Clone, Debug)]
pub struct ClientSecret(Sensitive);

impl ClientSecret {
    /// Makes one: `lk_`, 256 random bits in base 62, and the CRC-32 of both in base 62.
    pub fn generate(random: &dyn Random) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        let mut secret = String::from(SECRET_PREFIX);
        secret.push_str(&base62(&mut bytes, BODY_LENGTH));
        let checksum = checksum(&secret);
        secret.push_str(&checksum);
        Self(Sensitive::new(secret))
    }

    /// What is stored of it.
    pub fn digest(&self) -> [u8; 32] {
        digest(self.0.reveal())
    }

    /// What people recognise it by: the prefix and the last four characters.
    pub fn hint(&self) -> String {
        let secret = self.0.reveal();
        format!("{SECRET_PREFIX}…{}", &secret[secret.len() - 4..])
    }

    /// The secret itself, for the one answer that shows it.
    pub fn into_revealed(self) -> String {
        self.0.into_revealed()
    }
}

/// A new Client ID: 32 characters of base 62.
pub fn generate_client_id(random: &dyn Random) -> String {
    let mut id = String::with_capacity(CLIENT_ID_LENGTH);
    let mut bytes = [0; 64];
    while id.len() < CLIENT_ID_LENGTH {
        random.fill(&mut bytes);
        // 248 is the largest multiple of 62 in a byte: what lies above would make some characters likelier.
        let digits = bytes.iter().filter(|byte| **byte < 248).map(|byte| ALPHABET[usize::from(byte % 62)]);
        id.extend(digits.map(char::from).take(CLIENT_ID_LENGTH - id.len()));
    }
    id
}

/// Whether a text has the prefix, the length, the alphabet and the checksum of a Client Secret. What has not is no
/// secret of ours, whatever the application.
pub fn looks_valid(secret: &str) -> bool {
    let length = SECRET_PREFIX.len() + BODY_LENGTH + CHECKSUM_LENGTH;
    let Some(body) = secret.strip_prefix(SECRET_PREFIX) else { return false };
    secret.len() == length
        && body.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && checksum(&secret[..length - CHECKSUM_LENGTH]) == secret[length - CHECKSUM_LENGTH..]
}

/// SHA-256, which is how secrets and sessions are stored.
pub fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Whether two digests are the same, in a time that does not depend on where they differ.
pub fn same_digest(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

fn checksum(text: &str) -> String {
    base62(&mut crc32fast::hash(text.as_bytes()).to_be_bytes(), CHECKSUM_LENGTH)
}

/// A big-endian number in base 62, with leading zeros up to `length` characters; the number is used up.
fn base62(number: &mut [u8], length: usize) -> String {
    let mut digits = vec![ALPHABET[0]; length];
    for digit in digits.iter_mut().rev() {
        let mut remainder = 0u32;
        for byte in number.iter_mut() {
            let value = remainder * 256 + u32::from(*byte);
            // 61 * 256 + 255 divided by 62 is 255: it always fits.
            *byte = u8::try_from(value / 62).unwrap_or(u8::MAX);
            remainder = value % 62;
        }
        *digit = ALPHABET[remainder as usize];
    }
    digits.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemRandom;
    use std::collections::HashSet;

    /// Always the same byte.
    struct Constant(u8);

    impl Random for Constant {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn base62_is_a_positional_number_with_leading_zeros() {
        assert_eq!(base62(&mut [0, 0], 4), "0000");
        assert_eq!(base62(&mut [61], 2), "0z");
        assert_eq!(base62(&mut [62], 2), "10");
        assert_eq!(base62(&mut [0xff; 4], 6), "4gfFC3");
        // 2^256 - 1 uses all of the 43 characters and does not overflow them.
        let mut largest = [0xff; 32];
        assert!(!base62(&mut largest, BODY_LENGTH).starts_with('0'));
        assert_eq!(largest, [0; 32]);
    }

    #[test]
    fn a_secret_is_recognised_and_a_changed_one_is_not() {
        for _ in 0..200 {
            let secret = ClientSecret::generate(&SystemRandom).into_revealed();
            assert_eq!(secret.len(), 52);
            assert!(looks_valid(&secret), "{secret}");
            for position in 0..secret.len() {
                let mut changed = secret.clone().into_bytes();
                changed[position] = if changed[position] == b'x' { b'y' } else { b'x' };
                assert!(!looks_valid(&String::from_utf8(changed).unwrap()), "{position} of {secret}");
            }
        }
    }

    #[test]
    fn what_is_no_secret_is_refused() {
        let secret = ClientSecret::generate(&Constant(7)).into_revealed();
        let truncated = &secret[..51];
        let swapped = format!("{}{}", &secret[3..], &secret[..3]);
        let longer = format!("{secret}0");
        let spaced = format!(" {secret}");
        let wide = format!("lk_{}", "é".repeat(24));
        for bad in ["", "lk_", "secret", truncated, &swapped, &longer, &spaced, &wide, &secret.to_uppercase()]
        {
            assert!(!looks_valid(bad), "{bad}");
        }
    }

    #[test]
    fn a_secret_shows_only_its_hint() {
        let secret = ClientSecret::generate(&SystemRandom);
        assert_eq!(format!("{secret:?}"), "ClientSecret([redacted])");
        let hint = secret.hint();
        let clear = secret.into_revealed();
        assert_eq!(hint, format!("lk_…{}", &clear[48..]));
    }

    #[test]
    fn digests_are_sha256_and_compare() {
        // FIPS 180-4, the example of one block.
        assert_eq!(digest("abc")[..8], [0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea]);
        let secret = ClientSecret::generate(&SystemRandom);
        assert!(same_digest(&secret.digest(), &digest(&secret.clone().into_revealed())));
        assert!(!same_digest(&digest("a"), &digest("b")));
        assert!(!same_digest(&digest("a"), &[]));
    }

    #[test]
    fn client_ids_are_32_characters_and_differ() {
        let ids: HashSet<String> = (0..200).map(|_| generate_client_id(&SystemRandom)).collect();
        assert_eq!(ids.len(), 200);
        assert!(ids.iter().all(|id| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_alphanumeric())));
        assert_eq!(generate_client_id(&Constant(61)), "z".repeat(32));
    }
}
