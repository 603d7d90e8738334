//! Why the office refused. Each face of the product (pages, JSON:API, OAuth) has its own words for these.

use model::{Invalid, Problem};
use std::time::Duration;

/// A refusal, or a failure.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such record, or none that this actor may know of.
    #[error("not found")]
    NotFound,
    /// The actor may see it but not do this with it.
    #[error("not allowed")]
    Forbidden,
    /// Some values were refused.
    #[error("{0}")]
    Invalid(#[from] Invalid),
    /// Somebody else changed the record in the meantime.
    #[error("changed by somebody else in the meantime")]
    Conflict,
    /// Nobody would be left who could undo it.
    #[error("at least one administrator must remain")]
    LastAdministrator,
    /// Somebody has the role that should be deleted.
    #[error("somebody has this role")]
    RoleInUse,
    /// Notification rules use the template that should be deleted: their names.
    #[error("rules use this template: {0}")]
    TemplateInUse(String),
    /// E-mail address and password do not let anybody in: wrong, unknown or disabled, nothing says which.
    #[error("the e-mail address or the password is not right")]
    BadCredentials,
    /// Too many failures; try again after this.
    #[error("too many failed attempts")]
    TooMany(Duration),
    /// Demo data comes with passwords everybody knows, so it is for a server that only this machine reaches.
    #[error(
        "demo data is only added where public_url is a loopback address such as http://127.0.0.1:3000, and it is {0}"
    )]
    DemoNotOnLoopback(String),
    /// The database is locked, full or gone: the same request may succeed later.
    #[error("temporarily unavailable")]
    Unavailable(#[source] anyhow::Error),
    /// A mistake of ours. The cause is for the log, never for the answer.
    #[error("internal error")]
    Internal(#[source] anyhow::Error),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Unavailable(_) => Self::Unavailable(error.into()),
            store::Error::Cursor => Invalid::one("cursor", Problem::UnknownChoice).into(),
            _ => Self::Internal(error.into()),
        }
    }
}
