//! API types, the unit of access: each is a scope, an audience and a protected resource (RFC 8707, RFC 9728).

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Which of the two worlds a person or an application belongs to. A token of one side never opens the other's API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Users of the back office and their applications.
    #[default]
    BackOffice,
    /// Customer users and their applications.
    Customer,
}

impl Side {
    /// As stored and as written in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BackOffice => "back_office",
            Self::Customer => "customer",
        }
    }

    /// The API types an application of this side can be given, in the order they are shown.
    pub const fn api_types(self) -> &'static [ApiType] {
        match self {
            Self::BackOffice => &[ApiType::JsonApi, ApiType::EmailAddon, ApiType::Scim],
            Self::Customer => &[ApiType::CustomerJsonApi],
        }
    }
}

impl FromStr for Side {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::BackOffice, Self::Customer].into_iter().find(|side| side.as_str() == text).ok_or(UnknownWord)
    }
}

/// Stored rows are read through this; an unknown word there is a damaged row.
impl TryFrom<String> for Side {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// A word that is none of the known ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown word")]
pub struct UnknownWord;

/// One of the web APIs that tokens open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiType {
    /// `/api`, JSON:API 1.1.
    JsonApi,
    /// `/email-addon/v1`.
    EmailAddon,
    /// `/scim/v2`, RFC 7644.
    Scim,
    /// `/customer-api`, JSON:API 1.1, customer side.
    CustomerJsonApi,
}

impl ApiType {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::JsonApi, Self::EmailAddon, Self::Scim, Self::CustomerJsonApi];

    /// The scope (RFC 6749 §3.3), also how it is stored and written in the API.
    pub const fn scope(self) -> &'static str {
        match self {
            Self::JsonApi => "json_api",
            Self::EmailAddon => "email_addon",
            Self::Scim => "scim",
            Self::CustomerJsonApi => "customer_json_api",
        }
    }

    /// The path of the protected resource; with the public URL before it, the audience of its tokens.
    pub const fn path(self) -> &'static str {
        match self {
            Self::JsonApi => "/api",
            Self::EmailAddon => "/email-addon/v1",
            Self::Scim => "/scim/v2",
            Self::CustomerJsonApi => "/customer-api",
        }
    }

    /// The side whose applications may have it.
    pub const fn side(self) -> Side {
        match self {
            Self::CustomerJsonApi => Side::Customer,
            _ => Side::BackOffice,
        }
    }
}

impl fmt::Display for ApiType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.scope())
    }
}

impl FromStr for ApiType {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|api| api.scope() == text).ok_or(UnknownWord)
    }
}

/// What an application may use: every API of its side, also those to come, or a chosen few.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiAccess {
    /// Every API type of the application's side.
    All,
    /// These; none only of an application that a document describes.
    Only(Vec<ApiType>),
}

impl ApiAccess {
    /// The API types this means for an application of `side`.
    pub fn api_types(&self, side: Side) -> &[ApiType] {
        match self {
            Self::All => side.api_types(),
            Self::Only(some) => some,
        }
    }

    /// As stored: nothing for every API, else the scopes with a space between.
    pub fn to_stored(&self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Only(some) => Some(some.iter().map(|api| api.scope()).collect::<Vec<_>>().join(" ")),
        }
    }

    /// Whether `api` is among them, for an application of `side`.
    pub fn allows(&self, side: Side, api: ApiType) -> bool {
        api.side() == side && self.api_types(side).contains(&api)
    }
}

/// Stored rows are read through this; an unknown scope there is a damaged row.
impl TryFrom<Option<String>> for ApiAccess {
    type Error = UnknownWord;

    fn try_from(stored: Option<String>) -> Result<Self, Self::Error> {
        let Some(scopes) = stored else { return Ok(Self::All) };
        let some = scopes
            .split(' ')
            .filter(|scope| !scope.is_empty())
            .map(str::parse)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self::Only(some))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_is_stored_and_read_again() {
        for access in [
            ApiAccess::All,
            ApiAccess::Only(vec![ApiType::Scim]),
            ApiAccess::Only(vec![ApiType::JsonApi, ApiType::Scim]),
            ApiAccess::Only(Vec::new()),
        ] {
            assert_eq!(ApiAccess::try_from(access.to_stored()), Ok(access));
        }
        assert_eq!(ApiAccess::try_from(Some("json_api soap".into())), Err(UnknownWord));
    }
}
