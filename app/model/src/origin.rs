//! How an application came to be.

use crate::UnknownWord;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How an application came to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Somebody created it.
    #[default]
    Person,
    /// It registered itself (RFC 7591).
    Registered,
    /// It describes itself in a document at the address that is its Client ID.
    Described,
}

impl Origin {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Person, Self::Registered, Self::Described];

    /// As stored and as written in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Registered => "registered",
            Self::Described => "described",
        }
    }
}

impl FromStr for Origin {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|origin| origin.as_str() == text).ok_or(UnknownWord)
    }
}

impl TryFrom<String> for Origin {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}
