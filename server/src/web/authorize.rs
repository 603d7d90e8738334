//! `GET` and `POST /oauth2/authorize`: the authorization endpoint (RFC 6749 §3.1). Decides nothing and shows nothing itself:
//! it sends people on, to sign in, to the page that asks them, or back to the application.

use super::door::{posted_query, see_other};
use crate::AppState;
use app::Visitor;
use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::{AuthorizationParameters, Error};
use http::StatusCode;
use model::{AuthorizationStep, escape};

/// Takes a request from the address.
pub(super) async fn get(State(state): State<AppState>, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let visitor = request.extensions().get::<Visitor>().cloned();
    match next(&state, visitor.as_ref(), &query).await {
        Ok(location) => see_other(&location),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a request for authorization failed");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// Takes one from a form of another site.
pub(super) async fn post(request: Request) -> Response {
    posted_query(request, "/oauth2/authorize", "/consent").await
}

/// Where the person goes next.
async fn next(state: &AppState, visitor: Option<&Visitor>, query: &str) -> Result<String, Error> {
    let office = &state.office;
    let actor = visitor.and_then(|visitor| visitor.actor.as_ref());
    let Ok(parameters) = AuthorizationParameters::from_query(query) else {
        return Ok(format!("/consent?{query}"));
    };
    let step = office.authorization_step(actor, &parameters).await?;
    Ok(match (step, actor) {
        (AuthorizationStep::Return(url), _) => url,
        (AuthorizationStep::LetIn, Some(actor)) => {
            office.let_in_unasked(actor, &parameters).await?.into_revealed()
        }
        (AuthorizationStep::SignIn { again, hint }, _) => {
            let query = signed_in_after(query, office.now().0);
            let mut location = format!("/sign-in?next={}", escape(&format!("/consent?{query}")));
            if again {
                location.push_str("&again=true");
            }
            if let Some(hint) = hint {
                location.push_str("&email=");
                location.push_str(&escape(&hint));
            }
            location
        }
        (AuthorizationStep::Ask(_) | AuthorizationStep::Problem(_) | AuthorizationStep::LetIn, _) => {
            format!("/consent?{query}")
        }
    })
}

/// The query with the second from which on a sign-in counts as made for it, in place of an earlier one.
fn signed_in_after(query: &str, now: i64) -> String {
    let kept = query.split('&').filter(|pair| !pair.starts_with("authenticated_after="));
    let mut pairs: Vec<&str> = kept.collect();
    let after = format!("authenticated_after={now}");
    pairs.push(&after);
    pairs.join("&")
}
