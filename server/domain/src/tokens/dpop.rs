//! Proofs of possession (RFC 9449): whoever shows a token also shows, signed for this very request, that they hold its key.

use super::TokenError;
use crate::{Office, digest, jws, same_digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use model::Timestamp;
use p256::elliptic_curve::sec1::FromSec1Point;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::time::Duration;

/// The longest proof that is looked at, in bytes.
const MAX_LENGTH: usize = 4 * 1024;
/// How far from now a proof may have been made.
const MADE_WITHIN: Duration = Duration::from_mins(1);
/// The longest `jti`, in bytes.
const ID_MAX_LENGTH: usize = 255;
/// How long one nonce is given out, in milliseconds. It is accepted for twice as long.
const NONCE_SLOT_MS: i64 = 120_000;

/// What a request brought to prove with.
#[derive(Clone, Debug)]
pub struct PresentedProof {
    /// The proof, a JWT.
    pub proof: String,
    /// The method of the request.
    pub method: String,
    /// Its address, without query and fragment.
    pub url: String,
}

/// Why a proof proves nothing; the texts are for the developer of the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unproven {
    /// RFC 9449 §4.3.
    Invalid(&'static str),
    /// It has no nonce of ours, or an old one (RFC 9449 §8).
    Nonce,
}

impl From<Unproven> for TokenError {
    fn from(unproven: Unproven) -> Self {
        match unproven {
            Unproven::Invalid(reason) => Self::InvalidDpopProof(reason),
            Unproven::Nonce => Self::UseDpopNonce,
        }
    }
}

#[derive(Deserialize)]
struct Header {
    typ: String,
    alg: String,
    jwk: Map<String, Value>,
    crit: Option<Value>,
}

/// RFC 9449 §4.2.
#[derive(Deserialize)]
struct ProofClaims {
    jti: String,
    htm: String,
    htu: String,
    iat: i64,
    ath: Option<String>,
    nonce: Option<String>,
}

/// A proof whose signature fits the key in it.
pub(super) struct Proof {
    /// The key's thumbprint (RFC 7638).
    pub(super) thumbprint: String,
    claims: ProofClaims,
}

impl Proof {
    /// Reads it and verifies its signature (RFC 9449 §4.3, 2–7).
    fn read(jwt: &str) -> Result<Self, &'static str> {
        if jwt.len() > MAX_LENGTH {
            return Err("The DPoP proof is too long.");
        }
        let broken = "The DPoP proof is no JWT.";
        let (signed, signature) = jwt.rsplit_once('.').ok_or(broken)?;
        let (header, claims) = signed.split_once('.').ok_or(broken)?;
        let header: Header = decode(header).ok_or("The header of the DPoP proof cannot be read.")?;
        if header.typ != "dpop+jwt" || header.alg != "ES256" || header.crit.is_some() {
            return Err("A DPoP proof is of type dpop+jwt and signed with ES256.");
        }
        let point = point_of(&header.jwk).ok_or("The jwk of the DPoP proof is no public P-256 key.")?;
        let signature = BASE64.decode(signature).map_err(|_| broken)?;
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &point);
        key.verify(signed.as_bytes(), &signature).map_err(|_| "The signature of the DPoP proof is wrong.")?;
        let claims = decode(claims).ok_or("The claims of the DPoP proof cannot be read.")?;
        Ok(Self { thumbprint: jws::thumbprint(&point), claims })
    }

    /// Whether it was made now and for this request (RFC 9449 §4.3, 8–9 and 11).
    fn fits(&self, presented: &PresentedProof, now: Timestamp) -> Result<(), &'static str> {
        let ProofClaims { jti, htm, htu, iat, .. } = &self.claims;
        let apart = now.0.abs_diff(*iat);
        if jti.is_empty() || jti.len() > ID_MAX_LENGTH {
            Err("The jti of the DPoP proof is empty or too long.")
        } else if *htm != presented.method {
            Err("The DPoP proof is for another method.")
        } else if without_query(htu) != presented.url {
            Err("The DPoP proof is for another address.")
        } else if apart > MADE_WITHIN.as_secs() {
            Err("The DPoP proof was not made now.")
        } else {
            Ok(())
        }
    }

    /// Whether it was made for this token (RFC 9449 §4.3, 12).
    fn is_for(&self, token: &str) -> bool {
        let expected = BASE64.encode(digest(token));
        self.claims.ath.as_ref().is_some_and(|ath| same_digest(ath.as_bytes(), expected.as_bytes()))
    }

    /// What is remembered of it.
    fn id(&self) -> [u8; 32] {
        digest(&format!("{} {}", self.thumbprint, self.claims.jti))
    }

    /// Until when it would be accepted again if it were not remembered.
    fn end(&self) -> Timestamp {
        Timestamp(self.claims.iat) + MADE_WITHIN + MADE_WITHIN
    }
}

