//! The client credentials grant (RFC 6749 §4.4): an application as its owner. One signature, no query, no row.

use super::{IssuedToken, TokenError, TokenRequest, authenticate::Authenticated, mint::Draft, scope};
use crate::{Office, activity::Counted, jws::SigningKey, live::LiveApplication};
use model::Grant;
use std::sync::Arc;

impl Office {
    pub(super) async fn issue_for_itself(&self, request: &TokenRequest) -> Result<IssuedToken, TokenError> {
        let (key, authenticated) = self.begin_issuing(request).await?;
        let application = &authenticated.application;
        if application.grant != Grant::ClientCredentials {
            return Err(TokenError::UnauthorizedClient);
        }
        let scope = scope::granted(
            &scope::allowed(application),
            request.scope.as_deref(),
            &request.resources,
            &self.0.settings.public_url,
        )?;
        let thumbprint = self.proven_key(request.dpop.as_ref()).await?;
        let draft = Draft {
            thumbprint: thumbprint.as_deref(),
            ..Draft::of_itself(application, authenticated.secret(), &scope)
        };
        let issued = self.mint(&key, &draft)?;
        self.note_issued(&authenticated, &request.address);
        Ok(issued)
    }

    /// What every grant begins with: a key to sign with, and an application that showed who it is.
    pub(super) async fn begin_issuing(
        &self,
        request: &TokenRequest,
    ) -> Result<(Arc<SigningKey>, Authenticated), TokenError> {
        let Some(key) = self.signing_key().await? else {
            tracing::warn!("a token was refused because the signing keys are missing");
            return Err(TokenError::KeysMissing);
        };
        let authenticated = self.authenticate_noting(request).await?;
        // RFC 9449 §5.2. That what was brought proves something is seen where the tokens are made.
        if authenticated.application.require_dpop && request.dpop.is_none() {
            return Err(TokenError::InvalidDpopProof(
                "This application has to bring a DPoP proof with every request for tokens.",
            ));
        }
        Ok((key, authenticated))
    }

    /// Notes that tokens were issued, and to where; written later, with others.
    pub(super) fn note_issued(&self, authenticated: &Authenticated, address: &str) {
        let application: &LiveApplication = &authenticated.application;
        let now = self.now();
        let secret = authenticated.secret().map(|secret| secret.id);
        if authenticated.is_first_use(now) {
            self.0.last_used.note(application.id, secret, now);
        }
        let took = Counted::took(authenticated.took(self.0.clock.elapsed()));
        self.0.activity.add(application.id, secret, now, &[Counted::Issued, took]);
        self.0.networks_used.note(application.id, address, now);
    }
}
