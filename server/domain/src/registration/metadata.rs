//! What an application says of itself (RFC 7591 §2), and what it is told of itself (§3.2.1).

use crate::Sensitive;
use model::{Application, IdentityScope, Scope};
use store::ApplicationSettingsRow;

/// What an application says of itself, as it was sent. What is left out is as if it was empty.
#[derive(Clone, Debug, Default)]
pub struct ApplicationMetadata {
    /// `redirect_uris`
    pub redirect_uris: Vec<String>,
    /// `token_endpoint_auth_method`
    pub authentication: Option<String>,
    /// `grant_types`
    pub grant_types: Vec<String>,
    /// `response_types`
    pub response_types: Vec<String>,
    /// `client_name`
    pub name: Option<String>,
    /// `scope`
    pub scope: Option<String>,
    /// `jwks`, as JSON.
    pub jwks: Option<String>,
    /// `jwks_uri`
    pub jwks_uri: Option<String>,
    /// `dpop_bound_access_tokens` (RFC 9449 §5.2)
    pub require_dpop: bool,
    /// `require_pushed_authorization_requests` (RFC 9126 §6)
    pub require_pushed: bool,
    /// `backchannel_logout_uri` (OpenID Connect Back-Channel Logout §2.2)
    pub backchannel_logout_uri: Option<String>,
    /// `post_logout_redirect_uris`
    pub post_logout_redirect_uris: Vec<String>,
    /// `client_id`; counts when an application changes itself (RFC 7592 §2.2).
    pub client_id: Option<String>,
    /// `client_secret`; the same.
    pub client_secret: Option<Sensitive>,
    /// A member that only the server says; the same.
    pub told: Option<&'static str>,
}

/// How an application shows who it is, in the words of RFC 7591 §2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Not at all.
    None,
    /// With its secret in the header.
    SecretBasic,
    /// With its secret in the body.
    SecretPost,
    /// With an assertion that it signed.
    PrivateKeyJwt,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::None, Self::SecretBasic, Self::SecretPost, Self::PrivateKeyJwt];

    /// As it is sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::SecretBasic => "client_secret_basic",
            Self::SecretPost => "client_secret_post",
            Self::PrivateKeyJwt => "private_key_jwt",
        }
    }

    /// The one of this name.
    pub(super) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == word)
    }

    /// Whether it has a secret for it.
    pub const fn has_secret(self) -> bool {
        matches!(self, Self::SecretBasic | Self::SecretPost)
    }
}

/// An application as it is told of itself (RFC 7591 §3.2.1, RFC 7592 §3).
#[derive(Debug)]
pub struct RegisteredApplication {
    /// The application.
    pub application: Application,
    /// How it shows who it is.
    pub way: Way,
    /// What else is kept of it.
    pub settings: ApplicationSettingsRow,
    /// Its secret in clear, in the one answer that has it.
    pub client_secret: Option<Sensitive>,
    /// What it looks after itself with.
    pub registration_access_token: Sensitive,
}

impl RegisteredApplication {
    /// What it may ask people for: its API types, and who they are.
    pub fn scope(&self) -> Scope {
        let apis = self.application.apis.api_types(self.application.side).to_vec();
        Scope { apis, identity: IdentityScope::ALL.to_vec() }
    }
}
