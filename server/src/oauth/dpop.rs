//! Where requests carry their proof of possession (RFC 9449 §4.1).

use super::error::OAuthError;
use axum::extract::Request;
use domain::{PresentedProof, TokenError};
use http::{HeaderMap, HeaderName};

/// The header of the proof.
pub(crate) const DPOP: HeaderName = HeaderName::from_static("dpop");
/// The header of what proofs have to repeat (RFC 9449 §8).
pub(crate) const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// The proof, if there is one; there must not be two (RFC 9449 §4.3).
pub(super) fn presented(request: &Request, public_url: &str) -> Result<Option<PresentedProof>, OAuthError> {
    match proof(request.headers()) {
        Ok(proof) => Ok(proof.map(|proof| PresentedProof {
            proof: proof.to_owned(),
            method: request.method().to_string(),
            url: format!("{public_url}{}", request.uri().path()),
        })),
        Err(reason) => Err(TokenError::InvalidDpopProof(reason).into()),
    }
}

/// The text of the one header.
pub(crate) fn proof(headers: &HeaderMap) -> Result<Option<&str>, &'static str> {
    let mut lines = headers.get_all(DPOP).iter();
    let Some(line) = lines.next() else { return Ok(None) };
    if lines.next().is_some() {
        return Err("The header DPoP is repeated.");
    }
    line.to_str().map(Some).map_err(|_| "The header DPoP cannot be read.")
}