fn decode<T: for<'a> Deserialize<'a>>(part: &str) -> Option<T> {
    serde_json::from_slice(&BASE64.decode(part).ok()?).ok()
}

/// The point of a public key on P-256; none of anything else, also not of one with its private part.
fn point_of(jwk: &Map<String, Value>) -> Option<Vec<u8>> {
    let text = |name: &str| jwk.get(name).and_then(Value::as_str);
    if text("kty")? != "EC" || text("crv")? != "P-256" || jwk.contains_key("d") {
        return None;
    }
    let coordinate = |name: &str| BASE64.decode(text(name)?).ok().filter(|bytes| bytes.len() == 32);
    let point = [vec![4], coordinate("x")?, coordinate("y")?].concat();
    let encoded = p256::Sec1Point::from_bytes(&point).ok()?;
    let known: Option<p256::PublicKey> = p256::PublicKey::from_sec1_point(&encoded).into();
    known.map(|_| point)
}

/// RFC 9449 §4.3: query and fragment do not count.
fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

impl Office {
    /// The thumbprint of the key that a request at the token endpoint proved to hold; none if it brought no proof. A proof
    /// counts once, whichever process it comes to.
    pub(super) async fn proven_key(
        &self,
        presented: Option<&PresentedProof>,
    ) -> Result<Option<String>, TokenError> {
        let Some(presented) = presented else { return Ok(None) };
        let proof = Proof::read(&presented.proof).map_err(Unproven::Invalid)?;
        proof.fits(presented, self.now()).map_err(Unproven::Invalid)?;
        if !self.is_own_nonce(proof.claims.nonce.as_deref()) {
            return Err(Unproven::Nonce.into());
        }
        if !self.0.database.use_id(&proof.id(), proof.end()).await? {
            return Err(Unproven::Invalid("The DPoP proof was used before.").into());
        }
        Ok(Some(proof.thumbprint))
    }

    /// Whether a request at a web API proves that it holds the key with this thumbprint, for this token. That a proof counts
    /// once is remembered by each process for itself, so that the hot path asks the database nothing: a thief would need
    /// the token, the proof, and another process, all within a minute.
    pub(super) fn proves(&self, presented: &PresentedProof, token: &str, thumbprint: &str) -> bool {
        let Ok(proof) = Proof::read(&presented.proof) else { return false };
        let now = self.now();
        proof.fits(presented, now).is_ok()
            && proof.is_for(token)
            && same_digest(proof.thumbprint.as_bytes(), thumbprint.as_bytes())
            && self.0.proofs.is_first(proof.id(), proof.end(), now)
    }

    /// What proofs at the token endpoint have to repeat from now on (RFC 9449 §8). Every process that has the signing key
    /// makes the same; none while the key is missing.
    pub fn dpop_nonce(&self) -> Option<String> {
        Some(self.file_key()?.signing.dpop_nonce(self.0.clock.now_ms() / NONCE_SLOT_MS))
    }

    fn is_own_nonce(&self, nonce: Option<&str>) -> bool {
        let (Some(nonce), Some(key)) = (nonce, self.file_key()) else { return false };
        let slot = self.0.clock.now_ms() / NONCE_SLOT_MS;
        [slot, slot - 1]
            .iter()
            .any(|slot| same_digest(key.signing.dpop_nonce(*slot).as_bytes(), nonce.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever a stranger sends, it is refused in words and nothing panics.
    #[test]
    fn no_proof_makes_it_panic() {
        // RFC 9449 §4.2, figure 2.
        let good = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
        let proof = Proof::read(good).expect("the example of the standard");
        assert_eq!(proof.thumbprint, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
        assert_eq!((proof.claims.htm.as_str(), proof.claims.jti.as_str()), ("POST", "-BwC3ESc6acc2lTc"));
        for index in 0..good.len() {
            for replacement in [b'A', b'.', b'_', 0x7f] {
                let mut bytes = good.as_bytes().to_vec();
                if bytes[index] == replacement {
                    continue;
                }
                bytes[index] = replacement;
                let Ok(changed) = String::from_utf8(bytes) else { continue };
                assert!(Proof::read(&changed).is_err(), "byte {index} {replacement}");
            }
        }
        for cut in 0..good.len() {
            assert!(Proof::read(&good[..cut]).is_err(), "{cut}");
        }
        assert!(Proof::read(&"a.".repeat(3_000)).is_err());
    }
}
