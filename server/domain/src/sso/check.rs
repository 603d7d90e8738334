//! Exchanges a code and checks what comes of it, point by point as OpenID Connect Core §3.1.3.7 has them.

use super::{
    begin::{nonce, verifier},
    claims::{MoreClaims, Told},
    client::{ALGORITHMS, Metadata, RelyingParty, Tokens, relying_party},
    known::{Known, causes},
    settings::IdentityProvider,
};
use crate::{Office, Sensitive};
use chrono::DateTime;
use model::ProviderProblem;
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClaimsVerificationError, IdTokenVerifier, OAuth2TokenResponse,
    SignatureVerificationError, TokenResponse, UserInfoClaims,
    core::{CoreGenderClaim, CoreJsonWebKey},
};
use serde::Serialize;
use serde_json::{Map, Value};

/// By how many seconds clocks may differ.
const SKEW: i64 = 60;
/// How old an ID token may be that was made just now, in seconds.
const OLDEST: i64 = 600;

/// What the browser brought.
pub(super) struct Brought<'a> {
    pub(super) code: &'a Sensitive,
    pub(super) state: &'a str,
    pub(super) browser: &'a Sensitive,
}

impl Office {
    /// Who signed in there.
    pub(super) async fn ask_who(
        &self,
        provider: &IdentityProvider,
        known: &Known,
        brought: &Brought<'_>,
    ) -> Result<Told, ProviderProblem> {
        let untrusted = |problem: &str| {
            tracing::warn!(
                provider = provider.id,
                problem,
                "an answer of an identity provider is not believed"
            );
            ProviderProblem::Untrusted
        };
        let client = self.client(provider, &known.metadata)?;
        let http = |request| {
            let correspondent = known.correspondent.clone();
            async move { correspondent.send(request).await }
        };
        let code = AuthorizationCode::new(brought.code.reveal().to_owned());
        let request = client.exchange_code(code).map_err(|error| untrusted(&error.to_string()))?;
        let request = request.set_pkce_verifier(verifier(brought.browser, brought.state));
        let tokens: Tokens = request.request_async(&http).await.map_err(|error| {
            let problem = causes(&error);
            tracing::warn!(provider = provider.id, problem, "an identity provider gave no tokens for a code");
            match error {
                openidconnect::RequestTokenError::ServerResponse(_) => ProviderProblem::Untrusted,
                _ => ProviderProblem::Unreachable,
            }
        })?;
        let mut told = match self.read(&client, &tokens, brought) {
            Err(Unread::UnknownKey) => {
                let known = self.known_anew(provider).await?;
                let client = self.client(provider, &known.metadata)?;
                self.read(&client, &tokens, brought)
            }
            read => read,
        }
        .map_err(|unread| untrusted(&unread.to_string()))?;
        if Self::wants_more(provider, &told) && client.user_info_url().is_some() {
            let subject = openidconnect::SubjectIdentifier::new(told.subject.clone());
            let request = client.user_info(tokens.access_token().clone(), Some(subject));
            let request = request.map_err(|error| untrusted(&error.to_string()))?;
            let info: UserInfoClaims<MoreClaims, CoreGenderClaim> =
                request.request_async(&http).await.map_err(|error| match error {
                    openidconnect::UserInfoError::Request(error) => {
                        let problem = causes(&error);
                        tracing::warn!(provider = provider.id, problem, "userinfo cannot be reached");
                        ProviderProblem::Unreachable
                    }
                    error => untrusted(&causes(&error)),
                })?;
            told.add(members(&info).ok_or_else(|| untrusted("userinfo cannot be read"))?);
        }
        Ok(told)
    }

    fn client(
        &self,
        provider: &IdentityProvider,
        metadata: &Metadata,
    ) -> Result<RelyingParty, ProviderProblem> {
        relying_party(provider, metadata, &self.0.settings.public_url).ok_or(ProviderProblem::Unreachable)
    }

    /// Whether userinfo has to be asked for what the ID token does not say.
    fn wants_more(provider: &IdentityProvider, told: &Told) -> bool {
        let role_claim = provider.roles.as_ref().map(|roles| roles.claim.as_str());
        told.email.is_empty()
            || (provider.new_people.is_some() && told.first_name.is_empty())
            || role_claim.is_some_and(|claim| !told.has(claim))
    }

    fn read(&self, client: &RelyingParty, tokens: &Tokens, brought: &Brought<'_>) -> Result<Told, Unread> {
        let now = self.now().0;
        let other = |problem: &str| Unread::Other(problem.to_owned());
        let id_token = tokens.id_token().ok_or_else(|| other("there is no ID token"))?;
        let known: IdTokenVerifier<'_, CoreJsonWebKey> = client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || DateTime::from_timestamp(now - SKEW, 0).unwrap_or_default())
            .set_issue_time_verifier_fn(move |issued| {
                let age = now - issued.timestamp();
                if (-SKEW..=OLDEST).contains(&age) {
                    Ok(())
                } else {
                    Err(format!("it was issued {age} seconds ago"))
                }
            });
        let claims = id_token.claims(&known, &nonce(brought.browser, brought.state))?;
        if claims.authorized_party().is_some_and(|party| party != client.client_id()) {
            return Err(other("it was made for somebody else (azp)"));
        }
        if let Some(told) = claims.access_token_hash() {
            let algorithm = id_token.signing_alg().map_err(|error| other(&error.to_string()))?;
            let key = id_token.signing_key(&known)?;
            let hash = AccessTokenHash::from_token(tokens.access_token(), algorithm, key);
            if hash.map_err(|error| other(&error.to_string()))? != *told {
                return Err(other("it does not belong to the access token (at_hash)"));
            }
        }
        members(claims).map(Told::new).ok_or_else(|| other("it cannot be read"))
    }
}

/// All claims, each by its name.
fn members(claims: &impl Serialize) -> Option<Map<String, Value>> {
    match serde_json::to_value(claims) {
        Ok(Value::Object(members)) => Some(members),
        _ => None,
    }
}

/// Why an ID token says nothing.
#[derive(Debug, thiserror::Error)]
enum Unread {
    #[error("it is signed with a key that is not known")]
    UnknownKey,
    #[error("{0}")]
    Other(String),
}

impl From<ClaimsVerificationError> for Unread {
    fn from(error: ClaimsVerificationError) -> Self {
        match error {
            ClaimsVerificationError::SignatureVerification(error) => error.into(),
            error => Self::Other(error.to_string()),
        }
    }
}

impl From<SignatureVerificationError> for Unread {
    fn from(error: SignatureVerificationError) -> Self {
        match error {
            SignatureVerificationError::NoMatchingKey => Self::UnknownKey,
            error => Self::Other(error.to_string()),
        }
    }
}
