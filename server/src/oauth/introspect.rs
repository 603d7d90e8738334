//! `POST /oauth2/introspect`: what a token says and whether it lives (RFC 7662).

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
use domain::Claims;
use serde::Serialize;

/// RFC 7662 §2.2. Of a token that does not live, nothing is said but that.
#[derive(Serialize)]
struct Introspection {
    active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_type: Option<&'static str>,
    #[serde(flatten)]
    claims: Option<Claims<'static>>,
}

/// Tells an application about a token.
pub(super) async fn introspect(
    State(state): State<AppState>,
    request: Request,
) -> Result<Response, OAuthError> {
    let Submitted { credentials, address, mut parameters } = Submitted::read(request).await?;
    let token = parameters.take("token");
    let claims = state.office.introspect_token(credentials.as_ref(), &address, token.as_deref()).await?;
    let token_type = claims.as_ref().map(|claims| if claims.cnf.is_some() { "DPoP" } else { "Bearer" });
    let introspection = Introspection { active: claims.is_some(), token_type, claims };
    Ok(no_store(Json(introspection).into_response()))
}
