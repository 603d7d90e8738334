//! What a token or a consent covers: API types, and what an application may know of the person (OpenID Connect Core §5.4).

use crate::{ApiType, UnknownWord};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A scope that is about the person, not about an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityScope {
    /// Who the person is: an ID token.
    #[serde(rename = "openid")]
    OpenId,
    /// Their name.
    Profile,
    /// Their e-mail address.
    Email,
    /// Going on while they are away: a refresh token (OpenID Connect Core §11).
    OfflineAccess,
}

impl IdentityScope {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::OpenId, Self::Profile, Self::Email, Self::OfflineAccess];

    /// The scope (RFC 6749 §3.3).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenId => "openid",
            Self::Profile => "profile",
            Self::Email => "email",
            Self::OfflineAccess => "offline_access",
        }
    }
}

/// Scopes in their own order, each once: API types first. Written with one space between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The API types.
    pub apis: Vec<ApiType>,
    /// What is about the person.
    pub identity: Vec<IdentityScope>,
}

impl Scope {
    /// Nothing but these API types.
    pub const fn of_apis(apis: Vec<ApiType>) -> Self {
        Self { apis, identity: Vec::new() }
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(&self) -> bool {
        self.apis.is_empty() && self.identity.is_empty()
    }

    /// Whether this one about the person is in it.
    pub fn has(&self, identity: IdentityScope) -> bool {
        self.identity.contains(&identity)
    }

    /// Whether everything in `other` is in it.
    pub fn covers(&self, other: &Self) -> bool {
        other.apis.iter().all(|api| self.apis.contains(api))
            && other.identity.iter().all(|one| self.identity.contains(one))
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        Self {
            apis: self.apis.iter().filter(|api| other.apis.contains(api)).copied().collect(),
            identity: self.identity.iter().filter(|one| other.identity.contains(one)).copied().collect(),
        }
    }

    /// What is in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let either = |api: &ApiType| self.apis.contains(api) || other.apis.contains(api);
        let either_identity = |one: &IdentityScope| self.has(*one) || other.has(*one);
        Self {
            apis: ApiType::ALL.into_iter().filter(either).collect(),
            identity: IdentityScope::ALL.into_iter().filter(either_identity).collect(),
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.apis.iter().map(|api| api.scope());
        let words = words.chain(self.identity.iter().map(|one| one.as_str()));
        for (index, word) in words.enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(word)?;
        }
        Ok(())
    }
}

/// The empty text is the empty scope; every other must be known words with one space between them.
impl FromStr for Scope {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words: Vec<&str> = if text.is_empty() { Vec::new() } else { text.split(' ').collect() };
        let known = |word: &&str| {
            ApiType::ALL.iter().any(|api| api.scope() == *word)
                || IdentityScope::ALL.iter().any(|one| one.as_str() == *word)
        };
        if !words.iter().all(known) {
            return Err(UnknownWord);
        }
        Ok(Self {
            apis: ApiType::ALL.into_iter().filter(|api| words.contains(&api.scope())).collect(),
            identity: IdentityScope::ALL.into_iter().filter(|one| words.contains(&one.as_str())).collect(),
        })
    }
}

/// Stored rows are read through this; an unknown word there is a damaged row.
impl TryFrom<String> for Scope {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(text: &str) -> Scope {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_read_as_strictly_as_it_is_written() {
        assert_eq!(scope("email openid scim json_api scim").to_string(), "json_api scim openid email");
        assert_eq!(scope("").to_string(), "");
        for bad in [" ", "scim ", " scim", "scim  openid", "SCIM", "soap", "scim\n", "\0"] {
            assert_eq!(bad.parse::<Scope>(), Err(UnknownWord), "{bad:?}");
        }
    }

    #[test]
    fn it_is_a_set() {
        let (all, some) = (scope("json_api scim openid email"), scope("scim email"));
        assert!(all.covers(&some) && !some.covers(&all) && all.covers(&Scope::default()));
        assert_eq!(all.intersection(&some), some);
        assert_eq!(some.union(&scope("json_api openid")), all);
    }
}
