//! How far the running server keeps to the security profiles of OAuth, point by point, as the command and the page tell it.

mod requirements;

pub use requirements::{REQUIREMENTS, Requirement};

use crate::{ApplicationId, Side, Timestamp, UnknownWord};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What the server is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// RFC 9700, Best Current Practice for OAuth 2.0 Security.
    Rfc9700,
    /// The OAuth 2.1 Authorization Framework (draft-ietf-oauth-v2-1).
    Oauth21,
    /// FAPI 2.0 Security Profile.
    Fapi2,
}

impl Profile {
    /// All of them, in the order they are told.
    pub const ALL: [Self; 3] = [Self::Rfc9700, Self::Oauth21, Self::Fapi2];

    /// As it stands in addresses and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rfc9700 => "rfc9700",
            Self::Oauth21 => "oauth21",
            Self::Fapi2 => "fapi2",
        }
    }

    /// What it calls itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rfc9700 => "RFC 9700",
            Self::Oauth21 => "OAuth 2.1",
            Self::Fapi2 => "FAPI 2.0 Security Profile",
        }
    }
}

impl FromStr for Profile {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(UnknownWord)
    }
}

/// Something that is looked at. Several profiles may demand the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    /// Everything goes by https.
    Https,
    /// Addresses that a proxy tells are believed of known proxies only.
    TrustedProxies,
    /// Nobody's password goes through an application.
    PasswordGrant,
    /// Codes end soon.
    CodeLifetime,
    /// Access tokens end soon.
    AccessLifetime,
    /// Refresh tokens end when nobody uses them.
    RefreshLifetime,
    /// Refresh tokens are not rotated.
    NoRotation,
    /// Redirect URLs are whole addresses, by https, to this machine, or of a scheme of one's own.
    RedirectUrls,
    /// Applications show who they are with keys.
    KeysNotSecrets,
    /// Secrets end.
    SecretsEnd,
    /// No application is public.
    Confidential,
    /// Tokens are bound to a key.
    SenderConstrained,
    /// Requests for authorization are pushed.
    PushedRequests,
    /// The server describes itself, and truly.
    Metadata,
    /// Only S256 is offered for PKCE.
    PkceOffered,
    /// A request without PKCE is refused.
    PkceDemanded,
    /// One with the method `plain` is refused.
    PkcePlain,
    /// There is no implicit grant.
    Implicit,
    /// Nobody is redirected to an address that is not registered.
    RedirectMismatch,
    /// Nobody is redirected for an application that is not there.
    OpenRedirector,
    /// Every answer says who gives it.
    Issuer,
    /// Redirects make a GET of what was posted.
    NoTemporaryRedirect,
    /// The authorization endpoint answers no scripts of other sites.
    NoCors,
    /// Nobody puts our pages into a frame.
    Clickjacking,
    /// Addresses of our pages do not leave them.
    Referrer,
    /// The token endpoint takes POST only.
    TokenByPost,
    /// Answers of the token endpoint are not kept.
    NoStore,
    /// Pushed requests need authentication.
    PushAuthenticated,
    /// Private keys are not published.
    PublicKeys,
    /// Access tokens in addresses are not looked at.
    NoTokenInQuery,
    /// Whoever fails to authenticate is slowed down.
    Guessing,
}

impl Point {
    /// All of them.
    pub const ALL: [Self; 31] = [
        Self::Https,
        Self::TrustedProxies,
        Self::PasswordGrant,
        Self::CodeLifetime,
        Self::AccessLifetime,
        Self::RefreshLifetime,
        Self::NoRotation,
        Self::RedirectUrls,
        Self::KeysNotSecrets,
        Self::SecretsEnd,
        Self::Confidential,
        Self::SenderConstrained,
        Self::PushedRequests,
        Self::Metadata,
        Self::PkceOffered,
        Self::PkceDemanded,
        Self::PkcePlain,
        Self::Implicit,
        Self::RedirectMismatch,
        Self::OpenRedirector,
        Self::Issuer,
        Self::NoTemporaryRedirect,
        Self::NoCors,
        Self::Clickjacking,
        Self::Referrer,
        Self::TokenByPost,
        Self::NoStore,
        Self::PushAuthenticated,
        Self::PublicKeys,
        Self::NoTokenInQuery,
        Self::Guessing,
    ];

