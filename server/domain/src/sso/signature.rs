//! Signatures of a provider under tokens that are no ID tokens (RFC 7515, RFC 8725).

use super::client::{ALGORITHMS, Metadata};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use openidconnect::{
    JsonWebKey, JsonWebKeyId,
    core::{CoreJsonWebKey, CoreJsonWebKeyUse, CoreJwsSigningAlgorithm},
};
use serde::{Deserialize, de::DeserializeOwned};

/// The longest token that is looked at, in bytes.
const TOKEN_MAX_LENGTH: usize = 16 * 1024;

#[derive(Deserialize)]
struct Header {
    alg: CoreJwsSigningAlgorithm,
    kid: Option<JsonWebKeyId>,
    typ: Option<String>,
    crit: Option<serde_json::Value>,
}

/// Why it is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsigned {
    /// The key it names is not known.
    UnknownKey,
    /// It is not signed by the provider, or is something else.
    Bad(&'static str),
}

/// The claims, if the provider signed them in a token of one of these types.
pub(super) fn verified<T: DeserializeOwned>(
    metadata: &Metadata,
    token: &str,
    types: &[&str],
) -> Result<T, Unsigned> {
    let bad = Unsigned::Bad;
    if token.len() > TOKEN_MAX_LENGTH {
        return Err(bad("it is too long"));
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(bad("it is no token"))?;
    let (header, claims) = signed.split_once('.').ok_or(bad("it is no token"))?;
    let decode = |part: &str| BASE64.decode(part).map_err(|_| bad("it is not base64url"));
    let header: Header =
        serde_json::from_slice(&decode(header)?).map_err(|_| bad("its header cannot be read"))?;
    let known_type =
        header.typ.as_deref().is_none_or(|typ| types.iter().any(|one| one.eq_ignore_ascii_case(typ)));
    if !ALGORITHMS.contains(&header.alg) || !known_type || header.crit.is_some() {
        return Err(bad("its header asks for something else"));
    }
    let signature = decode(signature)?;
    let fits = |key: &&CoreJsonWebKey| {
        let named = header.kid.as_ref().is_none_or(|kid| key.key_id() == Some(kid));
        named && key.key_use().is_none_or(|use_| *use_ == CoreJsonWebKeyUse::Signature)
    };
    let mut keys = metadata.jwks().keys().iter().filter(fits).peekable();
    if keys.peek().is_none() {
        return Err(Unsigned::UnknownKey);
    }
    if !keys.any(|key| key.verify_signature(&header.alg, signed.as_bytes(), &signature).is_ok()) {
        return Err(bad("its signature is not the provider's"));
    }
    serde_json::from_slice(&decode(claims)?).map_err(|_| bad("its claims cannot be read"))
}
