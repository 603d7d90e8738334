//! Why a registration was refused, one variant per answer that RFC 7591 §3.2.2 and RFC 6750 §3.1 know.

use crate::Error;
use std::time::Duration;

/// A refusal at the registration endpoints. The texts are for the developer of the application.
#[derive(Debug, thiserror::Error)]
pub enum RegistrationError {
    /// The request has no token.
    #[error("Send a token in the Authorization header.")]
    NoToken,
    /// The token opens nothing here, for whatever reason.
    #[error("The token is unknown, ended, revoked, used up, or not for this application.")]
    InvalidToken,
    /// Too many tokens that open nothing from this address; try again after this.
    #[error("Too many failed attempts. Try again later.")]
    TooMany(Duration),
    /// People cannot be sent back there.
    #[error("redirect_uris: {0}")]
    InvalidRedirectUri(String),
    /// Something else that the application says of itself cannot be.
    #[error("{0}")]
    InvalidMetadata(String),
    /// The database is locked or gone.
    #[error("The server is temporarily unavailable.")]
    Unavailable(#[source] anyhow::Error),
    /// A mistake of ours.
    #[error("The server met an internal error.")]
    Internal(#[source] anyhow::Error),
}

impl From<Error> for RegistrationError {
    fn from(error: Error) -> Self {
        match error {
            Error::Unavailable(cause) => Self::Unavailable(cause),
            Error::TooMany(wait) => Self::TooMany(wait),
            Error::Invalid(invalid) => match invalid.0.first() {
                Some((field, problem)) if field == "redirect_uris" => {
                    Self::InvalidRedirectUri(problem.to_string())
                }
                Some((field, problem)) if field == "name" => {
                    Self::InvalidMetadata(format!("client_name: {problem}"))
                }
                Some((field, problem)) => Self::InvalidMetadata(format!("{field}: {problem}")),
                None => Self::Internal(anyhow::anyhow!("a refusal without a reason")),
            },
            // Gone, or switched off, between looking and doing.
            Error::NotFound | Error::Forbidden => Self::InvalidToken,
            other => Self::Internal(other.into()),
        }
    }
}

impl From<store::Error> for RegistrationError {
    fn from(error: store::Error) -> Self {
        Error::from(error).into()
    }
}
