//! Who came in and who did not, as administrators see it.

use crate::{ApplicationId, LoginAttemptId, PersonRef, Side, Timestamp, UnknownWord};
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
    /// With a passkey alone.
    Passkey,
    /// At the token endpoint: with address and password through an application, or the application itself.
    Token,
    /// Through an identity provider.
    Provider,
}

impl LoginSource {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Form, Self::Link, Self::Passkey, Self::Token, Self::Provider];

    /// As stored and as it stands in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Link => "link",
            Self::Passkey => "passkey",
            Self::Token => "token",
            Self::Provider => "provider",
        }
    }
}

impl FromStr for LoginSource {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(UnknownWord)
    }
}

/// Why somebody, or an application, did not come in. They themselves are not told which it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginFailure {
    /// There is nobody with this address.
    UnknownAddress,
    /// It was not their password.
    WrongPassword,
    /// The account waits after too many failures, whatever was typed.
    Locked,
    /// Their password was right, and the code after it was not.
    WrongCode,
    /// It was no passkey that works here.
    WrongPasskey,
    /// Their password was right, and it is not enough.
    SecondFactorNeeded,
    /// They have not set one yet.
    NoPassword,
    /// They are disabled, or their customer or its organization is.
    Disabled,
    /// None of their organizations is enabled.
    NoOrganization,
    /// They cannot act in the organization of the application, or are of the other side.
    OutOfReach,
    /// The application's secret was wrong or had ended.
    WrongSecret,
    /// The application's assertion proved nothing (RFC 7523 §3).
    WrongAssertion,
    /// The application authenticates in another way.
    WrongMethod,
    /// The application was deleted.
    ApplicationDeleted,
    /// The application is inactive.
    ApplicationInactive,
    /// The organization of the application is disabled.
    OrganizationDisabled,
    /// The owner of the application is disabled or no longer in its organization.
    OwnerCannotAct,
    /// Nobody is linked with the account at the provider.
    NotLinked,
    /// The provider does not vouch for the address, or it is of a domain that is not let in.
    ProviderAddress,
    /// Their password was right, but they have to come through a provider.
    ProviderOnly,
}

impl LoginFailure {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 20] = [
        Self::UnknownAddress,
        Self::WrongPassword,
        Self::Locked,
        Self::WrongCode,
        Self::WrongPasskey,
        Self::SecondFactorNeeded,
        Self::NoPassword,
        Self::Disabled,
        Self::NoOrganization,
        Self::OutOfReach,
        Self::WrongSecret,
        Self::WrongAssertion,
        Self::WrongMethod,
        Self::ApplicationDeleted,
        Self::ApplicationInactive,
        Self::OrganizationDisabled,
        Self::OwnerCannotAct,
        Self::NotLinked,
        Self::ProviderAddress,
        Self::ProviderOnly,
    ];

    /// As stored and as it stands in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownAddress => "unknown_address",
            Self::WrongPassword => "wrong_password",
            Self::Locked => "locked",
            Self::WrongCode => "wrong_code",
            Self::WrongPasskey => "wrong_passkey",
            Self::SecondFactorNeeded => "second_factor_needed",
            Self::NoPassword => "no_password",
            Self::Disabled => "disabled",
            Self::NoOrganization => "no_organization",
            Self::OutOfReach => "out_of_reach",
            Self::WrongSecret => "wrong_secret",
            Self::WrongAssertion => "wrong_assertion",
            Self::WrongMethod => "wrong_method",
            Self::ApplicationDeleted => "application_deleted",
            Self::ApplicationInactive => "application_inactive",
            Self::OrganizationDisabled => "organization_disabled",
            Self::OwnerCannotAct => "owner_cannot_act",
            Self::NotLinked => "not_linked",
            Self::ProviderAddress => "provider_address",
            Self::ProviderOnly => "provider_only",
        }
    }
}

impl FromStr for LoginFailure {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(UnknownWord)
    }
}

/// The application of an attempt at the token endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedAt {
    /// Its id.
    pub id: ApplicationId,
    /// Of which side it is.
    pub side: Side,
    /// Its Client ID.
    pub client_id: String,
}

/// An attempt to sign in, or one of an application to get a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginAttempt {
    /// Its id.
    pub id: LoginAttemptId,
    /// Of which side it was: that of the person, or of the application where it was nobody's address.
    pub side: Side,
    /// What was typed as the e-mail address; empty if it was none, as it may have been a password.
    pub email: String,
    /// Whose address that is, if it is somebody's.
    pub user: Option<PersonRef>,
    /// At which application, if it was at the token endpoint.
    pub application: Option<TriedAt>,
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
