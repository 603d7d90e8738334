//! Whether whoever asks is the application they say they are, and in good standing.

use super::{TokenError, TokenRequest};
use crate::{
    Attempt, Office, Origin, Sensitive, digest,
    live::{LiveApplication, LiveSecret, Standing, compare_with_nothing},
    login_attempts::Refusal,
    people::printable,
};
use model::{AuthenticationMethod, LoginFailure, Timestamp};
use std::{sync::Arc, time::Duration};

/// What an application shows of itself (RFC 6749 §2.3).
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The Client ID.
    pub client_id: String,
    /// What shows that it is the one.
    pub proof: ClientProof,
}

impl Credentials {
    /// Of an application that shows its Client Secret.
    pub fn with_secret(client_id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { client_id: client_id.into(), proof: ClientProof::Secret(Sensitive::new(secret)) }
    }
}

/// How an application shows that it is the one.
#[derive(Clone, Debug)]
pub enum ClientProof {
    /// Not at all: only public applications may (RFC 6749 §2.1).
    Nothing,
    /// With its Client Secret in clear (RFC 6749 §2.3.1).
    Secret(Sensitive),
    /// With an assertion that it signed (RFC 7523 §2.2).
    Assertion(Sensitive),
}

/// An application that showed who it is.
pub(crate) struct Authenticated {
    pub(crate) application: Arc<LiveApplication>,
    /// The digest of the secret it showed, if it showed one.
    given: Option<[u8; 32]>,
    now: Timestamp,
    /// When it began to show it, as the clock measures.
    began: Duration,
}

impl Authenticated {
    /// The secret it showed; none if it showed none, or if that ended in the meantime.
    pub(super) fn secret(&self) -> Option<&LiveSecret> {
        self.application.secret(self.given.as_ref()?, self.now)
    }
}

impl Authenticated {
    /// For how long what it asks for has been under way.
    pub(super) fn took(&self, elapsed: Duration) -> Duration {
        elapsed.saturating_sub(self.began)
    }

    /// Whether this is the first use in this second, of the secret or of the application.
    pub(super) fn is_first_use(&self, now: Timestamp) -> bool {
        match self.secret() {
            Some(secret) => secret.is_first_use(now),
            None => self.application.is_first_use(now),
        }
    }
}

impl Office {
    /// Every failure is the same to the caller and costs the same; the log has the reason. Failures are counted per
    /// application and address. A secret is too long to be guessed, so what works is never refused for the failures of
    /// others behind the same address.
    pub(crate) async fn authenticate(
        &self,
        credentials: Option<&Credentials>,
        address: &str,
    ) -> Result<Authenticated, TokenError> {
        self.authenticated_or(credentials, address, |_, _| {}).await
    }

    /// The same at the token endpoint, where it is also noted for those who may see login attempts. A Client ID that is
    /// unknown is nobody's to see.
    pub(super) async fn authenticate_noting(
        &self,
        request: &TokenRequest,
    ) -> Result<Authenticated, TokenError> {
        let note = |application: &LiveApplication, failure| {
            let origin =
                Origin { address: request.address.clone(), user_agent: printable(&request.user_agent) };
            let at = self.now();
            self.0.refusals.note(Refusal { application: application.id, failure, origin, at });
            self.note_unauthenticated(application, request, failure);
        };
        self.authenticated_or(request.credentials.as_ref(), &request.address, note).await
    }

    /// `refused` hears of a known application that was looked at and refused.
    async fn authenticated_or(
        &self,
        credentials: Option<&Credentials>,
        address: &str,
        refused: impl Fn(&LiveApplication, LoginFailure) + Send,
    ) -> Result<Authenticated, TokenError> {
        let Some(Credentials { client_id, proof }) = credentials else {
            tracing::info!(address, reason = "no credentials", "an application was refused");
            return Err(TokenError::InvalidClient);
        };
        let began = self.0.clock.elapsed();
        let application = self.live_application(client_id).await?;
        let now = self.now();
        let given = match proof {
            ClientProof::Secret(secret) => Some(digest(secret.reveal())),
            ClientProof::Nothing | ClientProof::Assertion(_) => None,
        };
        let (failure, reason) = match &application {
            None if given.is_some_and(|given| compare_with_nothing(&given)) => (None, "unreachable"),
            None => (None, "unknown Client ID"),
            Some(known) => match self.not_proven(known, proof, given.as_ref(), now).await? {
                Some((failure, reason)) => (Some(failure), reason),
                None => match known.standing {
                    Standing::Good => {
                        self.0.guard.succeeded(Attempt::Credentials, client_id, address);
                        return Ok(Authenticated { application: Arc::clone(known), given, now, began });
                    }
                    Standing::Deleted => (Some(LoginFailure::ApplicationDeleted), "deleted"),
                    Standing::Inactive => (Some(LoginFailure::ApplicationInactive), "inactive"),
                    Standing::OrganizationDisabled => {
                        (Some(LoginFailure::OrganizationDisabled), "its organization is disabled")
                    }
                    Standing::OwnerCannotAct => (
                        Some(LoginFailure::OwnerCannotAct),
                        "its owner is disabled or not in its organization",
                    ),
                },
            },
        };
        // An unknown Client ID is not written down: it may be a secret in the wrong field.
        let known = application.as_ref().map(|application| application.client_id.as_str());
        tracing::info!(client_id = known, address, reason, "an application was refused");
        let now_ms = self.0.clock.now_ms();
        self.0.guard.check(Attempt::Credentials, client_id, address, now_ms).map_err(TokenError::TooMany)?;
        self.0.guard.failed(Attempt::Credentials, client_id, address, now_ms);
        if let Some((application, failure)) = application.as_deref().zip(failure) {
            refused(application, failure);
        }
        Err(TokenError::InvalidClient)
    }

    /// Why what was shown does not show that it is this application; none if it does. An application has one way to show it
    /// and cannot fall back to a weaker one.
    async fn not_proven(
        &self,
        application: &LiveApplication,
        proof: &ClientProof,
        given: Option<&[u8; 32]>,
        now: Timestamp,
    ) -> Result<Option<(LoginFailure, &'static str)>, TokenError> {
        if !application.confidential {
            // It has nothing to show: the code verifier or the device code speaks for it.
            return Ok((!matches!(proof, ClientProof::Nothing))
                .then_some((LoginFailure::WrongMethod, "a public application showed something")));
        }
        Ok(match (application.authentication_method, proof) {
            (AuthenticationMethod::ClientSecret, ClientProof::Secret(_)) => {
                let secret = given.and_then(|given| application.secret(given, now));
                secret.is_none().then_some((LoginFailure::WrongSecret, "wrong or ended secret"))
            }
            (AuthenticationMethod::PrivateKeyJwt, ClientProof::Assertion(assertion)) => {
                let reason = self.not_asserted(application, assertion.reveal()).await?;
                reason.map(|reason| (LoginFailure::WrongAssertion, reason))
            }
            _ => Some((LoginFailure::WrongMethod, "it does not authenticate in this way")),
        })
    }
}
