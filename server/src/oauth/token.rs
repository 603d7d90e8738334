//! `POST /oauth2/token`: the token endpoint (RFC 6749 §3.2).

use super::{
    dpop::{DPOP, DPOP_NONCE, presented},
    error::{OAuthError, no_store},
    submitted::Submitted,
};
use crate::{AppState, cors::Cors};
use axum::{
    Json,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::{Office, Sensitive, TokenExchange, TokenRequest};
use http::{HeaderValue, header::USER_AGENT};
use serde::Serialize;

/// RFC 6749 §5.1.
#[derive(Serialize)]
struct TokenAnswer {
    access_token: String,
    token_type: &'static str,
    expires_in: u64,
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued_token_type: Option<&'static str>,
}

/// Issues a token.
pub(super) async fn token(State(state): State<AppState>, request: Request) -> Response {
    let cors = Cors::of(&state, request.headers());
    let proves = request.headers().contains_key(DPOP);
    let outcome = issue(&state.office, request).await;
    match &outcome {
        Ok(_) => metrics::counter!("latchkey_tokens_issued_total").increment(1),
        Err(error) => {
            metrics::counter!("latchkey_tokens_refused_total", "reason" => error.code()).increment(1);
        }
    }
    let has_to_prove = outcome.as_ref().is_err_and(|error| error.code() == "invalid_dpop_proof");
    let mut response = cors.apply(outcome.into_response());
    // Whoever proves, or has to, gets to know what the next proof has to repeat (RFC 9449 §8, §8.2).
    if (proves || has_to_prove)
        && let Some(nonce) = state.office.dpop_nonce()
    {
        let nonce = HeaderValue::try_from(nonce).ok();
        response.headers_mut().extend(nonce.map(|nonce| (DPOP_NONCE, nonce)));
    }
    response
}

async fn issue(office: &Office, request: Request) -> Result<Response, OAuthError> {
    let dpop = presented(&request, &office.settings().public_url)?;
    let user_agent = request.headers().get(USER_AGENT).and_then(|name| name.to_str().ok());
    let user_agent = user_agent.unwrap_or_default().to_owned();
    let Submitted { credentials, address, mut parameters } = Submitted::read(request).await?;
    let request = TokenRequest {
        grant_type: parameters.take("grant_type"),
        credentials,
        scope: parameters.take("scope"),
        resources: parameters.take_all("resource"),
        address,
        dpop,
        code: parameters.take("code").map(Sensitive::new),
        redirect_uri: parameters.take("redirect_uri"),
        code_verifier: parameters.take("code_verifier").map(Sensitive::new),
        device_code: parameters.take("device_code").map(Sensitive::new),
        refresh_token: parameters.take("refresh_token").map(Sensitive::new),
        exchange: TokenExchange {
            subject_token: parameters.take("subject_token").map(Sensitive::new),
            subject_token_type: parameters.take("subject_token_type"),
            actor_token: parameters.take("actor_token").map(Sensitive::new),
            actor_token_type: parameters.take("actor_token_type"),
            requested_token_type: parameters.take("requested_token_type"),
            audience: parameters.take_all("audience"),
        },
        username: parameters.take("username"),
        password: parameters.take("password").map(Sensitive::new),
        user_agent,
    };
    let issued = office.issue_token(&request).await?;
    Ok(no_store(
        Json(TokenAnswer {
            access_token: issued.access_token.into_revealed(),
            token_type: if issued.bound { "DPoP" } else { "Bearer" },
            expires_in: issued.expires_in,
            scope: issued.scope,
            refresh_token: issued.refresh_token.map(Sensitive::into_revealed),
            id_token: issued.id_token.map(Sensitive::into_revealed),
            issued_token_type: issued.issued_token_type,
        })
        .into_response(),
    ))
}
