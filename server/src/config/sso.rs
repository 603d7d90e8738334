//! `sso.*`: the identity providers with which people sign in.

use super::text::{self, Text};
use domain::{IdentityProvider, IdentityProviders, NewPeople, RolesByClaim, Sensitive};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

/// `sso.*`
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sso {
    /// Whether users of the back office have to sign in with a provider; administrators may still use their password.
    /// Default: false.
    pub only: bool,
    /// The providers, by what addresses call them. Default: none.
    pub providers: BTreeMap<ProviderId, Provider>,
}

/// What addresses call a provider.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(try_from = "Text")]
pub struct ProviderId(String);

impl TryFrom<Text> for ProviderId {
    type Error = String;

    fn try_from(Text(text): Text) -> Result<Self, Self::Error> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=40).contains(&text.len()) && text.bytes().all(fits) {
            Ok(Self(text))
        } else {
            Err(format!("`{text}` is no name for a provider: up to 40 of a to z, 0 to 9 and -"))
        }
    }
}

/// `sso.providers.*.*`
#[derive(Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Provider {
    /// What people call it. Default: what addresses call it.
    pub name: String,
    /// Its issuer, exactly as it calls itself. Has to be said.
    pub issuer: Option<Issuer>,
    /// What it calls this server. Has to be said.
    pub client_id: String,
    /// The secret it gave this server. This or the file has to be said.
    pub client_secret: String,
    /// A file with that secret in it. Default: none.
    pub client_secret_file: Option<PathBuf>,
    /// What is asked for besides `openid`. Default: `email`, `profile`.
    #[serde(deserialize_with = "text::list")]
    pub scopes: Vec<ScopeName>,
    /// `never` or `verified`: whether somebody whose address the provider vouches for is linked with the user who has it.
    /// Default: `never`.
    pub link_by_email: LinkByEmail,
    /// The only domains whose addresses are let in. Default: all.
    #[serde(deserialize_with = "text::list")]
    pub allowed_domains: Vec<Domain>,
    /// Whether somebody who is nobody here becomes a user. Default: false.
    pub create_users: bool,
    /// The name of the organization of new users. Default: none.
    pub organization: String,
    /// The role of new users if none follows from a claim. Default: `User`.
    pub default_role: String,
    /// The claim that roles follow, with dots for what is inside of it. Default: none.
    pub role_claim: String,
    /// The name of the role for each value of that claim. Default: none.
    #[serde(deserialize_with = "text::pairs")]
    pub roles: BTreeMap<String, String>,
    /// Whether signing out here signs out there, too. Default: false.
    pub logout: bool,
    /// A file with the certificate (PEM) of the authority that signed the provider's, where that is no public one.
    /// Default: none.
    pub authority: Option<PathBuf>,
}

impl Default for Provider {
    fn default() -> Self {
        let scope = |name: &str| ScopeName(name.to_owned());
        Self {
            name: String::new(),
            issuer: None,
            client_id: String::new(),
            client_secret: String::new(),
            client_secret_file: None,
            scopes: vec![scope("email"), scope("profile")],
            link_by_email: LinkByEmail::Never,
            allowed_domains: Vec::new(),
            create_users: false,
            organization: String::new(),
            default_role: "User".into(),
            role_claim: String::new(),
            roles: BTreeMap::new(),
            logout: false,
            authority: None,
        }
    }
}

/// Without the secret.
impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// Whether an address says who somebody is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkByEmail {
    /// It does not.
    #[default]
    Never,
    /// One that the provider vouches for.
    Verified,
}

/// What a provider calls itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Text")]
pub struct Issuer(String);

impl TryFrom<Text> for Issuer {
    type Error = String;

    /// OpenID Connect Discovery §3: https, no query, no fragment. Without TLS it may only be on this machine.
    fn try_from(Text(text): Text) -> Result<Self, Self::Error> {
        let refused = || {
            format!(
                "`{text}` is no issuer: an https address such as https://login.example.com (http only on this machine)"
            )
        };
        let uri = http::Uri::from_str(&text).map_err(|_| refused())?;
        let host = uri.host().unwrap_or_default();
        let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let secure = uri.scheme_str() == Some("https") || (uri.scheme_str() == Some("http") && here);
        let plain = !host.is_empty() && !text.contains(['@', '?', '#']);
        if secure && plain { Ok(Self(text)) } else { Err(refused()) }
    }
}

/// A scope, of which a request may have several (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScopeName(String);

