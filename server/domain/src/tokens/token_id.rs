//! The id of a token (`jti`): besides being unlike every other, it says when the token was made and with which secret,
//! so that deactivating an application or ending a secret kills its tokens although no token has a row.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};

/// The number that stands where a secret's would, if the token was made without one; those of secrets begin at 1.
pub(crate) const WITHOUT_SECRET: u32 = 0;

/// What an id is made of: 48 bits of milliseconds, 32 bits of secret number, 80 random bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TokenId {
    /// When the token was made, in milliseconds since 1970, and always later than the application's last mark.
    pub(crate) made_at_ms: i64,
    /// The number of the secret it was made with.
    pub(crate) secret: u32,
    /// What makes it unlike every other.
    pub(crate) random: [u8; 10],
}

impl TokenId {
    /// As it is written in the token.
    pub(crate) fn encode(&self) -> String {
        let mut bytes = [0; 20];
        bytes[..6].copy_from_slice(&self.made_at_ms.to_be_bytes()[2..]);
        bytes[6..10].copy_from_slice(&self.secret.to_be_bytes());
        bytes[10..].copy_from_slice(&self.random);
        BASE64.encode(bytes)
    }

    /// Reads what [`TokenId::encode`] wrote, and nothing else.
    pub(crate) fn decode(text: &str) -> Option<Self> {
        let bytes: [u8; 20] = BASE64.decode(text).ok()?.try_into().ok()?;
        let mut made_at_ms = [0; 8];
        made_at_ms[2..].copy_from_slice(&bytes[..6]);
        Some(Self {
            made_at_ms: i64::from_be_bytes(made_at_ms),
            secret: u32::from_be_bytes(bytes[6..10].try_into().ok()?),
            random: bytes[10..].try_into().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_comes_is_an_id_that_was_written_or_none(text in r"[A-Za-z0-9_=-]{25,29}|\PC{0,40}") {
            if let Some(id) = TokenId::decode(&text) {
                prop_assert_eq!(id.encode(), text);
            }
        }
    }

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let id = TokenId { made_at_ms: 1_795_426_200_123, secret: 7, random: [9; 10] };
        assert_eq!(id.encode().len(), 27);
        assert_eq!(TokenId::decode(&id.encode()), Some(id));
        for nonsense in ["", "AAAA", "\0", "AAAAAAAAAAAAAAAAAAAAAAAAAA=", &format!("{}A", id.encode())] {
            assert_eq!(TokenId::decode(nonsense), None, "{nonsense:?}");
        }
    }
}
