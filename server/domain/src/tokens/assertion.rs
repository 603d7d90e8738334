//! `private_key_jwt`: an application signs that it is the one (RFC 7523 §2.2, §3; OpenID Connect Core §9).

use crate::{Office, Result, client_keys::ClientKey, digest, live::LiveApplication};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use model::Timestamp;
use serde::Deserialize;
use std::time::Duration;

/// The longest assertion that is looked at, in bytes.
const MAX_LENGTH: usize = 8 * 1024;
/// How far ahead an assertion may end. It is made for one request, and its id is remembered until then.
const LIFETIME_MAX: Duration = Duration::from_mins(5);
/// How far the application's clock may be from ours.
const CLOCK_SKEW: Duration = Duration::from_mins(1);
/// The longest `jti`, in bytes.
const ID_MAX_LENGTH: usize = 255;

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

/// RFC 7523 §3.
#[derive(Deserialize)]
struct AssertionClaims {
    iss: String,
    sub: String,
    aud: OneAudience,
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
    jti: String,
}

/// One audience, however it is written. An assertion for several servers could be used at each of them by the others.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneAudience {
    Bare(String),
    Listed([String; 1]),
}

impl OneAudience {
    fn as_str(&self) -> &str {
        match self {
            Self::Bare(one) | Self::Listed([one]) => one,
        }
    }
}

/// The Client ID that an assertion names, before anything is believed of it (RFC 7521 §4.2).
pub fn subject_of(assertion: &str) -> Option<String> {
    let claims: AssertionClaims =
        read(assertion.split('.').nth(1).filter(|_| assertion.len() <= MAX_LENGTH)?)?;
    Some(claims.sub)
}

/// What an assertion says of how it was signed.
fn header_of(assertion: &str) -> Option<Header> {
    read(assertion.split('.').next().filter(|_| assertion.len() <= MAX_LENGTH)?)
}

fn read<T: for<'a> Deserialize<'a>>(part: &str) -> Option<T> {
    serde_json::from_slice(&BASE64.decode(part).ok()?).ok()
}

impl Office {
    /// Why an assertion does not show that it is this application; none if it does. It does so once.
    pub(super) async fn not_asserted(
        &self,
        application: &LiveApplication,
        assertion: &str,
    ) -> Result<Option<&'static str>> {
        let Some(header) = header_of(assertion) else {
            return Ok(Some("the assertion's header cannot be read"));
        };
        let keys = match self.keys_of(application, header.kid.as_deref()).await {
            Ok(keys) => keys,
            Err(reason) => return Ok(Some(reason)),
        };
        let claims = match self.asserted(application, &keys, assertion) {
            Ok(claims) => claims,
            Err(reason) => return Ok(Some(reason)),
        };
        let id = digest(&format!("{} {}", application.client_id, claims.jti));
        let first = self.0.database.use_id(&id, Timestamp(claims.exp) + CLOCK_SKEW).await?;
        Ok((!first).then_some("the assertion was used before"))
    }

    fn asserted(
        &self,
        application: &LiveApplication,
        keys: &[ClientKey],
        assertion: &str,
    ) -> std::result::Result<AssertionClaims, &'static str> {
        if assertion.len() > MAX_LENGTH {
            return Err("the assertion is too long");
        }
        let (signed, signature) = assertion.rsplit_once('.').ok_or("the assertion is no JWT")?;
        let (header, payload) = signed.split_once('.').ok_or("the assertion is no JWT")?;
        let header: Header = read(header).ok_or("the assertion's header cannot be read")?;
        if header.crit.is_some() {
            return Err("the assertion asks for an unknown extension");
        }
        let signature = BASE64.decode(signature).map_err(|_| "the assertion's signature cannot be read")?;
        // The key says which algorithm it is for, not the assertion.
        let fits = |key: &&ClientKey| {
            key.algorithm() == header.alg
                && (header.kid.is_none() || key.id.is_none() || key.id == header.kid)
        };
        if !keys.iter().filter(fits).any(|key| key.verify(signed.as_bytes(), &signature)) {
            return Err("the assertion was not signed by a key of the application");
        }
        let claims: AssertionClaims = read(payload).ok_or("the assertion's claims cannot be read")?;
        let now = self.now();
        let issuer = &self.0.settings.public_url;
        let audience = claims.aud.as_str();
        let ours = audience == issuer || audience.strip_prefix(issuer.as_str()) == Some("/oauth2/token");
        if claims.iss != application.client_id || claims.sub != application.client_id {
            Err("the assertion is of another application")
        } else if !ours {
            Err("the assertion is for another server")
        } else if Timestamp(claims.exp) <= now {
            Err("the assertion has ended")
        } else if Timestamp(claims.exp) > now + LIFETIME_MAX + CLOCK_SKEW {
            Err("the assertion lives too long")
        } else if [claims.nbf, claims.iat].into_iter().flatten().any(|at| Timestamp(at) > now + CLOCK_SKEW) {
            Err("the assertion is from the future")
        } else if claims.jti.is_empty() || claims.jti.len() > ID_MAX_LENGTH {
            Err("the assertion has no id")
        } else {
            Ok(claims)
        }
    }
}
