//! What is counted where: at the token endpoint for applications that are known, and at the web APIs for their tokens. What
//! strangers make up has no place here.

use super::Counted;
use crate::{
    Office, digest,
    live::LiveApplication,
    tokens::{ClientProof, TokenError, TokenRequest},
};
use model::{ApplicationId, LoginFailure, SecretId, TokenFailure};

impl Office {
    /// Counts an answer of a web API to a token of the application.
    pub fn note_api_answer(&self, application: ApplicationId, status: u16) {
        self.0.activity.add(application, None, self.now(), &[Counted::answered(status)]);
    }

    /// Counts that an application did not show that it is the one, or is in no good standing.
    pub(crate) fn note_unauthenticated(
        &self,
        application: &LiveApplication,
        request: &TokenRequest,
        failure: LoginFailure,
    ) {
        let given = given(request);
        let ended = given.and_then(|given| application.ended_secret(&given, self.now()));
        let (reason, secret) = match (failure, ended) {
            (LoginFailure::WrongSecret, Some(secret)) => (Some(TokenFailure::ExpiredSecret), Some(secret)),
            _ => (TokenFailure::of_login(failure), self.shown_secret(application, given)),
        };
        if let Some(reason) = reason {
            self.0.activity.add(application.id, secret, self.now(), &[Counted::Refused(reason)]);
        }
    }

    /// Counts that a token was refused for something else than who asked.
    pub(crate) async fn note_refused(&self, request: &TokenRequest, error: &TokenError) {
        let (Some(credentials), Some(reason)) = (&request.credentials, reason(error)) else { return };
        // What keeps the server from answering is not asked for again.
        let from_memory = matches!(reason, TokenFailure::RateLimited | TokenFailure::ServerError);
        let application = if from_memory {
            self.0.live.get(&credentials.client_id)
        } else {
            self.live_application(&credentials.client_id).await.ok().flatten()
        };
        if let Some(application) = application {
            let secret = self.shown_secret(&application, given(request));
            self.0.activity.add(application.id, secret, self.now(), &[Counted::Refused(reason)]);
        }
    }

    fn shown_secret(&self, application: &LiveApplication, given: Option<[u8; 32]>) -> Option<SecretId> {
        application.secret(&given?, self.now()).map(|secret| secret.id)
    }
}

/// The digest of the secret that was shown.
fn given(request: &TokenRequest) -> Option<[u8; 32]> {
    match &request.credentials.as_ref()?.proof {
        ClientProof::Secret(secret) => Some(digest(secret.reveal())),
        ClientProof::Nothing | ClientProof::Assertion(_) => None,
    }
}

/// As what it counts; not at all if it is part of a working exchange, or was counted where the application was looked at.
const fn reason(error: &TokenError) -> Option<TokenFailure> {
    Some(match error {
        TokenError::InvalidClient | TokenError::AuthorizationPending | TokenError::UseDpopNonce => {
            return None;
        }
        TokenError::TooMany(_) | TokenError::TooManyWaiting(_) => TokenFailure::RateLimited,
        TokenError::InvalidRequest(_) | TokenError::Refused(..) => TokenFailure::InvalidRequest,
        TokenError::UnauthorizedClient => TokenFailure::UnauthorizedClient,
        TokenError::UnsupportedGrantType => TokenFailure::UnsupportedGrantType,
        TokenError::InvalidScope { .. } => TokenFailure::InvalidScope,
        TokenError::InvalidTarget => TokenFailure::InvalidTarget,
        TokenError::InvalidGrant(_) => TokenFailure::InvalidGrant,
        TokenError::InvalidDpopProof(_) => TokenFailure::InvalidDpopProof,
        TokenError::AccessDenied => TokenFailure::AccessDenied,
        TokenError::ExpiredToken => TokenFailure::ExpiredToken,
        TokenError::SlowDown => TokenFailure::SlowDown,
        TokenError::KeysMissing | TokenError::Unavailable(_) | TokenError::Internal(_) => {
            TokenFailure::ServerError
        }
    })
}
