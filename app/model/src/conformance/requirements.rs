//! What each profile demands of the authorization server, and where it says so.

use super::{
    Point,
    Profile::{self, Fapi2, Oauth21, Rfc9700},
};

/// One thing that one profile demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Which profile.
    pub profile: Profile,
    /// Where it says so.
    pub section: &'static str,
    /// What is looked at.
    pub point: Point,
    /// Whether it has to be so; else it is recommended.
    pub must: bool,
}

const fn must(profile: Profile, section: &'static str, point: Point) -> Requirement {
    Requirement { profile, section, point, must: true }
}

const fn should(profile: Profile, section: &'static str, point: Point) -> Requirement {
    Requirement { profile, section, point, must: false }
}

/// All of them, in the order of the profiles and their sections.
pub const REQUIREMENTS: &[Requirement] = &[
    must(Rfc9700, "§2.1, §4.1.3", Point::RedirectUrls),
    must(Rfc9700, "§2.1, §4.1.3", Point::RedirectMismatch),
    must(Rfc9700, "§2.1.1, §4.8.2", Point::PkceDemanded),
    must(Rfc9700, "§2.1.1", Point::PkceOffered),
    should(Rfc9700, "§2.1.1", Point::PkcePlain),
    should(Rfc9700, "§2.1.2", Point::Implicit),
    should(Rfc9700, "§2.2.1", Point::SenderConstrained),
    should(Rfc9700, "§2.2.2, §4.14.2", Point::RefreshLifetime),
    must(Rfc9700, "§2.4", Point::PasswordGrant),
    should(Rfc9700, "§2.5", Point::KeysNotSecrets),
    should(Rfc9700, "§2.5", Point::SecretsEnd),
    should(Rfc9700, "§2.6", Point::Metadata),
    must(Rfc9700, "§2.6", Point::NoCors),
    must(Rfc9700, "§2.6", Point::Https),
    should(Rfc9700, "§4.2.4", Point::Referrer),
    must(Rfc9700, "§4.3.2", Point::NoTokenInQuery),
    should(Rfc9700, "§4.4.2.1", Point::Issuer),
    must(Rfc9700, "§4.11.2", Point::OpenRedirector),
    must(Rfc9700, "§4.12", Point::NoTemporaryRedirect),
    must(Rfc9700, "§4.13", Point::TrustedProxies),
    must(Rfc9700, "§4.16", Point::Clickjacking),
    must(Oauth21, "§1.5", Point::Https),
    must(Oauth21, "§2.3", Point::RedirectUrls),
    must(Oauth21, "§2.3", Point::RedirectMismatch),
    should(Oauth21, "§2.4", Point::KeysNotSecrets),
    must(Oauth21, "§2.4.1", Point::Guessing),
    must(Oauth21, "§3.2", Point::TokenByPost),
    must(Oauth21, "§3.2.3", Point::NoStore),
    must(Oauth21, "§4.1.1", Point::PkceDemanded),
    should(Oauth21, "§4.1.1", Point::PkcePlain),
    should(Oauth21, "§4.1.2", Point::CodeLifetime),
    should(Oauth21, "§4.3.1", Point::RefreshLifetime),
    must(Oauth21, "§5.1.1", Point::NoTokenInQuery),
    should(Oauth21, "§7.1", Point::AccessLifetime),
    must(Oauth21, "§7.5.4", Point::NoTemporaryRedirect),
    must(Oauth21, "§7.10", Point::Clickjacking),
    must(Oauth21, "§7.12", Point::OpenRedirector),
    should(Oauth21, "§7.13", Point::Issuer),
    must(Oauth21, "§10", Point::PasswordGrant),
    must(Oauth21, "§10", Point::Implicit),
    must(Fapi2, "§5.2.1", Point::Https),
    must(Fapi2, "§5.2.3", Point::NoCors),
    must(Fapi2, "§5.3.2.1 (1)", Point::Metadata),
    must(Fapi2, "§5.3.2.1 (2)", Point::PasswordGrant),
    must(Fapi2, "§5.3.2.1 (3)", Point::Confidential),
    must(Fapi2, "§5.3.2.1 (4, 5)", Point::SenderConstrained),
    must(Fapi2, "§5.3.2.1 (6)", Point::KeysNotSecrets),
    must(Fapi2, "§5.3.2.1 (7)", Point::OpenRedirector),
    must(Fapi2, "§5.3.2.1 (9)", Point::NoRotation),
    must(Fapi2, "§5.3.2.2 (1)", Point::Implicit),
    must(Fapi2, "§5.3.2.2 (3)", Point::PushedRequests),
    must(Fapi2, "§5.3.2.2 (4)", Point::PushAuthenticated),
    must(Fapi2, "§5.3.2.2 (5)", Point::PkceOffered),
    must(Fapi2, "§5.3.2.2 (7)", Point::Issuer),
    must(Fapi2, "§5.3.2.2 (8)", Point::RedirectUrls),
    must(Fapi2, "§5.3.2.2 (10)", Point::NoTemporaryRedirect),
    must(Fapi2, "§5.3.2.2", Point::CodeLifetime),
    must(Fapi2, "§5.4.1", Point::PublicKeys),
];
