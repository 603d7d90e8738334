//! Who calls a web API: the one place that reads bearer tokens, for every API (RFC 6750).
//!
//! Each API says the same refusal in its own words.

use crate::{AppState, api_use::UsedBy, oauth::proof, quota::Meter};
use axum::extract::OriginalUri;
use domain::{Actor, BearerError, PresentedBearer, PresentedProof};
use http::{HeaderMap, HeaderValue, StatusCode, header::AUTHORIZATION, request::Parts};
use model::ApiType;
use std::time::Duration;

/// Why nobody is let in, and what the answer has to say.
#[derive(Debug)]
pub(crate) struct Denied {
    /// 400, 401 or 403.
    pub status: StatusCode,
    /// A word for programs (RFC 6750 §3.1).
    pub code: &'static str,
    /// What happened, for people.
    pub detail: &'static str,
    /// `WWW-Authenticate` (RFC 6750 §3, RFC 9728 §5.1).
    pub challenge: HeaderValue,
}

/// Why there is no actor.
#[derive(Debug)]
pub(crate) enum NoActor {
    /// The request brings nothing that opens this API.
    Denied(Denied),
    /// The application made too many requests; how long it has to wait.
    TooMany(Duration),
    /// The database or the keys are gone.
    Unavailable,
}

/// The actor of a request's access token.
///
/// Only the `Authorization` header is read (RFC 6750 §2.1): never the query string, the body or a cookie.
pub(crate) async fn actor_of(state: &AppState, request: &Parts, api: ApiType) -> Result<Actor, NoActor> {
    let public_url = &state.office.settings().public_url;
    let denied = |denial| NoActor::Denied(challenge(public_url, api, denial));
    let presented = match credentials(&request.headers) {
        Credentials::Token(token) => PresentedBearer::Bearer(token),
        Credentials::Bound(token) => {
            let proof = proof(&request.headers).map_err(|_| denied(Denial::InvalidProof))?;
            PresentedBearer::Dpop(token, proof.map(|proof| for_this(request, proof, public_url)))
        }
        Credentials::None => return Err(denied(Denial::NoCredentials)),
        Credentials::Several => return Err(denied(Denial::InvalidRequest)),
    };
    let bound = matches!(presented, PresentedBearer::Dpop(..));
    let actor = state.office.authenticate_bearer(&presented, api).await.map_err(|error| match error {
        BearerError::Missing => denied(Denial::NoCredentials),
        BearerError::InvalidToken if bound => denied(Denial::InvalidBoundToken),
        BearerError::InvalidToken => denied(Denial::InvalidToken),
        BearerError::InvalidProof => denied(Denial::InvalidProof),
        BearerError::InsufficientScope => denied(Denial::InsufficientScope),
        BearerError::Unavailable => NoActor::Unavailable,
    })?;
    UsedBy::note(&request.extensions, &actor);
    count(state, request, &actor)?;
    Ok(actor)
}

/// The proof of this very request (RFC 9449 §4.3): routes see their own part of the address only.
fn for_this(request: &Parts, proof: &str, public_url: &str) -> PresentedProof {
    let path = request.extensions.get::<OriginalUri>().map_or(request.uri.path(), |uri| uri.path());
    PresentedProof {
        proof: proof.to_owned(),
        method: request.method.to_string(),
        url: format!("{public_url}{path}"),
    }
}

/// Counts the request, and leaves what is left for the answer.
fn count(state: &AppState, request: &Parts, actor: &Actor) -> Result<(), NoActor> {
    let (left, refused) = match state.quotas.spend(actor, state.office.now()) {
        Ok(left) => (left, Ok(())),
        Err((left, wait)) => (Some(left), Err(NoActor::TooMany(wait))),
    };
    if let Some(left) = left {
        Meter::note(&request.extensions, left);
    }
    refused
}

/// What the `Authorization` header holds.
#[derive(Debug, PartialEq, Eq)]
enum Credentials<'a> {
    /// Nothing, or something that is not a bearer token.
    None,
    /// A bearer token, if it is one.
    Token(&'a str),
    /// A token that is bound to a key (RFC 9449 §7.1).
    Bound(&'a str),
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
    if scheme.eq_ignore_ascii_case("Bearer") {
        Credentials::Token(token.trim())
    } else if scheme.eq_ignore_ascii_case("DPoP") {
        Credentials::Bound(token.trim())
    } else {
        Credentials::None
    }
}

/// Why nobody is let in.
#[derive(Clone, Copy)]
enum Denial {
    NoCredentials,
    InvalidRequest,
    InvalidToken,
    InvalidBoundToken,
    InvalidProof,
    InsufficientScope,
}

/// The refusal with its challenge.
fn challenge(public_url: &str, api: ApiType, denial: Denial) -> Denied {
    let (status, code, detail) = match denial {
        Denial::NoCredentials => {
            (StatusCode::UNAUTHORIZED, "unauthorized", "Send an access token in the Authorization header.")
        }
        Denial::InvalidRequest => {
            (StatusCode::BAD_REQUEST, "invalid_request", "The Authorization header is repeated.")
        }
        Denial::InvalidProof => (
            StatusCode::UNAUTHORIZED,
            "invalid_dpop_proof",
            "The DPoP proof is missing, repeated, used before, or not for this request, token and key.",
        ),
        Denial::InvalidToken | Denial::InvalidBoundToken => (
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
        members.push(format!("scope=\"{}\"", api.scope()));
    }
    let metadata = format!("{public_url}/.well-known/oauth-protected-resource{}", api.path());
    members.push(format!("resource_metadata=\"{metadata}\""));
    let scheme = if matches!(denial, Denial::InvalidBoundToken | Denial::InvalidProof) {
        members.push("algs=\"ES256\"".to_owned());
        "DPoP"
    } else {
        "Bearer"
    };
    let header = HeaderValue::try_from(format!("{scheme} {}", members.join(", ")));
    let challenge = header.unwrap_or(HeaderValue::from_static("Bearer"));
    Denied { status, code, detail, challenge }
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
            let denied = challenge("https://keys.example", ApiType::JsonApi, denial);
            format!("{} {}", denied.status.as_u16(), denied.challenge.to_str().unwrap())
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
