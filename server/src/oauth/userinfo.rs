//! `GET` and `POST /oauth2/userinfo`: who the person is that let the application in (OpenID Connect Core §5.3).

use super::{REALM, body, dpop::presented, error::no_store};
use crate::{AppState, cors::Cors};
use axum::{
    Json,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::{PresentedBearer, PresentedProof, Sensitive, UserInfoError};
use http::{
    HeaderMap, HeaderValue, Method, StatusCode,
    header::{AUTHORIZATION, RETRY_AFTER, WWW_AUTHENTICATE},
};
use serde_json::json;

/// Tells an application about the person behind its token.
pub(super) async fn userinfo(State(state): State<AppState>, request: Request) -> Response {
    let cors = Cors::of(&state, request.headers());
    let answer = match token(request, &state.office.settings().public_url).await {
        Ok(Some(shown)) => match state.office.user_info(&shown.presented()).await {
            Ok(info) => Json(info).into_response(),
            Err(UserInfoError::InvalidToken) => {
                let description = "The access token is invalid, expired, revoked, or of nobody.";
                denied(StatusCode::UNAUTHORIZED, Some(("invalid_token", description)))
            }
            Err(UserInfoError::InsufficientScope) => {
                let description = "The access token has no scope openid.";
                denied(StatusCode::FORBIDDEN, Some(("insufficient_scope", description)))
            }
            Err(UserInfoError::Unavailable) => {
                (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, HeaderValue::from(5))]).into_response()
            }
        },
        // Without a token there is nothing to say about it (RFC 6750 §3.1).
        Ok(None) => denied(StatusCode::UNAUTHORIZED, None),
        Err(description) => denied(StatusCode::BAD_REQUEST, Some(("invalid_request", description))),
    };
    cors.apply(no_store(answer))
}

/// A token as it was shown.
enum Shown {
    Bearer(Sensitive),
    /// As one that is bound to a key, with the proof if there is one (RFC 9449 §7.1).
    Dpop(Sensitive, Option<PresentedProof>),
}

impl Shown {
    fn presented(&self) -> PresentedBearer<'_> {
        match self {
            Self::Bearer(token) => PresentedBearer::Bearer(token.reveal()),
            Self::Dpop(token, proof) => PresentedBearer::Dpop(token.reveal(), proof.clone()),
        }
    }
}

/// The token, in the header (RFC 6750 §2.1) or in a form (§2.2), never in both and never in the address.
async fn token(request: Request, public_url: &str) -> Result<Option<Shown>, &'static str> {
    let proof =
        presented(&request, public_url).map_err(|_| "The header DPoP is repeated or cannot be read.")?;
    let (parts, body) = request.into_parts();
    let header = authorized(&parts.headers)?;
    let header =
        header.map(|(token, bound)| if bound { Shown::Dpop(token, proof) } else { Shown::Bearer(token) });
    if parts.method != Method::POST {
        return Ok(header);
    }
    let form = body::read(&parts.headers, body).await.map_err(|_| "The body cannot be read.")?;
    let form = { form }.take("access_token").map(Sensitive::new);
    match (header, form) {
        (Some(_), Some(_)) => Err("Send the access token in one way only."),
        (header, form) => Ok(header.or(form.map(Shown::Bearer))),
    }
}

/// The token in the header, and whether it is shown as one that is bound to a key.
fn authorized(headers: &HeaderMap) -> Result<Option<(Sensitive, bool)>, &'static str> {
    let mut lines = headers.get_all(AUTHORIZATION).iter();
    let Some(line) = lines.next() else { return Ok(None) };
    if lines.next().is_some() {
        return Err("The Authorization header is repeated.");
    }
    let (scheme, token) = line.to_str().unwrap_or("Bearer ?").split_once(' ').unwrap_or_default();
    let bound = scheme.eq_ignore_ascii_case("DPoP");
    let known = bound || scheme.eq_ignore_ascii_case("Bearer");
    Ok(known.then(|| (Sensitive::new(token.trim()), bound)))
}

fn denied(status: StatusCode, error: Option<(&str, &str)>) -> Response {
    let why = error.map(|(code, text)| format!(", error=\"{code}\", error_description=\"{text}\""));
    let challenge = format!("Bearer realm=\"{REALM}\", scope=\"openid\"{}", why.unwrap_or_default());
    let body = error.map(|(code, description)| json!({"error": code, "error_description": description}));
    let mut response = match body {
        Some(body) => (status, Json(body)).into_response(),
        None => status.into_response(),
    };
    let challenge = HeaderValue::try_from(challenge).ok();
    response.headers_mut().extend(challenge.map(|challenge| (WWW_AUTHENTICATE, challenge)));
    response
}
