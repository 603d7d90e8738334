//! `POST /oauth2/introspect`: what a token says and whether it lives (RFC 7662), also as a JWT (RFC 9701).

use super::{
    error::{OAuthError, no_store},
    submitted::Submitted,
};
use crate::AppState;
use axum::{
    Json,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::Introspected;
use http::{
    HeaderMap,
    header::{ACCEPT, CONTENT_TYPE},
};
use serde::Serialize;

/// RFC 9701 §4.
const SIGNED: &str = "application/token-introspection+jwt";

/// RFC 7662 §2.2. Of a token that does not live, nothing is said but that.
#[derive(Serialize)]
struct Introspection {
    active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_type: Option<&'static str>,
    #[serde(flatten)]
    token: Option<Introspected>,
}

/// Tells an application about a token.
pub(super) async fn introspect(
    State(state): State<AppState>,
    request: Request,
) -> Result<Response, OAuthError> {
    let signed = wants_signed(request.headers());
    let Submitted { credentials, address, mut parameters } = Submitted::read(request).await?;
    let token = parameters.take("token");
    let token = state.office.introspect_token(credentials.as_ref(), &address, token.as_deref()).await?;
    let token_type = match &token {
        Some(Introspected::AccessToken(claims)) => Some(if claims.cnf.is_some() { "DPoP" } else { "Bearer" }),
        Some(Introspected::RefreshToken(_)) | None => None,
    };
    let answer = Introspection { active: token.is_some(), token_type, token };
    Ok(no_store(if signed {
        let caller = credentials.map(|credentials| credentials.client_id).unwrap_or_default();
        let jwt = state.office.sign_introspection(&caller, &answer).await?;
        ([(CONTENT_TYPE, SIGNED)], jwt.into_revealed()).into_response()
    } else {
        Json(answer).into_response()
    }))
}

/// Whether the answer is wanted as a JWT: only if that is asked for by name.
fn wants_signed(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT).iter().filter_map(|line| line.to_str().ok());
    let mut types = lines.flat_map(|line| line.split(',')).filter_map(|one| one.split(';').next());
    types.any(|one| one.trim().eq_ignore_ascii_case(SIGNED))
}