    /// How it is looked at.
    pub const fn check(self) -> Check {
        match self {
            Self::Https
            | Self::TrustedProxies
            | Self::CodeLifetime
            | Self::AccessLifetime
            | Self::NoRotation
            | Self::Guessing => Check::Configuration,
            Self::PasswordGrant
            | Self::RefreshLifetime
            | Self::RedirectUrls
            | Self::KeysNotSecrets
            | Self::SecretsEnd
            | Self::Confidential
            | Self::SenderConstrained
            | Self::PushedRequests => Check::Applications,
            _ => Check::Live,
        }
    }
}

/// How something is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// In the configuration.
    Configuration,
    /// In the settings of the applications, and the configuration.
    Applications,
    /// With a request that the server has to refuse, or that everybody may make.
    Live,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is as demanded.
    Passed,
    /// It is not.
    Failed,
    /// It is not, and need not be: the profile recommends it, or leaves the choice for a reason.
    ByChoice,
    /// There is nothing here of which it could be demanded.
    NotApplicable,
}

impl Verdict {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Failed, Self::ByChoice, Self::Passed, Self::NotApplicable];

    /// As it stands in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::ByChoice => "by_choice",
            Self::NotApplicable => "not_applicable",
        }
    }
}

impl FromStr for Verdict {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(UnknownWord)
    }
}

/// Why a point passed over, or a choice, is no failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excuse {
    /// Only this machine reaches the server.
    Loopback,
    /// No proxy is in front.
    NoProxy,
    /// No application could be asked of it.
    NoApplication,
    /// The server did not answer at its own address.
    Unreachable,
    /// No application of the grant Authorization Code has a redirect URL to try it with.
    NothingToTry,
    /// It is recommended, not demanded.
    Recommended,
    /// Refresh tokens are used once, and a lost answer is given again for ten seconds.
    Rotation,
}

/// An application that does not do what is demanded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offender {
    /// Its id.
    pub id: ApplicationId,
    /// Of which side it is.
    pub side: Side,
    /// Its name.
    pub name: String,
}

/// What was found at one point of one profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// In which profile.
    pub profile: Profile,
    /// Where that demands it.
    pub section: String,
    /// What was looked at.
    pub point: Point,
    /// What came of it.
    pub verdict: Verdict,
    /// Why it is no failure, where it did not pass.
    pub excuse: Option<Excuse>,
    /// What was seen, in the words of the protocol and the configuration.
    pub evidence: Vec<String>,
    /// How many applications do not do it.
    pub offenders: u64,
    /// The first of them.
    pub first_offenders: Vec<Offender>,
}

/// All that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conformance {
    /// When.
    pub checked_at: Timestamp,
    /// Which server: its issuer.
    pub issuer: String,
    /// What was found, in the order of [`REQUIREMENTS`].
    pub findings: Vec<Finding>,
}

impl Conformance {
    /// How many points of a profile came out so.
    pub fn count(&self, profile: Profile, verdict: Verdict) -> usize {
        self.of(profile).filter(|finding| finding.verdict == verdict).count()
    }

    /// The findings of a profile.
    pub fn of(&self, profile: Profile) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.profile == profile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_point_is_demanded_somewhere_and_once_by_each_profile() {
        let mut seen = HashSet::new();
        for requirement in REQUIREMENTS {
            assert!(seen.insert((requirement.profile, requirement.point)), "{requirement:?}");
            assert!(requirement.section.starts_with('§'), "{requirement:?}");
        }
        for point in Point::ALL {
            assert!(REQUIREMENTS.iter().any(|one| one.point == point), "{point:?}");
        }
    }

    #[test]
    fn words_lead_back() {
        assert!(Profile::ALL.iter().all(|one| one.as_str().parse() == Ok(*one)));
        assert!(Verdict::ALL.iter().all(|one| one.as_str().parse() == Ok(*one)));
    }
}
