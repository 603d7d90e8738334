//! Sends somebody to a provider (OpenID Connect Core §3.1.2.1), with PKCE (RFC 7636), a nonce and a state.
//!
//! The browser keeps one secret, of which the verifier and the nonce are made; the database has a digest of it and of the
//! state. So what is in the database, in the address or at the provider is of no use to anybody without this very browser.

use super::{client::relying_party, refusal::Stop};
use crate::{Actor, Attempt, Office, Origin, Result, Sensitive, Via, digest, waiting::place_of};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use model::{Language, ProviderProblem};
use openidconnect::{
    CsrfToken, LanguageTag, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope,
    core::{CoreAuthPrompt, CoreAuthenticationFlow},
};
use sha2::{Digest, Sha256};
use std::time::Duration;
use store::ProviderSignInRow;

/// How long somebody may take there.
const LIFETIME: Duration = Duration::from_mins(10);
/// How many may be on their way from one place: as many as a large office behind one address begins within minutes.
const FROM_ONE_PLACE: i64 = 200;
/// The longest path to go on at, in bytes; whoever has a longer one goes on at the start.
const NEXT_MAX_LENGTH: usize = 4_096;

/// What somebody wants.
#[derive(Clone, Copy, Debug)]
pub struct Begin<'a> {
    /// What addresses call the provider.
    pub provider: &'a str,
    /// Where to go on afterwards: a path of this site.
    pub next: &'a str,
    /// Whether they have to show there anew who they are.
    pub again: bool,
    /// Who links their account, if this is no sign-in.
    pub link: Option<&'a Actor>,
    /// In which language they would like to be asked.
    pub language: Language,
    /// From where.
    pub origin: &'a Origin,
}

/// Somebody on their way.
#[derive(Debug)]
pub struct Begun {
    /// Where to go.
    pub url: String,
    /// What the browser's cookie is named after.
    pub state: String,
    /// What only the browser keeps.
    pub browser: Sensitive,
}

impl Begun {
    /// For how many seconds the browser keeps it.
    pub const SECONDS: u32 = 600;
}

impl Office {
    /// Begins.
    pub async fn begin_at_provider(&self, begin: &Begin<'_>) -> Result<Result<Begun, ProviderProblem>> {
        match self.begin(begin).await {
            Ok(started) => Ok(Ok(started)),
            Err(Stop::Problem(problem)) => Ok(Err(problem)),
            Err(Stop::Failed(error)) => Err(error),
        }
    }

    async fn begin(&self, begin: &Begin<'_>) -> Result<Begun, Stop> {
        let provider = self.identity_provider(begin.provider).ok_or(ProviderProblem::Unknown)?;
        let (now, now_ms) = (self.now(), self.0.clock.now_ms());
        let refused = self.0.guard.check(Attempt::SignInFrom, "", &begin.origin.address, now_ms);
        refused.map_err(|_| ProviderProblem::TooMany)?;
        let session_id = match begin.link {
            Some(Actor { via: Via::Session(session), .. }) => Some(*session),
            Some(_) => return Err(crate::Error::Forbidden.into()),
            None => None,
        };
        let known = self.known(provider).await?;
        let client = relying_party(provider, &known.metadata, &self.0.settings.public_url);
        let client = client.ok_or(ProviderProblem::Unreachable)?;
        let (state, browser) = (self.new_token().into_revealed(), self.new_token());
        let place = place_of(&begin.origin.address);
        let next = if begin.next.len() <= NEXT_MAX_LENGTH { begin.next } else { "/" };
        let row = ProviderSignInRow {
            browser_hash: digest(browser.reveal()).to_vec(),
            provider: provider.id.clone(),
            next: next.to_owned(),
            again: begin.again,
            session_id,
            address: place.clone(),
            created_at: now,
            expires_at: now + LIFETIME,
        };
        let mut tx = self.0.database.begin().await?;
        if tx.count_provider_sign_ins(&place, now).await? >= FROM_ONE_PLACE {
            tracing::info!(place, "too many sign-ins at identity providers are on their way");
            return Err(ProviderProblem::TooMany.into());
        }
        tx.add_provider_sign_in(&digest(&state), &row).await?;
        tx.commit().await?;

        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier(&browser, &state));
        let (nonce, own_state) = (nonce(&browser, &state), CsrfToken::new(state.clone()));
        let request = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || own_state, || nonce)
            .add_scopes(provider.scopes.iter().cloned().map(Scope::new))
            .add_ui_locale(LanguageTag::new(begin.language.as_str().to_owned()))
            .set_pkce_challenge(challenge);
        let request = if begin.again {
            // Both: the one makes it ask, the other makes it say when (OpenID Connect Core §3.1.2.1).
            request.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO)
        } else {
            request
        };
        let (url, ..) = request.url();
        Ok(Begun { url: url.into(), state, browser })
    }
}

/// What proves to the provider that the same browser is back (RFC 7636 §4.1).
pub(super) fn verifier(browser: &Sensitive, state: &str) -> PkceCodeVerifier {
    PkceCodeVerifier::new(made_of("verifier", browser, state))
}

/// What proves to us that the ID token was made for this browser (OpenID Connect Core §15.5.2).
pub(super) fn nonce(browser: &Sensitive, state: &str) -> Nonce {
    Nonce::new(made_of("nonce", browser, state))
}

/// 256 bits that say nothing of the secret, nor of what else is made of it.
fn made_of(what: &str, browser: &Sensitive, state: &str) -> String {
    let digest = Sha256::new()
        .chain_update(what)
        .chain_update([0])
        .chain_update(browser.reveal())
        .chain_update([0])
        .chain_update(state)
        .finalize();
    BASE64.encode(digest)
}
