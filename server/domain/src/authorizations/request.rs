//! Whether a request for authorization may be put to a person at all.
//!
//! First the application and its address are proven, and until they are nobody is sent anywhere (RFC 9700 §4.11.2). What is
//! wrong afterwards the application is told at its own address.

use super::{
    AuthorizationParameters,
    return_url::{Refused, ReturnTo},
};
use crate::{
    Office, Result, TokenError,
    live::{LiveApplication, Standing},
    tokens::{allowed_by_people, granted},
};
use model::{AuthorizationProblem, Grant, Scope, redirect_uri_matches};
use std::sync::Arc;

/// The longest `state` and `nonce`, in bytes.
const TEXT_MAX_LENGTH: usize = 2_048;
/// The length of a SHA-256 digest in base64url (RFC 7636 §4.2).
const CHALLENGE_LENGTH: usize = 43;

/// A request by a known application with an address of its own, and everything right with it.
pub(crate) struct ValidRequest {
    /// Who asks.
    pub(crate) application: Arc<LiveApplication>,
    /// Where the answer goes.
    pub(crate) redirect_uri: String,
    /// Whether the application said so itself; then it has to say it again with the code (RFC 6749 §4.1.3).
    pub(crate) redirect_uri_was_sent: bool,
    /// What is sent back unchanged.
    pub(crate) state: Option<String>,
    /// What it wants, and may have.
    pub(crate) scope: Scope,
    /// What the code verifier will have to hash to.
    pub(crate) code_challenge: String,
    /// What the ID token repeats.
    pub(crate) nonce: Option<String>,
    /// How the person is to be asked.
    pub(crate) prompt: Prompt,
    /// How many seconds ago they may have signed in.
    pub(crate) max_age: Option<i64>,
    /// Who is expected.
    pub(crate) login_hint: Option<String>,
    /// They signed in for this request after this second.
    pub(crate) authenticated_after: Option<i64>,
    /// The key that has to be shown with the code (RFC 9449 §10).
    pub(crate) dpop_jkt: Option<String>,
    /// Under which name it was pushed, if it was.
    pub(crate) pushed: Option<Pushed>,
}

/// OpenID Connect Core §3.1.2.1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Prompt {
    /// Nothing may be asked.
    pub(crate) none: bool,
    /// They have to sign in again; choosing an account is done in the same way.
    pub(crate) login: bool,
    /// They have to be asked, whatever they answered before.
    pub(crate) consent: bool,
}

/// Why not.
pub(crate) enum Unfit {
    /// Only the person can be told.
    Problem(AuthorizationProblem),
    /// The application is told why, at this address.
    Refused {
        /// Why.
        refused: Refused,
        /// Its own address, with the reason.
        url: String,
    },
}

/// The digest of the name of a pushed request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pushed(pub(super) [u8; 32]);

impl ValidRequest {
    /// Where answers go.
    pub(super) fn return_to<'a>(&'a self, issuer: &'a str) -> ReturnTo<'a> {
        ReturnTo { redirect_uri: &self.redirect_uri, state: self.state.as_deref(), issuer }
    }
}

impl Office {
    /// Looks at a request.
    pub(crate) async fn validate_authorization(
        &self,
        parameters: &AuthorizationParameters,
    ) -> Result<Result<ValidRequest, Unfit>> {
        let client_id = parameters.client_id.as_deref().unwrap_or_default();
        if !self.follow_document(client_id).await? {
            return Ok(Err(Unfit::Problem(AuthorizationProblem::BadDocument)));
        }
        let application = self.live_application(client_id).await?;
        let Some(application) = application.filter(|found| found.standing == Standing::Good) else {
            return Ok(Err(Unfit::Problem(AuthorizationProblem::UnknownApplication)));
        };
        if application.grant != Grant::AuthorizationCode {
            return Ok(Err(Unfit::Problem(AuthorizationProblem::WrongGrant)));
        }
        let Some(redirect_uri) = proven_redirect_uri(&application, parameters.redirect_uri.as_deref()) else {
            return Ok(Err(Unfit::Problem(AuthorizationProblem::BadRedirect)));
        };
        let public_url = &self.0.settings.public_url;
        Ok(match fit(&application, parameters, public_url) {
            Ok(Fit { scope, code_challenge, prompt, max_age }) => Ok(ValidRequest {
                application,
                redirect_uri,
                redirect_uri_was_sent: parameters.redirect_uri.is_some(),
                state: parameters.state.clone(),
                scope,
                code_challenge,
                nonce: parameters.nonce.clone(),
                prompt,
                max_age,
                login_hint: parameters.login_hint.clone(),
                authenticated_after: parameters
                    .authenticated_after
                    .as_deref()
                    .and_then(|text| text.parse().ok()),
                dpop_jkt: parameters.dpop_jkt.clone(),
                pushed: None,
            }),
            Err(refused) => {
                let state = parameters.state.as_deref().filter(|state| state.len() <= TEXT_MAX_LENGTH);
                let to = ReturnTo { redirect_uri: &redirect_uri, state, issuer: public_url };
                Err(Unfit::Refused { refused, url: to.with_error(refused) })
            }
        })
    }
}

