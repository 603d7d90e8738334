//! Issuing tokens: what every grant begins with, and which there are.

use super::{Credentials, PresentedProof, TokenError, TokenExchange};
use crate::{Office, Sensitive};

/// What an application asks for.
#[derive(Clone, Debug, Default)]
pub struct TokenRequest {
    /// How it wants to get the token.
    pub grant_type: Option<String>,
    /// What it shows of itself, if anything.
    pub credentials: Option<Credentials>,
    /// What it wants, separated by spaces; none: all it may use.
    pub scope: Option<String>,
    /// The resources it wants; none: all it may use.
    pub resources: Vec<String>,
    /// Where the request came from.
    pub address: String,
    /// The proof of possession it brought, if it did.
    pub dpop: Option<PresentedProof>,
    /// The code, for the authorization code grant.
    pub code: Option<Sensitive>,
    /// Where the code was sent to, with the authorization code grant.
    pub redirect_uri: Option<String>,
    /// What the code challenge was made of (RFC 7636 §4.5).
    pub code_verifier: Option<Sensitive>,
    /// The code that a device keeps (RFC 8628 §3.4).
    pub device_code: Option<Sensitive>,
    /// The refresh token, to go on.
    pub refresh_token: Option<Sensitive>,
    /// What is to be exchanged, with a token exchange.
    pub exchange: TokenExchange,
    /// Whose password it is, for the password grant (RFC 6749 §4.3.2).
    pub username: Option<String>,
    /// Their password.
    pub password: Option<Sensitive>,
    /// What the program that asks calls itself.
    pub user_agent: String,
}

/// Tokens in the one answer that shows them.
#[derive(Clone, Debug)]
pub struct IssuedToken {
    /// The access token.
    pub access_token: Sensitive,
    /// For how many seconds it lives.
    pub expires_in: u64,
    /// What it opens, separated by one space.
    pub scope: String,
    /// Whether it is bound to a key (RFC 9449 §5): its type is `DPoP` then, else `Bearer`.
    pub bound: bool,
    /// The refresh token, if there is one.
    pub refresh_token: Option<Sensitive>,
    /// The ID token, if the scope has `openid`.
    pub id_token: Option<Sensitive>,
    /// What kind of token it is, where that is not known from the grant (RFC 8693 §2.2.1).
    pub issued_token_type: Option<&'static str>,
}

impl Office {
    /// Issues tokens, or says why not.
    pub async fn issue_token(&self, request: &TokenRequest) -> Result<IssuedToken, TokenError> {
        let outcome = self.issue(request).await;
        if let Err(error) = &outcome {
            self.note_refused(request, error).await;
        }
        outcome
    }

    async fn issue(&self, request: &TokenRequest) -> Result<IssuedToken, TokenError> {
        match request.grant_type.as_deref() {
            Some("client_credentials") => self.issue_for_itself(request).await,
            Some("authorization_code") => self.exchange_code(request).await,
            Some("refresh_token") => self.refresh(request).await,
            Some("urn:ietf:params:oauth:grant-type:device_code") => self.issue_for_device(request).await,
            Some("urn:ietf:params:oauth:grant-type:token-exchange") => self.exchange_token(request).await,
            Some("password") if self.0.settings.password_grant => self.issue_for_password(request).await,
            Some(_) => Err(TokenError::UnsupportedGrantType),
            None => Err(TokenError::InvalidRequest("The parameter grant_type is missing.")),
        }
    }
}
