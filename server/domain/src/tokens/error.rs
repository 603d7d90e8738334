//! Why a request of an application was refused, one variant per answer that RFC 6749 §5.2 and its companions know.

use crate::Error;
use std::time::Duration;

/// A refusal at the token, introspection or revocation endpoint. The texts are for the developer of the application.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The request is malformed.
    #[error("{0}")]
    InvalidRequest(&'static str),
    /// Whoever asks did not show that they are a known application in good standing. Says no more, on purpose.
    #[error("The application could not be authenticated with these credentials.")]
    InvalidClient,
    /// Too many failures for this application from this address; try again after this.
    #[error("Too many failed attempts. Try again later.")]
    TooMany(Duration),
    /// Too many of its requests from this address wait for somebody's answer (RFC 9126 §2.3); try again after this.
    #[error("Too many requests of this application wait for an answer. Try again later.")]
    TooManyWaiting(Duration),
    /// The application gets its tokens in another way.
    #[error("This application may not use this grant type.")]
    UnauthorizedClient,
    /// This server does not know the grant type.
    #[error("This grant type is not supported. The metadata of this server lists those that are.")]
    UnsupportedGrantType,
    /// A scope is malformed, unknown, or not allowed for this application.
    #[error("The scope is malformed, unknown, or not allowed for this application. Allowed: {allowed}")]
    InvalidScope {
        /// What the application may ask for.
        allowed: String,
    },
    /// A pushed request is refused as the authorization endpoint would refuse it: the code and why (RFC 9126 §2.3).
    #[error("{1}")]
    Refused(&'static str, &'static str),
    /// The proof of possession proves nothing (RFC 9449 §5).
    #[error("{0}")]
    InvalidDpopProof(&'static str),
    /// The proof has no nonce of ours, or an old one; the answer has a new one (RFC 9449 §8).
    #[error("The DPoP proof has to repeat the nonce in the header DPoP-Nonce.")]
    UseDpopNonce,
    /// A resource is unknown, or not allowed for this application or with this scope (RFC 8707 §2).
    #[error("The resource is unknown, or not allowed for this application or with this scope.")]
    InvalidTarget,
    /// The code or the token is none, ended, was used, or belongs to another application (RFC 6749 §5.2).
    #[error("{0}")]
    InvalidGrant(&'static str),
    /// Nobody answered the device yet (RFC 8628 §3.5).
    #[error("Nobody has answered yet. Ask again after the interval.")]
    AuthorizationPending,
    /// The device asks too often; it has to wait five seconds longer from now on.
    #[error("The device asks too often. Wait five seconds longer between two requests from now on.")]
    SlowDown,
    /// Somebody did not let the device in.
    #[error("The person did not let the device in.")]
    AccessDenied,
    /// Nobody answered the device in time.
    #[error("The device code has ended. Begin again.")]
    ExpiredToken,
    /// The signing keys are missing: no token can be signed or verified.
    #[error("The server cannot sign tokens at the moment.")]
    KeysMissing,
    /// The database is locked or gone.
    #[error("The server is temporarily unavailable.")]
    Unavailable(#[source] anyhow::Error),
    /// A mistake of ours.
    #[error("The server met an internal error.")]
    Internal(#[source] anyhow::Error),
}

impl From<Error> for TokenError {
    fn from(error: Error) -> Self {
        match error {
            Error::Unavailable(cause) => Self::Unavailable(cause),
            Error::TooMany(wait) => Self::TooMany(wait),
            other => Self::Internal(other.into()),
        }
    }
}

impl From<store::Error> for TokenError {
    fn from(error: store::Error) -> Self {
        Error::from(error).into()
    }
}
