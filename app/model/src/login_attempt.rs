//! Who came in and who did not, as administrators see it.

use crate::{LoginAttemptId, PersonRef, Timestamp, UnknownWord};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How somebody tried to come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginSource {
    /// With address and password, on the sign-in page.
    Form,
    /// With a link from a mail, by which they set their password.
    Link,
}

impl LoginSource {
    /// As stored and as it stands in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Link => "link",
        }
    }
}

impl FromStr for LoginSource {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Form, Self::Link].into_iter().find(|one| one.as_str() == text).ok_or(UnknownWord)
    }
}

/// Why somebody did not come in. They themselves are not told which it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginFailure {
    /// There is nobody with this address.
    UnknownAddress,
    /// It was not their password.
    WrongPassword,
    /// They have not set one yet.
    NoPassword,
    /// They are disabled, or their customer or its organization is.
    Disabled,
    /// None of their organizations is enabled.
    NoOrganization,
}

impl LoginFailure {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::UnknownAddress, Self::WrongPassword, Self::NoPassword, Self::Disabled, Self::NoOrganization];

    /// As stored and as it stands in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownAddress => "unknown_address",
            Self::WrongPassword => "wrong_password",
            Self::NoPassword => "no_password",
            Self::Disabled => "disabled",
            Self::NoOrganization => "no_organization",
        }
    }
}

impl FromStr for LoginFailure {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(UnknownWord)
    }
}

/// An attempt to sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginAttempt {
    /// Its id.
    pub id: LoginAttemptId,
    /// What was typed as the e-mail address; empty if it was none, as it may have been a password.
    pub email: String,
    /// Whose address that is, if it is somebody's.
    pub user: Option<PersonRef>,
    /// How.
    pub source: LoginSource,
    /// Why they did not come in; none if they did.
    pub failure: Option<LoginFailure>,
    /// The network address.
    pub address: String,
    /// What the browser called itself.
    pub user_agent: String,
    /// When.
    pub created_at: Timestamp,
}