/// The redirect URL that was sent, if it is registered; the only registered one, if none was sent.
fn proven_redirect_uri(application: &LiveApplication, sent: Option<&str>) -> Option<String> {
    let registered = &application.redirect_uris;
    match (sent, registered.as_slice()) {
        (Some(sent), _) => {
            registered.iter().any(|one| redirect_uri_matches(one, sent)).then(|| sent.to_owned())
        }
        (None, [only]) => Some(only.clone()),
        (None, _) => None,
    }
}

/// What the rest of a request means.
struct Fit {
    scope: Scope,
    code_challenge: String,
    prompt: Prompt,
    max_age: Option<i64>,
}

fn fit(
    application: &LiveApplication,
    parameters: &AuthorizationParameters,
    public_url: &str,
) -> Result<Fit, Refused> {
    let invalid = |description| Refused::new("invalid_request", description);
    let too_long = |text: &Option<String>| text.as_ref().is_some_and(|text| text.len() > TEXT_MAX_LENGTH);
    if too_long(&parameters.state) || too_long(&parameters.nonce) {
        return Err(invalid("The state or the nonce is too long."));
    }
    if parameters.request.is_some() {
        return Err(Refused::new("request_not_supported", "Requests as JWTs are not supported."));
    }
    if parameters.request_uri.is_some() {
        return Err(Refused::new("request_uri_not_supported", "Requests by reference are not supported."));
    }
    match parameters.response_type.as_deref() {
        Some("code") => {}
        None => return Err(invalid("The parameter response_type is missing.")),
        Some(_) => {
            return Err(Refused::new(
                "unsupported_response_type",
                "Only the response type code is supported.",
            ));
        }
    }
    if parameters.response_mode.as_deref().is_some_and(|mode| mode != "query") {
        return Err(invalid("Only the response mode query is supported."));
    }
    let code_challenge = code_challenge(parameters).map_err(invalid)?;
    let base64url = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_thumbprint = |text: &String| text.len() == CHALLENGE_LENGTH && text.bytes().all(base64url);
    if !parameters.dpop_jkt.as_ref().is_none_or(is_thumbprint) {
        return Err(invalid("The dpop_jkt is no SHA-256 thumbprint in base64url."));
    }
    let scope = granted(
        &allowed_by_people(application),
        parameters.scope.as_deref(),
        &parameters.resources,
        public_url,
    );
    let scope = scope.map_err(|error| {
        if matches!(error, TokenError::InvalidTarget) {
            Refused::new("invalid_target", "A resource is unknown, or not allowed for this application.")
        } else {
            let description = "The scope is malformed, unknown, or not allowed for this application.";
            Refused::new("invalid_scope", description)
        }
    })?;
    let prompt = prompt(parameters.prompt.as_deref()).map_err(invalid)?;
    let max_age = match parameters.max_age.as_deref() {
        None => None,
        Some(text) => {
            let seconds = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>());
            let seconds =
                seconds.and_then(Result::ok).ok_or(invalid("The parameter max_age is no number."))?;
            Some(i64::from(seconds))
        }
    };
    Ok(Fit { scope, code_challenge, prompt, max_age })
}

/// Of every application, also of those with a secret (RFC 9700 §2.1.1), and never `plain`.
fn code_challenge(parameters: &AuthorizationParameters) -> Result<String, &'static str> {
    let Some(challenge) = &parameters.code_challenge else {
        return Err("The parameter code_challenge is missing.");
    };
    if parameters.code_challenge_method.as_deref() != Some("S256") {
        return Err("The code_challenge_method has to be S256.");
    }
    let base64url = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if challenge.len() != CHALLENGE_LENGTH || !challenge.bytes().all(base64url) {
        return Err("The code_challenge is no SHA-256 digest in base64url.");
    }
    Ok(challenge.clone())
}

fn prompt(text: Option<&str>) -> Result<Prompt, &'static str> {
    let mut prompt = Prompt::default();
    let words = text.unwrap_or_default().split(' ').filter(|word| !word.is_empty());
    for word in words {
        match word {
            "none" => prompt.none = true,
            "login" | "select_account" => prompt.login = true,
            "consent" => prompt.consent = true,
            _ => return Err("The parameter prompt has an unknown value."),
        }
    }
    if prompt.none && (prompt.login || prompt.consent) {
        return Err("The prompt none cannot stand beside another one.");
    }
    Ok(prompt)
}
