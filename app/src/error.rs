//! The only error a component can see, and the one place where the domain's refusals become HTTP statuses.

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use model::Invalid;
use serde::{Deserialize, Serialize};

/// Why something could not be done, in terms a page can explain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// There is no such record, or none this person may know of.
    #[error("not found")]
    NotFound,
    /// Not allowed.
    #[error("not allowed")]
    Forbidden,
    /// The organization requires a second factor, and this person has to set one up first.
    #[error("a second factor has to be set up first")]
    SecondFactorNeeded,
    /// Some values were refused.
    #[error("{0}")]
    Invalid(Invalid),
    /// Somebody else was faster.
    #[error("changed by somebody else in the meantime")]
    Conflict,
    /// Nobody would be left who could undo it.
    #[error("at least one administrator must remain")]
    LastAdministrator,
    /// Somebody has the role that should be deleted.
    #[error("somebody has this role")]
    RoleInUse,
    /// Rules use the template that should be deleted.
    #[error("rules use this template: {0}")]
    TemplateInUse(String),
    /// Too many failures.
    #[error("too many failed attempts")]
    TooMany {
        /// After how many seconds it may be tried again.
        seconds: u32,
    },
    /// There is no session, or it has ended.
    #[error("not signed in")]
    SignedOut,
    /// Unknown e-mail, wrong password or disabled account: deliberately one and the same.
    #[error("wrong email or password")]
    BadCredentials,
    /// What was sent could not be read.
    #[error("the request could not be read")]
    Malformed,
    /// The server or its database cannot be reached; the same may succeed later.
    #[error("temporarily unavailable")]
    Unavailable,
    /// A mistake of ours; the server's log has the cause.
    #[error("internal error")]
    Internal,
}

impl AppError {
    /// What is wrong with the fields of a form, if that is what is wrong.
    pub fn invalid(&self) -> Option<&Invalid> {
        match self {
            Self::Invalid(invalid) => Some(invalid),
            _ => None,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unavailable,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::Malformed.answered(),
            // On the server it is the question that could not be read, in the browser the answer.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => Self::Malformed.answered(),
            _ => Self::Internal.answered(),
        }
    }
}

impl AppError {
    /// In the browser there is nothing to answer.
    #[cfg(not(feature = "ssr"))]
    #[must_use]
    pub fn answered(self) -> Self {
        self
    }

    /// Gives the answer that is being written this error's status.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn answered(self) -> Self {
        if let Self::TooMany { seconds } = &self {
            crate::server::set_header(http::header::RETRY_AFTER, &seconds.to_string());
        }
        crate::server::set_status(self.status());
        self
    }

    /// The status of an answer that says it.
    #[cfg(feature = "ssr")]
    pub fn status(&self) -> http::StatusCode {
        use http::StatusCode;
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::SecondFactorNeeded => StatusCode::FORBIDDEN,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict | Self::LastAdministrator | Self::RoleInUse | Self::TemplateInUse(_) => {
                StatusCode::CONFLICT
            }
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::SignedOut | Self::BadCredentials => StatusCode::UNAUTHORIZED,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The helper every server function ends in: maps, sets the status, and logs what nobody will explain.
#[cfg(feature = "ssr")]
impl From<domain::Error> for AppError {
    fn from(error: domain::Error) -> Self {
        match error {
            domain::Error::NotFound => Self::NotFound,
            // Demo data is made on the command line only, so the second never comes from a page.
            domain::Error::Forbidden | domain::Error::DemoNotOnLoopback(_) => Self::Forbidden,
            domain::Error::Invalid(invalid) => Self::Invalid(invalid),
            domain::Error::Conflict => Self::Conflict,
            domain::Error::LastAdministrator => Self::LastAdministrator,
            domain::Error::RoleInUse => Self::RoleInUse,
            domain::Error::TemplateInUse(rules) => Self::TemplateInUse(rules),
            domain::Error::BadCredentials => Self::BadCredentials,
            domain::Error::TooMany(wait) => {
                Self::TooMany { seconds: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).max(1) }
            }
            domain::Error::Unavailable(cause) => {
                tracing::warn!(error = format!("{cause:#}"), "a page is temporarily unavailable");
                Self::Unavailable
            }
            domain::Error::Internal(cause) => {
                tracing::error!(error = format!("{cause:#}"), "a page failed");
                Self::Internal
            }
        }
        .answered()
    }
}
