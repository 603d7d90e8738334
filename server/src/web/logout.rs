//! `GET` and `POST /oauth2/logout`: signing out at the wish of an application (OpenID Connect RP-Initiated Logout §2). Whoever
//! has to be asked is asked on a page.

use super::door::{posted_query, see_other};
use crate::AppState;
use app::{Visitor, session_cookie_name};
use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::{Error, LogoutParameters};
use http::{HeaderValue, StatusCode, header::SET_COOKIE};
use model::LogoutStep;

/// Takes a request from the address.
pub(super) async fn get(State(state): State<AppState>, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let visitor = request.extensions().get::<Visitor>().cloned();
    match next(&state, visitor.as_ref(), &query).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "signing out failed");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// Takes one from a form of another site: the same request comes again from the address.
pub(super) async fn post(request: Request) -> Response {
    posted_query(request, "/oauth2/logout", "/logout").await
}

async fn next(state: &AppState, visitor: Option<&Visitor>, query: &str) -> Result<Response, Error> {
    let Ok(parameters) = LogoutParameters::from_query(query) else {
        return Ok(see_other(&format!("/logout?{query}")));
    };
    let actor = visitor.and_then(|visitor| visitor.actor.as_ref());
    Ok(match state.office.logout_step(actor, &parameters).await? {
        LogoutStep::End { to } => {
            if let Some(token) = visitor.and_then(|visitor| visitor.token.as_ref()) {
                state.office.sign_out(token.reveal()).await?;
            }
            let mut response = see_other(to.as_deref().unwrap_or("/sign-in"));
            let secure = state.config.is_https();
            let attribute = if secure { "; Secure" } else { "" };
            let name = session_cookie_name(secure);
            let cookie = format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{attribute}");
            response
                .headers_mut()
                .extend(HeaderValue::try_from(cookie).ok().map(|cookie| (SET_COOKIE, cookie)));
            response
        }
        LogoutStep::Gone { to } => see_other(to.as_deref().unwrap_or("/sign-in")),
        LogoutStep::Ask { .. } | LogoutStep::Problem(_) => see_other(&format!("/logout?{query}")),
    })
}
