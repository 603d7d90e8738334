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
        Ok(Some((token, bound))) => match state.office.user_info(&shown(&token, bound)).await {
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

/// A token, and the proof that came with it if it was shown as one that is bound to a key (RFC 9449 §7.1).
type Shown = (Sensitive, Option<Option<PresentedProof>>);

fn shown(token: &Sensitive, bound: Option<Option<PresentedProof>>) -> PresentedBearer<'_> {
    match bound {
        None => PresentedBearer::Bearer(token.reveal()),
        Some(proof) => PresentedBearer::Dpop(token.reveal(), proof),
    }
}

/// The token, in the header (RFC 6750 §2.1) or in a form (§2.2), never in both and never in the address.
async fn token(request: Request, public_url: &str) -> Result<Option<Shown>, &'static str> {
    let proof =
        presented(&request, public_url).map_err(|_| "The header DPoP is repeated or cannot be read.")?;
    let (parts, body) = request.into_parts();
    let header = authorized(&parts.headers)?.map(|(token, bound)| (token, bound.then_some(proof)));
    if parts.method != Method::POST {
        return Ok(header);
    }
    let form = body::read(&parts.headers, body).await.map_err(|_| "The body cannot be read.")?;
    let form = { form }.take("access_token").map(Sensitive::new);
    match (header, form) {
        (Some(_), Some(_)) => Err("Send the access token in one way only."),
        (header, form) => Ok(header.or(form.map(|token| (token, None)))),
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
    let mut challenge = format!("Bearer realm=\"{REALM}\", scope=\"openid\"");
    if let Some((code, description)) = error {
        challenge.push_str(&format!(", error=\"{code}\", error_description=\"{description}\""));
    }
    let body = error.map(|(code, description)| json!({"error": code, "error_description": description}));
    let mut response = match body {
        Some(body) => (status, Json(body)).into_response(),
        None => status.into_response(),
    };
    let challenge = HeaderValue::try_from(challenge).ok();
    response.headers_mut().extend(challenge.map(|challenge| (WWW_AUTHENTICATE, challenge)));
    response
}
