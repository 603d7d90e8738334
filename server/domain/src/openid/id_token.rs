//! ID tokens (OpenID Connect Core §2): that this person signed in, told to one application.

use super::person::claims_of;
use crate::{
    IssuedToken, Office, Sensitive, TokenError, digest,
    jws::{Kind, SigningKey},
    live::LiveApplication,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::DateTime;
use model::{IdentityScope, Scope, Timestamp};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, Audience, AuthenticationMethodReference, IdTokenClaims, IssuerUrl,
    Nonce, core::CoreGenderClaim,
};
use serde::{Deserialize, Serialize};
use store::AuthorizationRow;

/// What we say beside the standard's claims.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MoreClaims {
    /// The session in which the person let the application in (OpenID Connect Back-Channel Logout §2.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sid: Option<String>,
    /// The organization in which the application acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) org: Option<String>,
}

impl AdditionalClaims for MoreClaims {}

impl Office {
    /// The same tokens, with an ID token if the access token's scope has `openid`. It lives as long as the access token beside
    /// it. After a refresh it says of the sign-in what the first one said, without the nonce (OpenID Connect Core §12.2).
    pub(crate) async fn with_id_token(
        &self,
        key: &SigningKey,
        application: &LiveApplication,
        authorization: &AuthorizationRow,
        first: bool,
        issued: IssuedToken,
    ) -> Result<IssuedToken, TokenError> {
        let scope: Scope = issued.scope.parse().unwrap_or_default();
        if !scope.has(IdentityScope::OpenId) {
            return Ok(issued);
        }
        let internal = |what: &'static str| TokenError::Internal(anyhow::anyhow!(what));
        let person = self.0.database.find_person(authorization.user_id).await?;
        let person = person.ok_or_else(|| internal("the person of an authorization is gone"))?;
        let now = self.now();
        let end = now + std::time::Duration::from_secs(issued.expires_in);
        let public_url = IssuerUrl::new(self.0.settings.public_url.clone());
        let more = MoreClaims {
            sid: authorization.session_id.map(|id| id.to_string()),
            org: Some(authorization.organization_id.to_string()),
        };
        let claims = IdTokenClaims::<MoreClaims, CoreGenderClaim>::new(
            public_url.map_err(|_| internal("the public URL is none"))?,
            vec![Audience::new(application.client_id.clone())],
            time(end).ok_or_else(|| internal("a time is out of range"))?,
            time(now).ok_or_else(|| internal("a time is out of range"))?,
            claims_of(person, &scope),
            more,
        )
        .set_auth_time(time(authorization.authenticated_at))
        .set_nonce(authorization.nonce.clone().filter(|_| first).map(Nonce::new))
        .set_auth_method_refs(Some(methods_of(authorization)))
        .set_access_token_hash(Some(AccessTokenHash::new(half_hash(issued.access_token.reveal()))));
        let token = key.sign(Kind::IdToken, &claims).ok_or_else(|| internal("signing failed"))?;
        Ok(IssuedToken { id_token: Some(Sensitive::new(token)), ..issued })
    }
}

/// RFC 8176 §2.
fn methods_of(authorization: &AuthorizationRow) -> Vec<AuthenticationMethodReference> {
    authorization
        .methods
        .split_whitespace()
        .map(|method| AuthenticationMethodReference::new(method.into()))
        .collect()
}

fn time(at: Timestamp) -> Option<DateTime<chrono::Utc>> {
    DateTime::from_timestamp(at.0, 0)
}

/// The left half of the digest (OpenID Connect Core §3.1.3.6).
fn half_hash(token: &str) -> String {
    BASE64.encode(&digest(token)[..16])
}
