//! What can be done with several applications at once.

use crate::{ApplicationId, UnknownWord};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The most applications that are changed at once: a whole page of the grid.
pub const BULK_MAX: usize = 100;

/// What is done with each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkVerb {
    /// Activate.
    Activate,
    /// Deactivate.
    Deactivate,
    /// Delete.
    Delete,
}

impl BulkVerb {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Activate, Self::Deactivate, Self::Delete];

    /// As it stands in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Activate => "activate",
            Self::Deactivate => "deactivate",
            Self::Delete => "delete",
        }
    }
}

impl FromStr for BulkVerb {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|verb| verb.as_str() == text).ok_or(UnknownWord)
    }
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkOutcome {
    /// With how many it was done.
    pub done: u32,
    /// Those with which it may not be done, or that are gone.
    pub refused: Vec<ApplicationId>,
}
