//! Signed tokens in compact form (RFC 7515), with the one algorithm there is and one header for each kind of token.
//!
//! A header is not interpreted: it is ours, byte for byte, or the token is refused. So no `alg: none`, no `crit`, no
//! embedded key can ask for anything, and no kind of token passes for another (RFC 8725 §3.11). ring does the work, at ten times the speed of p256.

#[cfg(test)]
mod tests;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeySet};
use p256::{SecretKey, elliptic_curve::sec1::ToSec1Point};
use ring::{
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, UnparsedPublicKey},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{ops::Deref, sync::Arc};

/// How long an uncompressed point of P-256 is.
const POINT_LENGTH: usize = 65;
/// How long a thumbprint is.
const KEY_ID_LENGTH: usize = 43;
/// The longest header that is looked at, in bytes. Ours have about 120.
const HEADER_MAX_LENGTH: usize = 256;
/// The longest token that is looked at, in bytes. Ours have about 700.
pub(crate) const TOKEN_MAX_LENGTH: usize = 4_096;

/// What a token is for; its header says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// RFC 9068 §2.1.
    AccessToken,
    /// OpenID Connect Core §2.
    IdToken,
    /// RFC 9701 §5.
    Introspection,
    /// OpenID Connect Back-Channel Logout §2.4.
    LogoutToken,
}

impl Kind {
    const ALL: [Self; 4] = [Self::AccessToken, Self::IdToken, Self::Introspection, Self::LogoutToken];

    /// The `typ` of its header (RFC 7515 §4.1.9).
    const fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "at+jwt",
            Self::IdToken => "JWT",
            Self::Introspection => "token-introspection+jwt",
            Self::LogoutToken => "logout+jwt",
        }
    }
}

/// A key that verifies what its other half signed with ES256 (RFC 7518 §3.4).
pub(crate) struct PublicKey {
    /// As an uncompressed point (SEC 1 §2.3.3).
    point: Vec<u8>,
    key_id: String,
    /// The encoded header of each kind, with the dot behind it.
    headers: [String; 4],
}

/// A key that signs, and verifies what it signed.
pub(crate) struct SigningKey {
    pair: EcdsaKeyPair,
    public: Arc<PublicKey>,
    random: SystemRandom,
    /// What nonces are made with.
    nonces: hmac::Key,
}

/// So that whatever verifies does so with either.
impl Deref for SigningKey {
    type Target = PublicKey;

    fn deref(&self) -> &PublicKey {
        &self.public
    }
}

impl PublicKey {
    /// Prepares a key out of its point. One that is on no curve verifies nothing.
    pub(crate) fn new(point: Vec<u8>) -> Option<Self> {
        if point.len() != POINT_LENGTH {
            return None;
        }
        let key_id = thumbprint(&point);
        let headers = Kind::ALL.map(|kind| {
            let header = json!({"typ": kind.as_str(), "alg": "ES256", "kid": key_id}).to_string();
            format!("{}.", BASE64.encode(header))
        });
        Some(Self { point, key_id, headers })
    }

    /// Its thumbprint.
    pub(crate) fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The point.
    pub(crate) fn point(&self) -> &[u8] {
        &self.point
    }

    /// Whether the token has the header that this key writes for its kind.
    pub(crate) fn wrote_header_of(&self, kind: Kind, token: &str) -> bool {
        token.len() <= TOKEN_MAX_LENGTH && token.starts_with(self.header(kind))
    }

    fn header(&self, kind: Kind) -> &str {
        &self.headers[kind as usize]
    }

    /// The claims, if this key signed them; nothing is said of what they claim.
    pub(crate) fn verify<T: DeserializeOwned>(&self, kind: Kind, token: &str) -> Option<T> {
        if !self.wrote_header_of(kind, token) {
            return None;
        }
        let (signed, signature) = token.rsplit_once('.')?;
        let claims = signed.strip_prefix(self.header(kind))?;
        // The decoder refuses padding, foreign characters and loose bits at the end.
        let signature = BASE64.decode(signature).ok()?;
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &self.point);
        key.verify(signed.as_bytes(), &signature).ok()?;
        serde_json::from_slice(&BASE64.decode(claims).ok()?).ok()
    }

    /// The key in the words of RFC 7517.
    fn jwk(&self) -> Option<CoreJsonWebKey> {
        let (x, y) = coordinates(&self.point);
        serde_json::from_value(json!({
            "kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256", "kid": self.key_id,
        }))
        .ok()
    }
}

impl SigningKey {
    /// Prepares a key; none if ring does not take it, which it does for every key p256 takes.
    pub(crate) fn new(secret: &SecretKey) -> Option<Self> {
        let random = SystemRandom::new();
        let point = secret.public_key().to_sec1_point(false).as_bytes().to_vec();
        let scalar = secret.to_bytes();
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &scalar,
            &point,
            &random,
        )
        .ok()?;
        let public = Arc::new(PublicKey::new(point)?);
        // A key of its own, so that what is made with it says nothing of the one that signs.
        let secret = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &scalar), b"DPoP nonces");
        let nonces = hmac::Key::new(hmac::HMAC_SHA256, secret.as_ref());
        Some(Self { pair, public, random, nonces })
    }

    /// What verifies.
    pub(crate) const fn public(&self) -> &Arc<PublicKey> {
        &self.public
    }

    /// What proofs of this time have to repeat (RFC 9449 §8).
    pub(crate) fn dpop_nonce(&self, slot: i64) -> String {
        BASE64.encode(&hmac::sign(&self.nonces, &slot.to_be_bytes()).as_ref()[..16])
    }

    /// Signs the claims; none only if the machine has no randomness to give.
    pub(crate) fn sign(&self, kind: Kind, claims: &impl Serialize) -> Option<String> {
        let claims = serde_json::to_vec(claims).ok()?;
        let header = self.header(kind);
        let mut token = String::with_capacity(header.len() + claims.len() * 4 / 3 + 92);
        token.push_str(header);
        BASE64.encode_string(&claims, &mut token);
        let signature = self.pair.sign(&self.random, token.as_bytes()).ok()?;
        token.push('.');
        BASE64.encode_string(signature.as_ref(), &mut token);
        Some(token)
    }
}

/// Whether this is a token of this kind as servers like this one sign it, by whatever key.
pub(crate) fn could_be(kind: Kind, token: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Header {
        typ: String,
        alg: String,
        kid: String,
    }
    let header = token.split('.').next().filter(|header| header.len() <= HEADER_MAX_LENGTH);
    let header = header.and_then(|header| BASE64.decode(header).ok());
    let header = header.and_then(|header| serde_json::from_slice::<Header>(&header).ok());
    header.is_some_and(|Header { typ, alg, kid }| {
        typ == kind.as_str() && alg == "ES256" && kid.len() == KEY_ID_LENGTH
    })
}

/// Keys in the words of RFC 7517 §5, in this order.
pub(crate) fn jwk_set<'a>(keys: impl Iterator<Item = &'a PublicKey>) -> serde_json::Value {
    let keys = CoreJsonWebKeySet::new(keys.filter_map(PublicKey::jwk).collect());
    serde_json::to_value(&keys).unwrap_or_default()
}

/// RFC 7638 §3: the digest of the required members in their alphabetical order.
pub(crate) fn thumbprint(point: &[u8]) -> String {
    let (x, y) = coordinates(point);
    let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    BASE64.encode(Sha256::digest(members))
}

/// The point's two halves, behind the byte that says it is not compressed.
fn coordinates(point: &[u8]) -> (String, String) {
    (BASE64.encode(&point[1..33]), BASE64.encode(&point[33..]))
}
