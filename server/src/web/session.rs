//! Who is behind a request, by the cookie of their session.

use super::{
    door::see_other,
    language::asked_for,
    refusal::{RPC, refuse},
};
use crate::{AppState, ClientAddress};
use app::{AppError, Refusal, SECURITY_PAGE, Visitor, session_cookie_name};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use axum_extra::extract::CookieJar;
use domain::{Origin, Sensitive};
use http::{StatusCode, header};

/// Long enough for every browser; a stranger may send more.
const USER_AGENT_MAX_LENGTH: usize = 400;

/// Puts the [`Visitor`] into the extensions. A database that does not answer is not the same as nobody being signed in.
pub(crate) async fn visitor(
    State(state): State<AppState>,
    jar: CookieJar,
    mut request: Request,
    next: Next,
) -> Response {
    let secure = state.config.is_https();
    let asked = asked_for(request.headers());
    let token = jar.get(session_cookie_name(secure)).map(|cookie| Sensitive::new(cookie.value()));
    let actor = match &token {
        Some(token) => match state.office.actor_of_session(token.reveal()).await {
            Ok(actor) => actor,
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a session could not be looked up");
                let (path, status) = (request.uri().path(), StatusCode::SERVICE_UNAVAILABLE);
                return refuse(path, status, AppError::Unavailable, Refusal::NoDatabase, asked);
            }
        },
        None => None,
    };
    if actor.as_ref().is_some_and(|actor| actor.has_to_enrol) && !is_open_without_factor(request.uri().path())
    {
        return to_enrolment(&request, asked);
    }
    let address = request.extensions().get().map(|ClientAddress(ip)| ip.to_string()).unwrap_or_default();
    let user_agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let user_agent = user_agent.unwrap_or_default().chars().take(USER_AGENT_MAX_LENGTH).collect();
    let language = actor.as_ref().and_then(|actor| actor.viewer.language).unwrap_or(asked);
    let origin = Origin { address, user_agent };
    request.extensions_mut().insert(Visitor { actor, token, origin, secure, language });
    next.run(request).await
}

/// What is open to somebody who has to set up a second factor first: doing that, and leaving.
fn is_open_without_factor(path: &str) -> bool {
    const OPEN: &[&str] = &[
        "/sign-in",
        "/sign-out",
        "/organization",
        "/language",
        "/theme",
        "/logout",
        "/oauth2/logout",
        "/forgot-password",
        "/set-password",
        "/rpc/passwords/needed",
        "/rpc/passwords/forgot",
        "/rpc/passwords/link",
        "/rpc/passwords/set",
    ];
    let below = ["/rpc/factors/", "/rpc/session/", "/rpc/logout", "/sign-in/"];
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    let security =
        path.strip_prefix(SECURITY_PAGE).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    security || OPEN.contains(&path) || below.iter().any(|start| path.starts_with(start))
}

/// Pages lead to where one sets it up; scripts and forms are told.
fn to_enrolment(request: &Request, language: model::Language) -> Response {
    let path = request.uri().path();
    if request.method() == http::Method::GET && !path.starts_with(RPC) {
        return see_other(SECURITY_PAGE);
    }
    refuse(path, StatusCode::FORBIDDEN, AppError::SecondFactorNeeded, Refusal::SecondFactorNeeded, language)
}
