//! Signing in through the identity provider of a company: which there are, who people are there, and what can go wrong.

use crate::{IdentityId, Timestamp, UnknownWord};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A provider that people sign in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderRef {
    /// What addresses call it.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// The ways in that the sign-in page offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaysIn {
    /// The providers, in their order.
    pub providers: Vec<ProviderRef>,
    /// Whether users of the back office have to come through one of them.
    pub only: bool,
}

/// Who somebody is at a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Its id.
    pub id: IdentityId,
    /// What the provider is called; its issuer, where it is not configured any more.
    pub provider: String,
    /// The address there, as it was told last; empty if it was not.
    pub email: String,
    /// Since when it is linked.
    pub linked_at: Timestamp,
    /// When it was last signed in with.
    pub last_used_at: Option<Timestamp>,
    /// Whether it may be unlinked: it is not the last way in of somebody without a password.
    pub may_unlink: bool,
}

/// What somebody can sign in with, besides a password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInWith {
    /// What is linked, A–Z by provider.
    pub identities: Vec<Identity>,
    /// The providers that could be linked.
    pub providers: Vec<ProviderRef>,
}

/// Why nobody came in through a provider. Words of this list stand in addresses, so that nobody can put others into our mouth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderProblem {
    /// There is no such provider.
    Unknown,
    /// The person did not want to, or the provider did not let them.
    Cancelled,
    /// The provider cannot be reached, or does not answer as it should.
    Unreachable,
    /// It took too long, was used already, or was begun in another browser.
    Ended,
    /// What came back cannot be believed.
    Untrusted,
    /// Nobody here is linked with this account, and none may be made.
    NotLinked,
    /// The provider does not say that the address is verified, or it is of a domain that is not let in.
    NotAllowed,
    /// The person, or all of their organizations, cannot come in.
    NotLetIn,
    /// The account at the provider is linked with somebody else, or the person with another account there.
    Taken,
    /// The provider did not ask again who it is.
    NotAskedAgain,
    /// Too many sign-ins from here are on their way.
    TooMany,
}

impl ProviderProblem {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Unknown,
        Self::Cancelled,
        Self::Unreachable,
        Self::Ended,
        Self::Untrusted,
        Self::NotLinked,
        Self::NotAllowed,
        Self::NotLetIn,
        Self::Taken,
        Self::NotAskedAgain,
        Self::TooMany,
    ];

    /// As it stands in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Cancelled => "cancelled",
            Self::Unreachable => "unreachable",
            Self::Ended => "ended",
            Self::Untrusted => "untrusted",
            Self::NotLinked => "not_linked",
            Self::NotAllowed => "not_allowed",
            Self::NotLetIn => "not_let_in",
            Self::Taken => "taken",
            Self::NotAskedAgain => "not_asked_again",
            Self::TooMany => "too_many",
        }
    }
}

impl FromStr for ProviderProblem {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(UnknownWord)
    }
}
