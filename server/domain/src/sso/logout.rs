//! Signing out here and at the provider (OpenID Connect RP-Initiated Logout 1.0).

use crate::{Office, Result, digest};
use openidconnect::{ClientId, EndSessionUrl, LogoutHint, LogoutRequest, PostLogoutRedirectUrl};
use store::SessionProviderRow;

impl Office {
    /// Ends the session of this token; where to go to end the one at the provider, too, if that is wanted there.
    pub async fn sign_out_everywhere(&self, token: &str) -> Result<Option<String>> {
        let began = self.0.database.find_session_provider(&digest(token)).await?;
        self.sign_out(token).await?;
        match began {
            Some(began) => Ok(self.way_out_of_provider(&began).await),
            None => Ok(None),
        }
    }

    /// Without the ID token as a hint (§2), which would have to be kept in clear; the provider may ask instead.
    async fn way_out_of_provider(&self, began: &SessionProviderRow) -> Option<String> {
        let provider = self.identity_provider(&began.provider)?;
        if !provider.logout || provider.issuer != began.issuer {
            return None;
        }
        let known = self.known(provider).await.ok()?;
        let endpoint = known.metadata.additional_metadata().end_session_endpoint.clone()?;
        let back = format!("{}/sign-in", self.0.settings.public_url);
        let mut request = LogoutRequest::from(EndSessionUrl::new(endpoint).ok()?)
            .set_client_id(ClientId::new(provider.client_id.clone()))
            .set_post_logout_redirect_uri(PostLogoutRedirectUrl::new(back).ok()?);
        if !began.sid.is_empty() {
            request = request.set_logout_hint(LogoutHint::new(began.sid.clone()));
        }
        Some(request.http_get_url().into())
    }
}