impl FromStr for ScopeName {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
        let good = !text.is_empty() && text.bytes().all(fits);
        good.then(|| Self(text.to_owned())).ok_or("this is no scope, such as email")
    }
}

/// What stands behind the `@` of an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Domain(String);

impl FromStr for Domain {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        let good = !text.is_empty() && text.bytes().all(fits) && !text.starts_with('.');
        good.then(|| Self(text.to_ascii_lowercase())).ok_or("this is no domain, such as example.com")
    }
}

impl Sso {
    /// As the domain needs it.
    pub fn settings(&self) -> IdentityProviders {
        let list = self.providers.iter().filter_map(|(id, provider)| provider.settings(&id.0)).collect();
        IdentityProviders { only: self.only, list }
    }

    /// What is missing, or does not go together: the key, and what is needed.
    pub(super) fn problem(&self) -> Option<(String, String)> {
        if self.only && self.providers.is_empty() {
            return Some(("sso.only".into(), "without sso.providers nobody could sign in".into()));
        }
        self.providers.iter().find_map(|(ProviderId(id), provider)| {
            let (key, problem) = provider.problem(id)?;
            Some((format!("sso.providers.{id}.{key}"), problem))
        })
    }
}

impl Provider {
    fn problem(&self, id: &str) -> Option<(&'static str, String)> {
        let missing = |key, what: &str| Some((key, what.to_owned()));
        if self.issuer.is_none() {
            return missing(
                "issuer",
                "the address is needed that the provider calls its issuer, such as https://login.example.com",
            );
        }
        if self.client_id.trim().is_empty() {
            return missing("client_id", "the Client ID is needed that the provider gave this server");
        }
        match &self.client_secret_file {
            Some(_) if !self.client_secret.is_empty() => {
                return missing(
                    "client_secret_file",
                    "the secret is in client_secret already; only one of the two is allowed",
                );
            }
            Some(file) => {
                if let Err(problem) = read_secret(file) {
                    return Some(("client_secret_file", problem));
                }
            }
            None if self.client_secret.is_empty() => {
                return missing(
                    "client_secret",
                    "the secret is needed that the provider gave this server, here or in client_secret_file",
                );
            }
            None => {}
        }
        if self.create_users && self.organization.trim().is_empty() {
            return missing(
                "organization",
                "with create_users, the name of the organization is needed in which new users work",
            );
        }
        if self.create_users && self.default_role.trim().is_empty() {
            return missing("default_role", "with create_users, the name of a role is needed");
        }
        if self.role_claim.is_empty() != self.roles.is_empty() {
            let key = if self.role_claim.is_empty() { "role_claim" } else { "roles" };
            return missing(
                key,
                "role_claim names a claim, and roles the role for each of its values; both are needed, or neither",
            );
        }
        let settings = self.settings(id)?;
        settings.check().err().map(|problem| {
            let file = self.authority.as_deref().unwrap_or(Path::new("")).display();
            ("authority", format!("{file}: {problem}; a certificate in PEM is needed"))
        })
    }

    fn settings(&self, id: &str) -> Option<IdentityProvider> {
        let Issuer(issuer) = self.issuer.clone()?;
        let secret = match &self.client_secret_file {
            Some(file) => read_secret(file).ok()?,
            None => self.client_secret.clone(),
        };
        let name = self.name.trim();
        Some(IdentityProvider {
            id: id.to_owned(),
            name: if name.is_empty() { id.to_owned() } else { name.to_owned() },
            issuer,
            client_id: self.client_id.trim().to_owned(),
            client_secret: Sensitive::new(secret),
            scopes: self
                .scopes
                .iter()
                .map(|ScopeName(name)| name.clone())
                .filter(|name| name != "openid")
                .collect(),
            link_by_email: self.link_by_email == LinkByEmail::Verified,
            allowed_domains: self.allowed_domains.iter().map(|Domain(name)| name.clone()).collect(),
            new_people: self.create_users.then(|| NewPeople {
                organization: self.organization.trim().to_owned(),
                role: self.default_role.trim().to_owned(),
            }),
            roles: (!self.role_claim.is_empty())
                .then(|| RolesByClaim { claim: self.role_claim.clone(), roles: self.roles.clone() }),
            logout: self.logout,
            authority: self.authority.clone(),
        })
    }
}

/// Without the end of the line that editors put there.
fn read_secret(file: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let secret = text.trim();
    if secret.is_empty() { Err(format!("{} is empty", file.display())) } else { Ok(secret.to_owned()) }
}
