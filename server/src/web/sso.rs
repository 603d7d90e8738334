//! `/sso/{id}`: to an identity provider and back from it, and what it tells by itself. What the browser keeps in between is in a
//! cookie for each time, so that several windows do not get in each other's way.

use super::{body, door::see_other};
use crate::AppState;
use app::{Visitor, local_path, session_cookie_name};
use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use domain::{Arrived, Arriving, Begin, LogoutRefusal, ProviderAnswer, Refused, Sensitive};
use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, SET_COOKIE},
};
use model::{ProviderProblem, decode_pairs, escape};
use serde_json::json;

/// `GET /sso/{id}`: sends somebody there. Only a link of ours begins it: another site could send people there who do not know it.
pub(super) async fn begin(
    State(state): State<AppState>,
    Path(provider): Path<String>,
    request: Request,
) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let pairs = decode_pairs(request.uri().query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let of = |name: &str| pairs.iter().find(|pair| pair.0 == name).map_or("", |pair| pair.1.as_str());
    let (next, again) = (local_path(of("next")).to_owned(), of("again") == "true");
    let site = request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes);
    if matches!(site, Some(b"cross-site" | b"same-site")) {
        return see_other(&format!("/sign-in?next={}", escape(&next)));
    }
    let begin = Begin {
        provider: &provider,
        next: &next,
        again,
        link: None,
        language: visitor.language,
        origin: &visitor.origin,
    };
    match state.office.begin_at_provider(&begin).await {
        Ok(Ok(started)) => {
            let mut response = see_other(&started.url);
            keep(&mut response, &app::provider_cookie(&started, visitor.secure));
            response
        }
        Ok(Err(problem)) => refused(&provider, &Refused { problem, next, linking: false }),
        Err(error) => failed(&error),
    }
}

/// `GET /sso/{id}/callback`: takes them back.
pub(super) async fn arrive(
    State(state): State<AppState>,
    Path(provider): Path<String>,
    jar: CookieJar,
    request: Request,
) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let answer = match ProviderAnswer::from_query(request.uri().query().unwrap_or_default()) {
        Ok(answer) => answer,
        Err(problem) => return refused(&provider, &Refused { problem, next: "/".into(), linking: false }),
    };
    let cookie = app::provider_cookie_name(answer.state(), visitor.secure);
    let browser = jar.get(&cookie).map(|cookie| Sensitive::new(cookie.value()));
    let arriving = Arriving {
        provider: &provider,
        answer: &answer,
        browser: browser.as_ref(),
        actor: visitor.actor.as_ref(),
        origin: &visitor.origin,
    };
    let mut response = match state.office.arrive_from_provider(&arriving).await {
        Ok(Ok(Arrived { next, signed_in: Some(signed_in) })) => {
            if let Some(token) = &visitor.token
                && let Err(error) = state.office.sign_out(token.reveal()).await
            {
                tracing::warn!(%error, "the session before could not be ended");
            }
            let mut response = see_other(local_path(&next));
            let name = session_cookie_name(visitor.secure);
            keep(
                &mut response,
                &app::cookie_line(name, signed_in.token.reveal(), 7 * 86_400, visitor.secure),
            );
            response
        }
        Ok(Ok(Arrived { next, signed_in: None })) => {
            let mut response = see_other(local_path(&next));
            keep(&mut response, &app::flash_cookie(app::Flash::Linked, visitor.secure));
            response
        }
        Ok(Err(refusal)) => refused(&provider, &refusal),
        Err(error) => failed(&error),
    };
    if browser.is_some() {
        keep(&mut response, &app::cookie_line(&cookie, "", 0, visitor.secure));
    }
    response
}

/// `POST /sso/{id}/backchannel-logout` (OpenID Connect Back-Channel Logout §2.5, §2.8).
pub(super) async fn logged_out(
    State(state): State<AppState>,
    Path(provider): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    if !body::is(&parts.headers, "application/x-www-form-urlencoded") {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let form = match body::read(body).await {
        Ok(form) => decode_pairs(&form).unwrap_or_default(),
        Err(problem) => return problem.status().into_response(),
    };
    let tokens: Vec<&str> =
        form.iter().filter(|pair| pair.0 == "logout_token").map(|pair| pair.1.as_str()).collect();
    let outcome = match tokens.as_slice() {
        [token] => state.office.logged_out_at_provider(&provider, token).await,
        _ => Err(LogoutRefusal::Invalid("there is no logout_token, or more than one")),
    };
    let mut response = match outcome {
        Ok(ended) => {
            tracing::info!(provider, ended, "an identity provider ended sessions");
            StatusCode::OK.into_response()
        }
        Err(LogoutRefusal::Unknown) => StatusCode::NOT_FOUND.into_response(),
        Err(LogoutRefusal::Invalid(problem)) => {
            tracing::warn!(provider, problem, "a logout token was refused");
            let words = json!({"error": "invalid_request", "error_description": problem});
            (StatusCode::BAD_REQUEST, axum::Json(words)).into_response()
        }
        Err(LogoutRefusal::Failed(error)) => {
            let error = error.as_ref().map(|error| error as &dyn std::error::Error);
            tracing::error!(
                error,
                provider,
                "sessions could not be ended at the wish of an identity provider"
            );
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Back to where it was begun, which says why.
fn refused(provider: &str, refusal: &Refused) -> Response {
    let Refused { problem, next, linking } = refusal;
    // There is nothing about a provider that is none.
    let provider = if *problem == ProviderProblem::Unknown { "" } else { provider };
    let (problem, provider) = (problem.as_str(), escape(provider));
    see_other(&if *linking {
        format!("/my-user/sign-in-with/{provider}/link?problem={problem}")
    } else {
        format!("/sign-in?problem={problem}&provider={provider}&next={}", escape(next))
    })
}

fn failed(error: &domain::Error) -> Response {
    tracing::error!(
        error = error as &dyn std::error::Error,
        "signing in through an identity provider failed"
    );
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

fn keep(response: &mut Response, cookie: &str) {
    response.headers_mut().extend(HeaderValue::try_from(cookie).ok().map(|cookie| (SET_COOKIE, cookie)));
}
