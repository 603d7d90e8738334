//! Who calls: the one door of this API. A handler gets its actor here or not at all.

use super::{error::Refusal, media_type};
use crate::AppState;
use axum::extract::FromRequestParts;
use domain::{Actor, BearerError};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{AUTHORIZATION, WWW_AUTHENTICATE},
    request::Parts,
};
use model::ApiType;

/// The API type whose tokens open this API.
const API: ApiType = ApiType::JsonApi;

/// The actor of a request's access token.
///
/// Only the `Authorization` header is read (RFC 6750 §2.1): never the query string, the body or a cookie. Then, so that
/// no handler can forget that either, the `Accept` header is looked at.
pub(super) struct Caller(pub Actor);

impl FromRequestParts<AppState> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let public_url = &state.office.settings().public_url;
        let token = match credentials(&parts.headers) {
            Credentials::Token(token) => token,
            Credentials::None => return Err(challenge(public_url, Denial::NoCredentials)),
            Credentials::Several => return Err(challenge(public_url, Denial::InvalidRequest)),
        };
        let actor = state.office.authenticate_bearer(token, API).await.map_err(|error| match error {
            BearerError::Missing => challenge(public_url, Denial::NoCredentials),
            BearerError::InvalidToken => challenge(public_url, Denial::InvalidToken),
            BearerError::InsufficientScope => challenge(public_url, Denial::InsufficientScope),
            BearerError::Unavailable => Refusal::unavailable(),
        })?;
        media_type::check_accept(&parts.headers)?;
        Ok(Self(actor))
    }
}

/// What the `Authorization` header holds.
#[derive(Debug, PartialEq, Eq)]
enum Credentials<'a> {
    /// Nothing, or something that is not a bearer token.
    None,
    /// A bearer token, if it is one.
    Token(&'a str),
    /// More than one.
    Several,
}

fn credentials(headers: &HeaderMap) -> Credentials<'_> {
    let mut lines = headers.get_all(AUTHORIZATION).iter();
    let Some(line) = lines.next() else { return Credentials::None };
    if lines.next().is_some() {
        return Credentials::Several;
    }
    // What is not even text is somebody's broken token, and no token of ours looks like this one.
    let line = line.to_str().unwrap_or("Bearer ?");
    let (scheme, token) = line.split_once(' ').unwrap_or((line, ""));
    if scheme.eq_ignore_ascii_case("Bearer") { Credentials::Token(token.trim()) } else { Credentials::None }
}

/// Why nobody is let in.
#[derive(Clone, Copy)]
enum Denial {
    NoCredentials,
    InvalidRequest,
    InvalidToken,
    InsufficientScope,
}

/// The refusal with its `WWW-Authenticate` (RFC 6750 §3, RFC 9728 §5.1).
fn challenge(public_url: &str, denial: Denial) -> Refusal {
    let (status, code, detail) = match denial {
        Denial::NoCredentials => {
            (StatusCode::UNAUTHORIZED, "unauthorized", "Send an access token in the Authorization header.")
        }
        Denial::InvalidRequest => {
            (StatusCode::BAD_REQUEST, "invalid_request", "The Authorization header is repeated.")
        }
        Denial::InvalidToken => (
            StatusCode::UNAUTHORIZED,
            "invalid_token",
            "The access token is malformed, expired, revoked or not from here.",
        ),
        Denial::InsufficientScope => {
            (StatusCode::FORBIDDEN, "insufficient_scope", "The access token is not good for this API.")
        }
    };
    let mut members = vec!["realm=\"Latchkey\"".to_owned()];
    // Without credentials there is nothing to say about them (RFC 6750 §3.1).
    if !matches!(denial, Denial::NoCredentials) {
        members.push(format!("error=\"{code}\", error_description=\"{detail}\""));
    }
    if matches!(denial, Denial::InsufficientScope) {
        members.push(format!("scope=\"{}\"", API.scope()));
    }
    let metadata = format!("{public_url}/.well-known/oauth-protected-resource{}", API.path());
    members.push(format!("resource_metadata=\"{metadata}\""));
    let refusal = Refusal::in_header(status, "Authorization", code, detail);
    let header = HeaderValue::try_from(format!("Bearer {}", members.join(", ")));
    refusal.with(WWW_AUTHENTICATE, header.unwrap_or(HeaderValue::from_static("Bearer")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_bearer_token_in_the_header_counts() {
        let read = |lines: &[&'static [u8]]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(AUTHORIZATION, HeaderValue::from_bytes(line).unwrap());
            }
            format!("{:?}", credentials(&headers))
        };
        assert_eq!(read(&[]), "None");
        assert_eq!(read(&[b""]), "None");
        assert_eq!(read(&[b"Basic YTpi"]), "None");
        assert_eq!(read(&[b"Bearers x"]), "None");
        assert_eq!(read(&[b"bEARER  a.b.c "]), "Token(\"a.b.c\")");
        assert_eq!(read(&[b"Bearer"]), "Token(\"\")");
        assert_eq!(read(&[b"Bearer \xff"]), "Token(\"?\")");
        assert_eq!(read(&[b"Bearer a", b"Bearer b"]), "Several");
    }

    #[test]
    fn a_challenge_says_no_more_than_it_should() {
        let header = |denial| {
            let refusal = challenge("https://keys.example", denial);
            format!("{} {}", refusal.status.as_u16(), refusal.headers[0].1.to_str().unwrap())
        };
        let metadata = "resource_metadata=\"https://keys.example/.well-known/oauth-protected-resource/api\"";
        assert_eq!(header(Denial::NoCredentials), format!("401 Bearer realm=\"Latchkey\", {metadata}"));
        assert_eq!(
            header(Denial::InsufficientScope),
            format!(
                "403 Bearer realm=\"Latchkey\", error=\"insufficient_scope\", \
                 error_description=\"The access token is not good for this API.\", scope=\"json_api\", {metadata}"
            )
        );
    }
}
