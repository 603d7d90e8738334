//! Why a known application was refused tokens: the answer of the protocol, told apart more finely than strangers may know.

use crate::{LoginFailure, UnknownWord};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The reason. What is part of a working exchange is none: a device that waits for its person, a proof that lacks the nonce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenFailure {
    /// It showed no secret that it ever had, as far as is known.
    WrongSecret,
    /// It showed a secret that has ended.
    ExpiredSecret,
    /// Its assertion proved nothing (RFC 7523 §3).
    WrongAssertion,
    /// It authenticates in another way.
    WrongMethod,
    /// It was deleted.
    ApplicationDeleted,
    /// It is inactive.
    ApplicationInactive,
    /// Its organization is disabled.
    OrganizationDisabled,
    /// Its owner is disabled or no longer in its organization.
    OwnerCannotAct,
    /// It failed too often from one address.
    RateLimited,
    /// The request is malformed.
    InvalidRequest,
    /// It gets its tokens in another way.
    UnauthorizedClient,
    /// There is no such grant type here.
    UnsupportedGrantType,
    /// A scope is unknown or not allowed.
    InvalidScope,
    /// A resource is unknown or not allowed (RFC 8707 §2).
    InvalidTarget,
    /// The code, the refresh token or the person's password is none, ended, or was used.
    InvalidGrant,
    /// The proof of possession is missing or proves nothing (RFC 9449 §5).
    InvalidDpopProof,
    /// The person did not let the device in.
    AccessDenied,
    /// Nobody answered the device in time.
    ExpiredToken,
    /// The device asks too often.
    SlowDown,
    /// The server could not, whoever had asked.
    ServerError,
}

impl TokenFailure {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::WrongSecret,
        Self::ExpiredSecret,
        Self::WrongAssertion,
        Self::WrongMethod,
        Self::ApplicationDeleted,
        Self::ApplicationInactive,
        Self::OrganizationDisabled,
        Self::OwnerCannotAct,
        Self::RateLimited,
        Self::InvalidRequest,
        Self::UnauthorizedClient,
        Self::UnsupportedGrantType,
        Self::InvalidScope,
        Self::InvalidTarget,
        Self::InvalidGrant,
        Self::InvalidDpopProof,
        Self::AccessDenied,
        Self::ExpiredToken,
        Self::SlowDown,
        Self::ServerError,
    ];

    /// As stored and as the web API says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongSecret => "wrong_secret",
            Self::ExpiredSecret => "expired_secret",
            Self::WrongAssertion => "wrong_assertion",
            Self::WrongMethod => "wrong_method",
            Self::ApplicationDeleted => "application_deleted",
            Self::ApplicationInactive => "application_inactive",
            Self::OrganizationDisabled => "organization_disabled",
            Self::OwnerCannotAct => "owner_cannot_act",
            Self::RateLimited => "rate_limited",
            Self::InvalidRequest => "invalid_request",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
            Self::InvalidTarget => "invalid_target",
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidDpopProof => "invalid_dpop_proof",
            Self::AccessDenied => "access_denied",
            Self::ExpiredToken => "expired_token",
            Self::SlowDown => "slow_down",
            Self::ServerError => "server_error",
        }
    }

    /// What the application was answered (RFC 6749 §5.2 and its companions).
    pub const fn oauth_error(self) -> &'static str {
        match self {
            Self::WrongSecret
            | Self::ExpiredSecret
            | Self::WrongAssertion
            | Self::WrongMethod
            | Self::ApplicationDeleted
            | Self::ApplicationInactive
            | Self::OrganizationDisabled
            | Self::OwnerCannotAct
            | Self::RateLimited => "invalid_client",
            other => other.as_str(),
        }
    }

    /// The same as the reason of a login attempt; none of those that are of people.
    pub const fn of_login(failure: LoginFailure) -> Option<Self> {
        Some(match failure {
            LoginFailure::WrongSecret => Self::WrongSecret,
            LoginFailure::WrongAssertion => Self::WrongAssertion,
            LoginFailure::WrongMethod => Self::WrongMethod,
            LoginFailure::ApplicationDeleted => Self::ApplicationDeleted,
            LoginFailure::ApplicationInactive => Self::ApplicationInactive,
            LoginFailure::OrganizationDisabled => Self::OrganizationDisabled,
            LoginFailure::OwnerCannotAct => Self::OwnerCannotAct,
            _ => return None,
        })
    }
}

impl FromStr for TokenFailure {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(UnknownWord)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_of_login_attempts_have_the_same_words() {
        for failure in LoginFailure::ALL {
            if let Some(reason) = TokenFailure::of_login(failure) {
                assert_eq!(reason.as_str(), failure.as_str());
            }
        }
        assert_eq!(TokenFailure::of_login(LoginFailure::WrongPassword), None);
        assert_eq!(TokenFailure::ExpiredSecret.oauth_error(), "invalid_client");
        assert_eq!(TokenFailure::InvalidScope.oauth_error(), "invalid_scope");
    }
}
