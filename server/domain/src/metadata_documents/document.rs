//! What a document says (OAuth Client ID Metadata Document §4; the names are those of RFC 7591 §2), and whether it may.

use crate::client_keys::read_keys;
use model::{
    AuthenticationMethod, JWKS_MAX_LENGTH, NAME_MAX_LENGTH, REDIRECT_URIS_MAX, is_redirect_uri,
    is_web_address,
};
use serde::Deserialize;
use serde_json::Value;

/// What is read of it; what else it says does not matter here.
#[derive(Deserialize)]
struct Document {
    client_id: String,
    client_name: Option<String>,
    redirect_uris: Vec<String>,
    token_endpoint_auth_method: Option<String>,
    grant_types: Option<Vec<String>>,
    response_types: Option<Vec<String>>,
    jwks: Option<Value>,
    jwks_uri: Option<String>,
    client_secret: Option<Value>,
    client_secret_expires_at: Option<Value>,
}

/// An application as its document describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) name: Option<String>,
    pub(super) redirect_uris: Vec<String>,
    pub(super) confidential: bool,
    pub(super) method: AuthenticationMethod,
    pub(super) jwks: Option<String>,
    pub(super) jwks_uri: Option<String>,
}

/// Reads the document at this address, or says what is wrong with it.
pub(super) fn read(text: &str, url: &str, allow_http: bool) -> Result<Described, &'static str> {
    let document: Document =
        serde_json::from_str(text).map_err(|_| "it is no JSON object with the members that are needed")?;
    // Compared as they are written (RFC 3986 §6.2.1): nobody else can describe this application.
    if document.client_id != url {
        return Err("its client_id is not its address");
    }
    if document.client_secret.is_some() || document.client_secret_expires_at.is_some() {
        return Err("it has a secret, which everybody can read");
    }
    let grants = document.grant_types.unwrap_or_else(|| vec!["authorization_code".into()]);
    let known = |grant: &String| matches!(grant.as_str(), "authorization_code" | "refresh_token");
    if !grants.iter().all(known) || !grants.iter().any(|grant| grant == "authorization_code") {
        return Err("its grant_types are not authorization_code, with or without refresh_token");
    }
    if document.response_types.is_some_and(|types| types != ["code"]) {
        return Err("its response_types are not code");
    }
    let redirect_uris = redirect_uris(document.redirect_uris)?;
    let name = document.client_name.and_then(|name| fair_name(&name));
    let described = Described {
        name,
        redirect_uris,
        confidential: false,
        method: AuthenticationMethod::ClientSecret,
        jwks: None,
        jwks_uri: None,
    };
    match document.token_endpoint_auth_method.as_deref() {
        // Without a word it would be a secret (RFC 7591 §2), which no such application has.
        None | Some("none") => Ok(described),
        Some("private_key_jwt") => {
            let (jwks, jwks_uri) = keys(document.jwks, document.jwks_uri, allow_http)?;
            let method = AuthenticationMethod::PrivateKeyJwt;
            Ok(Described { confidential: true, method, jwks, jwks_uri, ..described })
        }
        Some(_) => Err("its token_endpoint_auth_method is neither none nor private_key_jwt"),
    }
}

fn redirect_uris(given: Vec<String>) -> Result<Vec<String>, &'static str> {
    if given.is_empty() || given.len() > REDIRECT_URIS_MAX {
        return Err("it has no redirect_uris, or too many");
    }
    let mut uris: Vec<String> = Vec::new();
    for uri in given {
        if !is_redirect_uri(&uri) {
            return Err("one of its redirect_uris may not be registered");
        }
        if !uris.contains(&uri) {
            uris.push(uri);
        }
    }
    Ok(uris)
}

/// Exactly one of both (RFC 7591 §2).
fn keys(
    jwks: Option<Value>,
    jwks_uri: Option<String>,
    allow_http: bool,
) -> Result<(Option<String>, Option<String>), &'static str> {
    match (jwks, jwks_uri) {
        (Some(jwks), None) => {
            let text = jwks.to_string();
            if text.len() > JWKS_MAX_LENGTH || read_keys(&text).is_none() {
                return Err("its jwks is no set of keys that can be used here");
            }
            Ok((Some(text), None))
        }
        (None, Some(uri)) => {
            if !is_web_address(&uri) || !(allow_http || uri.starts_with("https://")) {
                return Err("its jwks_uri is not one that may be fetched from here");
            }
            Ok((None, Some(uri)))
        }
        _ => Err("it has not exactly one of jwks and jwks_uri"),
    }
}

/// A name that people can be shown: nothing that hides or turns other text.
fn fair_name(name: &str) -> Option<String> {
    let hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let name: String = name.chars().filter(|letter| !hidden(*letter)).take(NAME_MAX_LENGTH).collect();
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
