//! How often somebody wants to be told what can wait.

use crate::UnknownWord;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// One mail with everything since the last; who wants none is told each thing at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digest {
    /// Each day at eight, where the person is.
    Daily,
    /// Each Monday at eight.
    Weekly,
}

impl Digest {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Daily, Self::Weekly];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }
}

impl FromStr for Digest {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|digest| digest.as_str() == text).ok_or(UnknownWord)
    }
}
